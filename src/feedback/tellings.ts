import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { untoldReason } from './tellable.ts'

/** What is told with an update, the same for everybody. */
interface News {
  updateId: string
  caseId: string
  stage: string
  approvedAt: Date
  pseudonym: string
  /** The programme's illustration. */
  picture: string
  /** By language. */
  programme: unknown
  /** The organisation's. */
  timeZone: string
}

/** One update for one person: what all their gifts of the case are part of. */
export interface Telling extends News {
  personId: string
  language: string
  currency: string
  shareMinor: bigint
  /** The newest of the gifts; its page tells the whole story. */
  giftId: string
  /** The update it puts right, which this very person was told; null where it is plain news to them. */
  correctsId: string | null
  correctsAt: Date | null
}

/** What is queued for some people, and whether some of it has to be looked at again (`holdUntellable`) before it is told. */
export interface Tellings {
  tellings: Telling[]
  isDoubtful: boolean
}

/** What is queued for these people, person by person, in the order in which it was released. */
export async function readTellings(
  transaction: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<Tellings> {
  const news = await readNews(transaction, await updatesFor(transaction, roundId, personIds))
  const shares = await readShares(transaction, { roundId, personIds, news })
  const isDoubtful = shares.some((one) => one.isDoubtful || news.get(one.updateId)?.untold !== null)
  const tellings = shares.flatMap((share) => {
    const told = news.get(share.updateId)
    return told && share.currency !== null ? [tellingOf(told, share, share.currency)] : []
  })
  return { tellings: tellings.sort(byReader), isDoubtful }
}

/** Written out: copied from both, each of a million would be a dictionary of its own, ten times as large. */
function tellingOf(told: News, share: Share, currency: string): Telling {
  return {
    updateId: told.updateId,
    caseId: told.caseId,
    stage: told.stage,
    approvedAt: told.approvedAt,
    pseudonym: told.pseudonym,
    picture: told.picture,
    programme: told.programme,
    timeZone: told.timeZone,
    personId: share.personId,
    language: share.language,
    currency,
    shareMinor: share.shareMinor,
    giftId: share.giftId,
    correctsId: share.correctsId,
    correctsAt: share.correctsAt,
  }
}

/** Person by person; of one, what was released first. */
function byReader(a: Telling, b: Telling): number {
  if (a.personId !== b.personId) return a.personId < b.personId ? -1 : 1
  return a.approvedAt.getTime() - b.approvedAt.getTime() || (a.updateId < b.updateId ? -1 : 1)
}

async function updatesFor({ db, organisationId }: Transaction, roundId: string, personIds: readonly string[]) {
  const { rows } = await sql<{ updateId: string }>`
    select distinct update_id as "updateId" from feedback_results
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      and person_id = any(${[...personIds]}::uuid[]) and result = 'queued'`.execute(db)
  return rows.map(({ updateId }) => updateId)
}

/** Besides the news itself: why it may not be told any more, and whether it puts right what was told before. */
interface KnownNewsRow extends News {
  untold: string | null
  isCorrection: boolean
}

type KnownNews = ReadonlyMap<string, KnownNewsRow>

/** What some updates tell, and why they may not any more. */
async function readNews({ db, organisationId }: Transaction, updateIds: readonly string[]): Promise<KnownNews> {
  const { rows } = await sql<KnownNewsRow>`
    select u.update_id as "updateId", u.case_id as "caseId", u.stage, u.approved_at as "approvedAt", c.pseudonym, o.picture,
      o.name as programme, h.time_zone as "timeZone", ${untoldReason} as untold,
      exists (select from feedback_corrections k
        where k.organisation_id = u.organisation_id and k.update_id = u.update_id) as "isCorrection"
    from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join programmes o on o.organisation_id = c.organisation_id and o.programme_id = c.programme_id
    join organisations h on h.organisation_id = u.organisation_id
    where u.organisation_id = ${organisationId} and u.update_id = any(${[...updateIds]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.updateId, row]))
}

type Share = Omit<Telling, Exclude<keyof News, 'updateId'> | 'currency'> & {
  /** Null where nothing is allocated any more. */
  currency: string | null
  isDoubtful: boolean
}

/**
 * Of each person and update what part the gifts have in it; doubtful: one was given back, whole or its part. The case of an update is
 * handed in: a new round is a stranger to the planner, which would read all updates for each result.
 */
async function readShares(
  { db, organisationId }: Transaction,
  { roundId, personIds, news }: { roundId: string; personIds: readonly string[]; news: KnownNews },
): Promise<Share[]> {
  const caseOf = JSON.stringify(Object.fromEntries([...news].map(([updateId, { caseId }]) => [updateId, caseId])))
  const corrects = [...news.values()].some(({ isCorrection }) => isCorrection)
  const first = corrects
    ? sql`left join feedback_corrections k on k.organisation_id = r.organisation_id and k.update_id = r.update_id
    left join told_updates first on first.organisation_id = r.organisation_id and first.person_id = r.person_id
      and first.update_id = k.corrects_id`
    : sql`cross join (select null::uuid as update_id, null::timestamptz as at) as first`
  const { rows } = await sql<Share>`
    select r.person_id as "personId", r.update_id as "updateId", p.language, a.currency, sum(a.share)::bigint as "shareMinor",
      (array_agg(r.gift_id order by g.received_at desc, r.gift_id))[1] as "giftId",
      first.update_id as "correctsId", first.at as "correctsAt",
      bool_or(a.share is null or a.share <= 0 or g.refunded_minor = g.amount_minor) as "isDoubtful"
    from feedback_results r
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    left join lateral (select a.currency, sum(a.amount_minor) as share from allocations a
      where a.organisation_id = r.organisation_id and a.gift_id = r.gift_id
        and a.case_id = (${caseOf}::jsonb ->> r.update_id::text)::uuid
      group by a.currency) as a on true
    ${first}
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = any(${[...personIds]}::uuid[]) and r.result = 'queued'
    group by r.person_id, r.update_id, p.language, a.currency, first.update_id, first.at`.execute(db)
  return rows
}
