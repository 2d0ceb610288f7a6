import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Stage } from '../cases/case.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** From where one looks: along one gift, from one case back, or over all gifts of a campaign. */
export const sides = ['gift', 'case', 'campaign'] as const
export type Side = (typeof sides)[number]

/** What is looked at. */
export interface Looked {
  side: Side
  id: string
}

/** Where a page of a list ended: the amount and the id of its last line, as `reachCursor` writes it. */
export const reachPage = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,19}:[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ReachPage = z.output<typeof reachPage>

/** A case that money reached, with how much of it and what was told of the case so far. */
export interface ReachedCase {
  caseId: string
  pseudonym: string
  stage: Stage
  minor: bigint
  currency: string
  giftCount: number
  /** When donors were last told something of it. */
  toldAt: Date | null
}

/** A gift that pays, with how much of it. */
export interface PayingGift {
  giftId: string
  donorName: string
  givenOn: string
  minor: bigint
  currency: string
  caseCount: number
}

/** The cases of a stage together. */
export interface ReachedStage {
  stage: Stage
  minor: bigint
  caseCount: number
}

/** A whole and its pieces: `given` (of it `stages`) + `cost` + `open` = `whole`, in minor units of one currency. */
export interface Reach {
  currency: string
  whole: bigint
  given: bigint
  /** Fees and the stated share; nothing from the side of a case. */
  cost: bigint
  /** What no need has yet; from the side of a case, what it still lacks. */
  open: bigint
  giftCount: number
  caseCount: number
  stages: ReachedStage[]
}

/** Which movements belong to what is looked at, in `allocations a`; only what was not taken back counts, for its sum is zero. */
function movementsOf({ organisationId }: Transaction, { side, id }: Looked): RawBuilder<unknown> {
  const of =
    side === 'gift'
      ? sql`a.gift_id = ${id}`
      : side === 'case'
        ? sql`a.case_id = ${id}`
        : sql`a.gift_id in (select gift_id from gift_portions
            where organisation_id = ${organisationId} and campaign_id = ${id})`
  return sql`a.organisation_id = ${organisationId} and ${of}`
}

/** How a whole divides, in one statement over its movements. Fails with `allocations.nothing-there`. */
export async function reachOf(transaction: Transaction, looked: Looked): Promise<Reach> {
  const { db } = transaction
  const whole = await (looked.side === 'case' ? wholeOfCase(transaction, looked.id) : wholeOfGifts(transaction, looked))
  const { rows } = await sql<ReachedStage>`
    select c.stage, sum(m.minor)::bigint as minor, count(*)::integer as "caseCount"
    from (select a.case_id, sum(a.amount_minor) as minor from allocations a
      where ${movementsOf(transaction, looked)} group by a.case_id having sum(a.amount_minor) > 0) as m
    join cases c on c.organisation_id = ${transaction.organisationId} and c.case_id = m.case_id
    group by c.stage order by minor desc`.execute(db)
  return {
    ...whole,
    stages: rows,
    given: rows.reduce((sum, { minor }) => sum + minor, 0n),
    caseCount: rows.reduce((sum, { caseCount }) => sum + caseCount, 0),
  }
}

type Whole = Pick<Reach, 'currency' | 'whole' | 'cost' | 'open' | 'giftCount'>

/** How gifts were divided, `p`, and what is left of them for needs, `o`. */
function portionsOf({ organisationId }: Transaction, { side, id }: Looked): RawBuilder<unknown> {
  return sql`gift_portions p
    left join open_gifts o on o.organisation_id = p.organisation_id and o.fund_id = p.fund_id
      and o.currency = p.currency and o.received_at = p.received_at and o.gift_id = p.gift_id
    where p.organisation_id = ${organisationId} and ${side === 'gift' ? sql`p.gift_id` : sql`p.campaign_id`} = ${id}`
}

async function wholeOfGifts(transaction: Transaction, looked: Looked): Promise<Whole> {
  const { rows } = await sql<Whole>`
    select p.currency, sum(p.amount_minor)::bigint as whole, sum(p.fee_minor + p.share_minor)::bigint as cost,
      coalesce(sum(o.open_minor), 0)::bigint as open, count(*)::integer as "giftCount"
    from ${portionsOf(transaction, looked)} group by p.currency`.execute(transaction.db)
  const [found] = rows
  if (!found) throw new Failure('allocations.nothing-there', {}, { kind: 'missing' })
  return found
}

async function wholeOfCase({ db, organisationId }: Transaction, caseId: string): Promise<Whole> {
  const { rows } = await sql<Whole>`
    select pr.currency, 0::bigint as cost,
      (select count(*) from (select from allocations where organisation_id = c.organisation_id and case_id = c.case_id
        group by gift_id having sum(amount_minor) > 0) as giving)::integer as "giftCount",
      coalesce((select sum(open_minor) from needs where organisation_id = c.organisation_id and case_id = c.case_id
        and cancelled_at is null), 0)::bigint as open,
      coalesce((select sum(amount_minor) from allocations
        where organisation_id = c.organisation_id and case_id = c.case_id), 0)::bigint as whole
    from cases c join programmes pr on pr.organisation_id = c.organisation_id and pr.programme_id = c.programme_id
    where c.organisation_id = ${organisationId} and c.case_id = ${caseId}`.execute(db)
  const [found] = rows
  if (!found) throw new Failure('allocations.nothing-there', {}, { kind: 'missing' })
  return { ...found, whole: found.whole + found.open }
}

/** The cases that money reached, those with most of it first. */
export async function reachedCases(
  transaction: Transaction,
  looked: Looked,
  { stage, cursor, limit }: ReachPage & { stage?: Stage | undefined },
): Promise<{ items: ReachedCase[]; next: string | null }> {
  const { db, organisationId } = transaction
  const { rows } = await sql<ReachedCase>`
    select m.case_id as "caseId", c.pseudonym, c.stage, m.minor, m.currency, m.gifts as "giftCount",
      (select max(u.approved_at) from updates u where u.organisation_id = c.organisation_id and u.case_id = c.case_id
        and u.state = 'approved') as "toldAt"
    from (select case_id, sum(minor)::bigint as minor, max(currency) as currency, count(*)::integer as gifts
      from (select a.case_id, a.gift_id, sum(a.amount_minor) as minor, max(a.currency) as currency
        from allocations a
        where ${movementsOf(transaction, looked)} group by a.case_id, a.gift_id having sum(a.amount_minor) > 0) as pairs
      group by case_id) as m
    join cases c on c.organisation_id = ${organisationId} and c.case_id = m.case_id
    where (${stage ?? null}::text is null or c.stage = ${stage ?? null}) and ${behind(cursor, sql`m.case_id`)}
    order by m.minor desc, m.case_id desc limit ${limit + 1}::integer`.execute(db)
  return paged(rows, limit, ({ caseId }) => caseId)
}

/** The gifts that pay, those with most first. */
export async function payingGifts(
  transaction: Transaction,
  looked: Looked,
  { cursor, limit }: ReachPage,
): Promise<{ items: PayingGift[]; next: string | null }> {
  const { db, organisationId } = transaction
  const { rows } = await sql<PayingGift>`
    with m as materialized (
      select * from (${whatGiftsPay(transaction, looked)}) as m where minor > 0 and ${behind(cursor, sql`m.gift_id`)}
      order by minor desc, gift_id desc limit ${limit + 1}::integer)
    select m.gift_id as "giftId", g.donor_name as "donorName", g.given_on as "givenOn", m.minor, m.currency,
      (select count(*) from (select from allocations a
        where a.organisation_id = ${organisationId} and a.gift_id = m.gift_id
          and ${looked.side === 'case' ? sql`a.case_id = ${looked.id}` : sql`true`}
        group by a.case_id having sum(a.amount_minor) > 0) as helped)::integer as "caseCount"
    from m join gifts g on g.organisation_id = ${organisationId} and g.gift_id = m.gift_id
    order by m.minor desc, m.gift_id desc`.execute(db)
  return paged(rows, limit, ({ giftId }) => giftId)
}

/** How much each gift pays: of a case by its movements, else what is not cost and not open any more, which reads far less. */
function whatGiftsPay(transaction: Transaction, looked: Looked): RawBuilder<unknown> {
  if (looked.side !== 'case') {
    return sql`select p.gift_id, p.currency,
        p.amount_minor - p.fee_minor - p.share_minor - coalesce(o.open_minor, 0) as minor
      from ${portionsOf(transaction, looked)}`
  }
  return sql`select a.gift_id, max(a.currency) as currency, sum(a.amount_minor)::bigint as minor
    from allocations a where ${movementsOf(transaction, looked)} group by a.gift_id`
}

function behind(cursor: string | undefined, id: RawBuilder<unknown>): RawBuilder<unknown> {
  if (cursor === undefined) return sql`true`
  const [minor, last] = cursor.split(':')
  return sql`(m.minor, ${id}) < (${minor}::bigint, ${last}::uuid)`
}

function paged<Item extends { minor: bigint }>(rows: Item[], limit: number, idOf: (item: Item) => string) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.minor}:${idOf(last)}` : null }
}
