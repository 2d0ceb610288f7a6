import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * A channel that messages cannot leave by, or a payment provider that does not work, with what was heard last. Words and
 * remedies are `desk:home.outages.<code>`; it goes when the account works again.
 */
export const outage = z
  .object({
    kind: z.enum(['channel', 'payment']),
    id: z.uuid(),
    /** What the organisation calls the account. */
    name: z.string(),
    /** `auth`: credentials refused; `quota`: the month's plan used up; `refused`: no answer of the provider's; `silence`: none at all. */
    code: z.enum(['auth', 'config', 'quota', 'refused', 'silence']),
    at: z.iso.datetime(),
  })
  .openapi('Outage')
export type Outage = z.infer<typeof outage>

/** Accounts that need somebody's hand, the newest failure first. An account paused by a member is no outage. */
export async function readOutages(
  { db, organisationId, now }: Transaction,
  of: { channels: boolean; payments: boolean },
): Promise<Outage[]> {
  const { rows } = await sql<Outage>`
    select 'channel' as kind, channel_account_id as id, name, last_failure ->> 'code' as code, last_failure ->> 'at' as at
    from channel_accounts
    where organisation_id = ${organisationId} and ${of.channels}
      and (last_failure ->> 'code' in ('auth', 'config') and state = 'paused'
        or last_failure ->> 'code' = 'quota' and (last_failure ->> 'until')::timestamptz > ${now})
    union all
    select 'payment', payment_account_id, name,
      case last_failure ->> 'heard' when 'silence' then 'silence' else 'refused' end, last_failure ->> 'at'
    from payment_accounts
    where organisation_id = ${organisationId} and ${of.payments} and is_offered and last_failure is not null
    order by at desc, id`.execute(db)
  return rows
}
