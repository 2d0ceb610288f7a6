import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Purpose } from '../../people/consent.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { Cap, SendingSettings } from './sending-settings.ts'

/** A message about to leave, as far as counting goes. */
export interface Counted {
  deliveryId: string
  personId: string
  purpose: Purpose
  /** IANA: a day of the cap is a day of the person's. */
  timeZone: string
}

/**
 * Of messages about to leave, those for which their person has been written to often enough of late, over all channels and
 * whoever wrote, with the moment each may leave. The people are locked, so of two who ask for the last free place at
 * the same time one gets it. Answers and receipts neither ask nor count.
 */
export async function findCapped(
  transaction: Transaction,
  leaving: readonly Counted[],
  settings: Pick<SendingSettings, 'appeals' | 'feedback'>,
): Promise<ReadonlyMap<string, Date>> {
  const capOf = ({ purpose }: Counted): Cap | undefined => (purpose === 'service' ? undefined : settings[purpose])
  const asking = leaving.filter((one) => (capOf(one)?.messages ?? null) !== null)
  if (asking.length === 0) return new Map()
  const sent = await readSent(transaction, asking, Math.max(settings.appeals.days, settings.feedback.days))
  const capped = new Map<string, Date>()
  for (const one of asking) {
    const cap = capOf(one)
    if (!cap) continue
    const key = keyOf(one)
    const times = sent.get(key) ?? []
    const until = freeAgain(transaction.now, times, cap, one.timeZone)
    if (until) capped.set(one.deliveryId, until)
    else sent.set(key, [...times, transaction.now])
  }
  return capped
}

/**
 * When one more may be sent, given when others were, oldest first; undefined when it may now. The days roll: a message counts
 * until the same wall-clock time so many days later.
 */
export function freeAgain(
  now: Date,
  times: readonly Date[],
  { messages, days }: Cap,
  timeZone: string,
): Date | undefined {
  if (messages === null) return undefined
  const ends = times.map((time) => daysLater(time, days, timeZone)).filter((end) => end > now)
  return ends.at(-messages)
}

function daysLater(time: Date, days: number, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(local.add({ days }).epochMilliseconds)
}

function keyOf({ personId, purpose }: Pick<Counted, 'personId' | 'purpose'>): string {
  return `${purpose} ${personId}`
}

/**
 * When people were sent what is capped, oldest first. Their conversations are counted, so what was sent to a record that has been
 * merged into theirs counts as well. Locks first, in order; a statement of its own then sees what others have just sent.
 */
async function readSent(
  { db, organisationId, now }: Transaction,
  asking: readonly Counted[],
  days: number,
): Promise<Map<string, Date[]>> {
  const personIds = [...new Set(asking.map(({ personId }) => personId))]
  const locks = personIds.map((personId) => `capped:${organisationId}:${personId}`)
  await sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(name, 0) as lock from unnest(${locks}::text[]) as name order by lock
    ) as ordered`.execute(db)
  const since = new Date(now.getTime() - (days + 1) * 86_400_000)
  const { rows } = await sql<{ personId: string; purpose: Purpose; at: Date }>`
    select i.person_id as "personId", d.purpose, coalesce(d.sent_at, d.sending_at) as at
    from identities i
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    join deliveries d on d.organisation_id = c.organisation_id and d.conversation_id = c.conversation_id
    where i.organisation_id = ${organisationId} and i.person_id = any(${personIds}::uuid[])
      and d.purpose <> 'service' and d.sending_at > ${since}
      and d.state in ('sending', 'unknown', 'sent', 'delivered', 'read')
    order by at`.execute(db)
  const sent = new Map<string, Date[]>()
  for (const row of rows) sent.set(keyOf(row), [...(sent.get(keyOf(row)) ?? []), row.at])
  return sent
}
