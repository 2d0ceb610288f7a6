import { sql } from 'kysely'
import { z } from 'zod'
import { enqueue, job } from '../platform/jobs/job.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type NeedPart, spreadSpending } from './spread.ts'

/** What came in by campaign and year of the gift, less refunds. Minor units. */
export interface GiftSum {
  readonly campaignId: string
  readonly givenYear: number
  readonly currency: string
  readonly giftCount: bigint
  readonly received: bigint
  readonly fees: bigint
  readonly share: bigint
}

/** What those gifts pay for: reported ≤ spent ≤ allocated. Minor units. */
export interface NeedSum {
  readonly campaignId: string
  readonly givenYear: number
  readonly programmeId: string
  readonly item: string
  readonly currency: string
  readonly allocated: bigint
  readonly spent: bigint
  readonly reported: bigint
}

/** The sums the open books are drawn from. */
export interface BookSums {
  readonly gifts: readonly GiftSum[]
  readonly needs: readonly NeedSum[]
  readonly madeAt: Date
  /** All gifts there were when the sums were made. */
  readonly giftCount: bigint
}

/** The wake-up of sums that are too old. */
export const sumsJob = job('books.sums', z.object({}))

/** So many gifts are added up while the reader waits; more by a job, and the reader sees the sums before. */
const atOnce = 20_000n

/** The kept sums; made anew when they are ten seconds old, or, of very many gifts, five minutes. */
export async function keptSums(scope: Scope): Promise<BookSums> {
  const { kept, now } = await scope.transaction(async (transaction) => ({
    kept: await readKept(transaction),
    now: transaction.now,
  }))
  if (kept === undefined) return makeSums(scope)
  const isMany = kept.giftCount > atOnce
  const age = now.getTime() - kept.madeAt.getTime()
  if (age < (isMany ? 300_000 : 10_000)) return kept
  if (!isMany) return makeSums(scope)
  await scope.transaction((transaction) => enqueue(transaction, sumsJob, {}, { key: 'sums' }))
  return kept
}

/** Adds up all gifts of the organisation anew and keeps the sums. Two at once take turns. */
export async function makeSums(scope: Scope): Promise<BookSums> {
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    await sql`
      insert into book_sum_states (organisation_id, made_at, gift_count) values (${organisationId}, ${now}, 0)
      on conflict (organisation_id) do update set made_at = excluded.made_at`.execute(db)
    await sql`delete from book_gift_sums where organisation_id = ${organisationId}`.execute(db)
    await sql`delete from book_need_sums where organisation_id = ${organisationId}`.execute(db)
    await writeNeedSums(transaction, needSums(await addUp(transaction)))
    await sql`
      update book_sum_states set gift_count = coalesce(
        (select sum(gift_count) from book_gift_sums where organisation_id = ${organisationId}), 0)
      where organisation_id = ${organisationId}`.execute(db)
    const made = await readKept(transaction)
    if (made === undefined) throw new Error('Sums that were just made could not be read')
    return made
  })
}

/** One statement, so that gifts and needs are of one moment: keeps the sums of gifts, answers the parts of needs. */
async function addUp({ db, organisationId }: Transaction): Promise<NeedPart[]> {
  const { rows } = await sql<NeedPart>`
    with came as (
      insert into book_gift_sums
      select g.organisation_id, g.campaign_id, extract(year from g.given_on)::integer, g.currency,
        count(*) filter (where g.refunded_minor < g.amount_minor), sum(g.amount_minor - g.refunded_minor),
        coalesce(sum(p.fee_minor), 0), coalesce(sum(p.share_minor), 0)
      from gifts g
      left join gift_portions p on p.organisation_id = g.organisation_id and p.gift_id = g.gift_id
      where g.organisation_id = ${organisationId} group by 1, 2, 3, 4
    ), told as (
      select distinct r.gift_id, u.case_id
      from feedback_results r join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
      where r.organisation_id = ${organisationId} and r.result in ('sent', 'shown', 'returned')
    ), spending as (
      select e.case_id, n.item, sum(e.amount_minor) as spent
      from expenses e join needs n on n.organisation_id = e.organisation_id and n.need_id = e.need_id
      where e.organisation_id = ${organisationId} and e.reversed_at is null group by e.case_id, n.item
    ), parts as (
      select g.campaign_id, extract(year from g.given_on)::integer as given_year, a.case_id, n.item, a.currency,
        sum(a.amount_minor) as allocated, coalesce(sum(a.amount_minor) filter (where told.gift_id is not null), 0) as told
      from allocations a
      join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
      join needs n on n.organisation_id = a.organisation_id and n.need_id = a.need_id
      left join told on told.gift_id = a.gift_id and told.case_id = a.case_id
      where a.organisation_id = ${organisationId}
      group by 1, 2, 3, 4, 5 having sum(a.amount_minor) > 0
    )
    select parts.campaign_id as "campaignId", given_year as "givenYear", c.programme_id as "programmeId",
      parts.case_id as "caseId", parts.item, parts.currency, allocated::bigint, told::bigint,
      coalesce(spending.spent, 0)::bigint as "itemSpent",
      coalesce((select sum(spent) from spending s where s.case_id = parts.case_id), 0)::bigint as "caseSpent"
    from parts
    join cases c on c.organisation_id = ${organisationId} and c.case_id = parts.case_id
    left join spending on spending.case_id = parts.case_id and spending.item = parts.item
    order by parts.case_id, parts.campaign_id, given_year, parts.item`.execute(db)
  return rows
}

