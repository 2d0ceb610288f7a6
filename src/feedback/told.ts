import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'

/** An update a round tells, what puts it right, and what it puts right itself. */
export interface ToldUpdate {
  readonly updateId: string
  readonly caseId: string
  readonly pseudonym: string
  readonly stage: string
  /** As it was released, in the reader's language. */
  readonly words: string
  /** People whose message tells it. */
  readonly heard: number
  /** Gifts whose platform was handed it by order number. */
  readonly returned: number
  /** What was written to put it right, the newest first; `roundId` is the round that tells it, if one was planned. */
  readonly corrections: readonly { updateId: string; state: string; at: Date; roundId: string | null }[]
  /** What it puts right, and the round that told that first. */
  readonly corrects: { readonly updateId: string; readonly roundId: string | null } | null
}

/** The updates of a round by pseudonym; a closing report has none. */
export async function readTold(transaction: Transaction, roundId: string, language: Language): Promise<ToldUpdate[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<Omit<ToldUpdate, 'words' | 'corrections'>>`
    select o.update_id as "updateId", u.case_id as "caseId", c.pseudonym, u.stage, coalesce(told.people, 0) as heard, coalesce(told.returned, 0) as returned,
      case when k.corrects_id is null then null else json_build_object('updateId', k.corrects_id, 'roundId', (
        select first.feedback_round_id from feedback_round_updates first
        join feedback_rounds f on f.organisation_id = first.organisation_id
          and f.feedback_round_id = first.feedback_round_id and f.state in ('sending', 'done', 'recalled')
        where first.organisation_id = o.organisation_id and first.update_id = k.corrects_id
        order by f.created_at, f.feedback_round_id limit 1)) end as corrects
    from feedback_round_updates o
    join updates u on u.organisation_id = o.organisation_id and u.update_id = o.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    left join feedback_corrections k on k.organisation_id = o.organisation_id and k.update_id = o.update_id
    left join (
      select update_id, count(distinct person_id) filter (where result <> 'returned')::integer as people,
        count(*) filter (where result = 'returned')::integer as returned from feedback_results
      where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
        and result in ('queued', 'sent', 'returned')
      group by update_id) told on told.update_id = o.update_id
    where o.organisation_id = ${organisationId} and o.feedback_round_id = ${roundId}
    order by c.pseudonym, u.approved_at, o.update_id`.execute(db)
  const updateIds = rows.map(({ updateId }) => updateId)
  const texts = await shownTexts(transaction, updateIds)
  const corrections = await readCorrections(transaction, updateIds)
  return rows.map((row) => ({
    ...row,
    words: texts.get(row.updateId)?.[language] ?? '',
    corrections: corrections.filter(({ correctsId }) => correctsId === row.updateId),
  }))
}

async function readCorrections({ db, organisationId }: Transaction, updateIds: readonly string[]) {
  const { rows } = await sql<ToldUpdate['corrections'][number] & { correctsId: string }>`
    select k.corrects_id as "correctsId", k.update_id as "updateId", u.state, k.at, (
        select o.feedback_round_id from feedback_round_updates o
        join feedback_rounds r on r.organisation_id = o.organisation_id and r.feedback_round_id = o.feedback_round_id
          and r.kind = 'correction' and r.state <> 'recalled'
        where o.organisation_id = k.organisation_id and o.update_id = k.update_id
        order by r.created_at desc, r.feedback_round_id desc limit 1) as "roundId"
    from feedback_corrections k
    join updates u on u.organisation_id = k.organisation_id and u.update_id = k.update_id
    where k.organisation_id = ${organisationId} and k.corrects_id = any(${[...updateIds]}::uuid[])
    order by k.at desc, k.update_id`.execute(db)
  return rows
}
