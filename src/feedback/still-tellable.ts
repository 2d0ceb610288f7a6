import { type RawBuilder, sql } from 'kysely'
import { consentCoversIn } from '../cases/consent.ts'
import { isPublished } from '../cases/pictures.ts'
import type { Transaction } from '../platform/scope.ts'
import { isTellable } from './tellable.ts'

/**
 * Whether a message carries a photograph that may not be shown through the channel it is to leave by. A new one with the drawing
 * is written in its place.
 */
const photographIsOver = (today: RawBuilder<unknown>) => sql`exists (select from feedback_photographs f
  join case_pictures i on i.organisation_id = f.organisation_id and i.case_picture_id = f.case_picture_id
  where f.organisation_id = r.organisation_id and f.feedback_round_id = r.feedback_round_id
    and f.person_id = r.person_id and f.update_id = r.update_id and not f.is_dropped
    and (not ${isPublished('i')} or not exists (select from case_consents k
      join case_consent_scopes s on s.organisation_id = k.organisation_id and s.case_consent_id = k.case_consent_id
      where k.organisation_id = c.organisation_id and k.case_id = c.case_id and s.field = 'picture'
        and s.purpose = 'report_to_givers' and s.channel in ('any', l.kind) and k.expires_on >= ${today}
        and not exists (select from case_consent_ends e where e.organisation_id = k.organisation_id
          and e.case_consent_id = k.case_consent_id))))`

/** A message about to leave, as its sender knows it. */
export interface Leaving {
  /** Of the delivery. */
  readonly id: string
  readonly sourceKind: string | null
  readonly sourceId: string | null
}

/** What comes from here: reports, closing reports, and word that a gift waits. */
const told: ReadonlySet<string> = new Set(['feedback', 'closing', 'gift'])

/**
 * Of messages about to leave, those that must not: the round was recalled, or since they were written a case or a consent of theirs ended or
 * a gift of theirs was paid back whole. The sender asks inside its own transaction, so that nobody has to have heard the news
 * first. What was settled as sent may still come back, refused by its channel, and go on to another. A word that a gift waits
 * is stopped by a case that ended since; the minute is for an end that was being written then. One statement however many;
 * what did not come from here is none of its business.
 */
export async function stillTellable(
  { db, organisationId, now }: Transaction,
  deliveries: readonly Leaving[],
): Promise<Set<string>> {
  const asked = deliveries.filter(({ sourceKind }) => told.has(sourceKind ?? ''))
  if (asked.length === 0) return new Set()
  const today = sql`(${now}::timestamptz at time zone h.time_zone)::date`
  const consentHere = consentCoversIn('report_to_givers', sql`l.kind`, today)
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${asked.map(({ id }) => id)}::uuid[], ${asked.map(({ sourceKind }) => sourceKind)}::text[],
      ${asked.map(({ sourceId }) => sourceId)}::uuid[]) as asked (id, kind, source_id)
    where asked.kind = 'feedback' and (
      select bool_and(o.state in ('sending', 'done') and ${isTellable} and ${consentHere} and g.refunded_minor < g.amount_minor
          and not ${photographIsOver(today)})
      from feedback_results r
      join feedback_rounds o on o.organisation_id = r.organisation_id and o.feedback_round_id = r.feedback_round_id
      join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
      join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      join channel_accounts l on l.organisation_id = d.organisation_id and l.channel_account_id = d.channel_account_id
      join organisations h on h.organisation_id = r.organisation_id
      where r.organisation_id = ${organisationId} and r.delivery_id = asked.id and r.result in ('queued', 'sent')) is not true
    or asked.kind = 'closing' and (
      select o.state in ('sending', 'done') and g.refunded_minor < g.amount_minor
      from feedback_closings k
      join feedback_rounds o on o.organisation_id = k.organisation_id and o.feedback_round_id = k.feedback_round_id
      join gifts g on g.organisation_id = k.organisation_id and g.gift_id = k.gift_id
      where k.organisation_id = ${organisationId} and k.delivery_id = asked.id
        and k.result in ('queued', 'sent')) is not true
    or asked.kind = 'gift' and exists (
      select from told_waiting t
      join gifts g on g.organisation_id = t.organisation_id and g.gift_id = t.gift_id
      where t.organisation_id = ${organisationId} and t.gift_id = asked.source_id and t.delivery_id = asked.id
        and (g.refunded_minor = g.amount_minor or exists (
          select from allocations a
          join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
          where a.organisation_id = t.organisation_id and a.gift_id = t.gift_id
            and c.stage in ('withdrawn', 'transferred', 'died') and c.stage_at >= t.at - interval '1 minute')))`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