function needSums(parts: readonly NeedPart[]): NeedSum[] {
  const sums = new Map<string, NeedSum>()
  for (const { campaignId, givenYear, programmeId, item, currency, allocated, spent, reported } of spreadSpending(
    parts,
  )) {
    const key = [campaignId, givenYear, programmeId, item, currency].join(' ')
    const before = sums.get(key) ?? { allocated: 0n, spent: 0n, reported: 0n }
    sums.set(key, {
      ...{ campaignId, givenYear, programmeId, item, currency },
      allocated: before.allocated + allocated,
      spent: before.spent + spent,
      reported: before.reported + reported,
    })
  }
  return [...sums.values()]
}

async function writeNeedSums({ db, organisationId }: Transaction, sums: readonly NeedSum[]): Promise<void> {
  const column = <Value>(read: (sum: NeedSum) => Value) => sums.map(read)
  await sql`
    insert into book_need_sums
    select ${organisationId}::uuid, sums.* from unnest(${column((sum) => sum.campaignId)}::uuid[],
      ${column((sum) => sum.givenYear)}::integer[], ${column((sum) => sum.programmeId)}::uuid[],
      ${column((sum) => sum.item)}::text[], ${column((sum) => sum.currency)}::text[],
      ${column((sum) => sum.allocated)}::bigint[], ${column((sum) => sum.spent)}::bigint[],
      ${column((sum) => sum.reported)}::bigint[]) as sums`.execute(db)
}

interface KeptRow {
  madeAt: Date
  giftCount: bigint
  gifts: Wire<GiftSum>[]
  needs: Wire<NeedSum>[]
}

/** Amounts as text: JSON would make floating numbers of them. */
type Wire<Sum> = { [Key in keyof Sum]: Sum[Key] extends bigint ? string : Sum[Key] }

/** One statement for everything a page shows. */
async function readKept({ db, organisationId }: Transaction): Promise<BookSums | undefined> {
  const { rows } = await sql<KeptRow>`
    select s.made_at as "madeAt", s.gift_count as "giftCount",
      coalesce((select json_agg(json_build_object('campaignId', campaign_id, 'givenYear', given_year, 'currency', currency,
        'giftCount', gift_count::text, 'received', received_minor::text, 'fees', fee_minor::text,
        'share', share_minor::text) order by campaign_id, given_year, currency)
        from book_gift_sums g where g.organisation_id = s.organisation_id), '[]') as gifts,
      coalesce((select json_agg(json_build_object('campaignId', campaign_id, 'givenYear', given_year,
        'programmeId', programme_id, 'item', item, 'currency', currency, 'allocated', allocated_minor::text,
        'spent', spent_minor::text, 'reported', told_minor::text) order by campaign_id, given_year, programme_id, item, currency)
        from book_need_sums n where n.organisation_id = s.organisation_id), '[]') as needs
    from book_sum_states s where s.organisation_id = ${organisationId}`.execute(db)
  const [row] = rows
  return (
    row && {
      madeAt: row.madeAt,
      giftCount: row.giftCount,
      gifts: row.gifts.map(({ giftCount, received, fees, share, ...sum }) => ({
        ...sum,
        ...{ giftCount: BigInt(giftCount), received: BigInt(received), fees: BigInt(fees), share: BigInt(share) },
      })),
      needs: row.needs.map(({ allocated, spent, reported, ...sum }) => ({
        ...sum,
        ...{ allocated: BigInt(allocated), spent: BigInt(spent), reported: BigInt(reported) },
      })),
    }
  )
}
