import { sql } from 'kysely'
import type { Check } from './money-checks.ts'

/** How long a message may take to become what its row says: an hour, six times what the late sweep waits. */
const patienceMilliseconds = 60 * 60 * 1000

/** What donors were told against the messages that left. Figures are messages: one expected, none found, or the other way round. */
export const feedbackChecks: readonly Check[] = [
  [
    'told-not-delivered',
    ({ organisationId, now }) => sql`
      select distinct r.person_id as subject, null as fund, '' as currency, 1 as expected, 0 as found
      from feedback_results r
      left join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      where r.organisation_id = ${organisationId} and r.result = 'sent' and r.delivery_id is not null
        and r.at < ${new Date(now.getTime() - patienceMilliseconds)}
        and (d.delivery_id is null or d.state in ('failed', 'skipped', 'cancelled'))`,
  ],
  [
    'delivered-not-told',
    ({ organisationId, now }) => sql`
      select distinct r.person_id as subject, null as fund, '' as currency, 0 as expected, 1 as found
      from feedback_results r
      join deliveries d on d.organisation_id = r.organisation_id and d.delivery_id = r.delivery_id
      where r.organisation_id = ${organisationId} and r.result = 'queued'
        and d.state in ('sent', 'delivered', 'read')
        and d.sent_at < ${new Date(now.getTime() - patienceMilliseconds)}`,
  ],
]
