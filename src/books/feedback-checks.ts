import { type RawBuilder, sql } from 'kysely'
import type { Check } from './money-checks.ts'

/** How long a message may take to become what its row says: an hour, six times what the late sweep waits. */
const patienceMilliseconds = 60 * 60 * 1000

/** What donors were told against the messages that left. Figures are messages: one expected, none found, or the other way round. */
export const feedbackChecks: readonly Check[] = [
  [
    'told-not-delivered',
    ({ organisationId, now }) => sql`
      select distinct r.person_id as subject, null as fund, '' as currency, 1 as expected, 0 as found
      from (${ends(organisationId)}) as r
      left join deliveries d on d.organisation_id = ${organisationId} and d.delivery_id = r.delivery_id
      where r.result = 'sent' and r.delivery_id is not null
        and r.at < ${new Date(now.getTime() - patienceMilliseconds)}
        and (d.delivery_id is null or d.state in ('failed', 'skipped', 'cancelled'))`,
  ],
  [
    'delivered-not-told',
    ({ organisationId, now }) => sql`
      select distinct r.person_id as subject, null as fund, '' as currency, 0 as expected, 1 as found
      from (${ends(organisationId)}) as r
      join deliveries d on d.organisation_id = ${organisationId} and d.delivery_id = r.delivery_id
      where r.result = 'queued' and d.state in ('sent', 'delivered', 'read')
        and d.sent_at < ${new Date(now.getTime() - patienceMilliseconds)}`,
  ],
]

/** How each person ended in rounds and in closing reports. */
function ends(of: string): RawBuilder<unknown> {
  return sql`
    select person_id, result, delivery_id, at from feedback_results where organisation_id = ${of}
    union all
    select person_id, result, delivery_id, at from feedback_closings where organisation_id = ${of}`
}
