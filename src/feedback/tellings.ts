import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** One update for one person: what all their gifts of the case are part of. */
export interface Telling {
  personId: string
  updateId: string
  caseId: string
  stage: string
  pseudonym: string
  /** The programme's illustration. */
  picture: string
  /** By language. */
  programme: unknown
  language: string
  currency: string
  shareMinor: bigint
  /** The newest of the gifts; its page tells the whole story. */
  giftId: string
  /** The update it puts right, which this very person was told; null where it is plain news to them. */
  correctsId: string | null
  correctsAt: Date | null
  /** The organisation's. */
  timeZone: string
}

/** What is queued for these people, person by person, in the order in which it was released. */
export async function readTellings(
  { db, organisationId }: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select r.person_id as "personId", r.update_id as "updateId", u.case_id as "caseId", u.stage, c.pseudonym, o.picture, o.name as programme,
      p.language, a.currency, sum(a.amount_minor)::bigint as "shareMinor",
      (array_agg(a.gift_id order by g.received_at desc, a.gift_id))[1] as "giftId",
      first.update_id as "correctsId", first.at as "correctsAt", h.time_zone as "timeZone"
    from feedback_results r
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join programmes o on o.organisation_id = c.organisation_id and o.programme_id = c.programme_id
    join organisations h on h.organisation_id = r.organisation_id
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join allocations a on a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id
    left join feedback_corrections k on k.organisation_id = r.organisation_id and k.update_id = r.update_id
    left join told_updates first on first.organisation_id = r.organisation_id and first.person_id = r.person_id
      and first.update_id = k.corrects_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = any(${[...personIds]}::uuid[]) and r.result = 'queued'
    group by r.person_id, r.update_id, u.case_id, u.stage, u.approved_at, c.pseudonym, o.picture, o.name, p.language, a.currency,
      first.update_id, first.at, h.time_zone
    order by r.person_id, u.approved_at, r.update_id`.execute(db)
  return rows
}
