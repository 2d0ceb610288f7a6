import { sql } from 'kysely'
import { setIdentityState } from '../../people/identities.ts'
import { jsonLines } from '../../platform/database/json-lines.ts'
import { enqueue } from '../../platform/jobs/job.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { AccountFailure } from '../account.ts'
import { meetCommenters } from '../arriving/commenters.ts'
import { idList } from '../id-list.ts'
import { quotaJob } from '../wake.ts'
import type { Attempt, PartResult } from './attempt.ts'
import { attemptLimit, backoffSeconds, type DeliveryState } from './delivery.ts'
import type { Passable } from './obstacles.ts'
import { reroute } from './reroute.ts'

/** Where a delivery stands after an attempt. */
interface Standing {
  state: DeliveryState
  reason: string | null
  /** For what goes back into the queue. */
  waitSeconds: number
}

const quotaWaitSeconds = 3600
const authWaitSeconds = 900

/** What an attempt makes of its delivery. What goes back to the queue is sent with the same keys, so nobody hears it twice. */
export function standingAfter({ outcome, outgoing }: Attempt): Standing {
  const again = (reason: string, waitSeconds: number): Standing =>
    outgoing.attempts >= attemptLimit
      ? { state: 'failed', reason, waitSeconds: 0 }
      : { state: 'queued', reason, waitSeconds }
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', reason: null, waitSeconds: 0 }
    case 'rate_limited':
      return again('rate_limited', outcome.waitSeconds ?? backoffSeconds(outgoing.attempts))
    case 'retryable':
      return again('unreachable', backoffSeconds(outgoing.attempts))
    case 'quota':
      return { state: 'queued', reason: 'quota', waitSeconds: quotaWaitSeconds }
    case 'auth':
      return { state: 'queued', reason: 'auth', waitSeconds: authWaitSeconds }
    case 'unknown':
      return { state: 'unknown', reason: 'unanswered', waitSeconds: 0 }
    case 'blocked':
      return { state: 'skipped', reason: 'blocked', waitSeconds: 0 }
    case 'window_closed':
      return { state: 'skipped', reason: 'window_closed', waitSeconds: 0 }
    case 'rejected':
      return { state: 'failed', reason: 'rejected', waitSeconds: 0 }
  }
}

/** Records attempts, all in one transaction: parts with the provider's ids, states forward only, what it says about account and person. */
export async function recordAttempts(scope: Scope, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return
  await scope.transaction(async (transaction) => {
    await writeParts(transaction, attempts)
    await flagAccounts(transaction, attempts)
    await meetCommenters(transaction, attempts)
    for (const { outcome, outgoing } of attempts)
      if (outcome.kind === 'blocked')
        await setIdentityState(transaction, outgoing.identityId, 'blocked', transaction.now)
    const gone = await reroute(transaction, passableAfter(attempts))
    await writeStandings(
      transaction,
      attempts.filter(({ outgoing }) => !gone.has(outgoing.deliveryId)),
    )
    await spendPlans(transaction, attempts)
    await hint(
      transaction,
      'conversation',
      attempts.map(({ outgoing }) => outgoing.conversationId),
    )
  })
}

/** What the channel refuses for this person or this month, of messages nothing has been heard of yet. */
function passableAfter(attempts: readonly Attempt[]): Map<string, Passable> {
  return new Map(
    attempts.flatMap(({ outcome, outgoing, parts }) => {
      const wasHeard = outgoing.sentParts.length > 0 || parts.some((part) => part.outcome.kind === 'accepted')
      const isPassable = outcome.kind === 'blocked' || outcome.kind === 'window_closed' || outcome.kind === 'quota'
      return isPassable && !wasHeard ? [[outgoing.deliveryId, outcome.kind] as const] : []
    }),
  )
}

/** Takes what was sent off what the accounts' plans have left, until the provider is asked again. */
async function spendPlans({ db, organisationId }: Transaction, attempts: readonly Attempt[]): Promise<void> {
  const spent = new Map<string, number>()
  for (const { outgoing, parts } of attempts) {
    const count = parts.reduce((sum, { quotaCount }) => sum + quotaCount, 0)
    if (count > 0) spent.set(outgoing.channelAccountId, (spent.get(outgoing.channelAccountId) ?? 0) + count)
  }
  for (const [channelAccountId, count] of spent)
    await db
      .updateTable('channel_accounts')
      .set({ messages_left: sql<number>`greatest(messages_left - ${count}::int, 0)` })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('messages_left', 'is not', null)
      .execute()
}

async function writeParts({ db, organisationId, now }: Transaction, attempts: readonly Attempt[]): Promise<void> {
  const deliveryIds = attempts.flatMap(({ outgoing, parts }) => parts.map(() => outgoing.deliveryId))
  const parts = attempts.flatMap((attempt) => attempt.parts)
  if (parts.length === 0) return
  await sql`
    insert into delivery_parts (organisation_id, delivery_id, part, state, provider_id, outcome, at)
    select ${organisationId}::uuid, delivery_id, part, state, provider_id, outcome, ${now}::timestamptz
    from unnest(
      ${idList(deliveryIds)}::uuid[],
      ${idList(parts.map(({ part }) => part))}::integer[],
      ${parts.map(partState)}::text[],
      ${parts.map(({ outcome }) => (outcome.kind === 'accepted' ? (outcome.providerIds[0] ?? null) : null))}::text[],
      ${jsonLines(parts.map(({ outcome }) => outcome))}
    ) as result (delivery_id, part, state, provider_id, outcome)
    on conflict (organisation_id, delivery_id, part) do update
      set state = excluded.state, provider_id = excluded.provider_id, outcome = excluded.outcome, at = excluded.at
      where delivery_parts.state in ('sending', 'unknown', 'failed')`.execute(db)
}

function partState({ outcome }: PartResult): DeliveryState {
  if (outcome.kind === 'accepted') return 'sent'
  return outcome.kind === 'unknown' ? 'unknown' : 'failed'
}

/**
 * Written so that figures say nothing of it: hardly anything is ever being sent, and PostgreSQL would rather read the whole
 * table for those few than look these deliveries up by their key.
 */
const stillOpen = sql`coalesce(d.state, '') in ('sending', 'unknown')`

async function writeStandings({ db, organisationId, now }: Transaction, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return
  const standings = attempts.map((attempt) => ({
    id: attempt.outgoing.deliveryId,
    by: attempt.parts[0]?.by ?? null,
    standing: standingAfter(attempt),
  }))
  await sql`
    update deliveries d set
      state = result.state,
      reason = result.reason,
      next_attempt_at = ${now}::timestamptz + result.wait_seconds * interval '1 second',
      reply_token = null,
      route = case when result.by is null then d.route else coalesce(d.route, '{}') || jsonb_build_object('by', result.by) end,
      sent_at = case when result.state = 'sent' then coalesce(d.sent_at, ${now}) else d.sent_at end,
      failed_at = case when result.state = 'failed' then coalesce(d.failed_at, ${now}) else d.failed_at end
    from unnest(
      ${idList(standings.map(({ id }) => id))}::uuid[],
      ${standings.map(({ standing }) => standing.state)}::text[],
      ${standings.map(({ standing }) => standing.reason)}::text[],
      ${idList(standings.map(({ standing }) => standing.waitSeconds))}::float8[],
      ${standings.map(({ by }) => by)}::text[]
    ) as result (delivery_id, state, reason, wait_seconds, by)
    where d.organisation_id = ${organisationId} and d.delivery_id = result.delivery_id
      and ${stillOpen}`.execute(db)
}

/** Refused credentials stop the account; a used-up plan stops its bulk messages for an hour. Somebody is told either way. */
async function flagAccounts(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
  const { db, organisationId, now } = transaction
  for (const code of ['auth', 'quota'] as const) {
    const accounts = attempts
      .filter(({ outcome }) => outcome.kind === code)
      .map(({ outgoing }) => outgoing.channelAccountId)
    if (accounts.length === 0) continue
    const until = new Date(now.getTime() + quotaWaitSeconds * 1000).toISOString()
    const failure: AccountFailure = { code, at: now.toISOString(), ...(code === 'quota' ? { until } : {}) }
    await db
      .updateTable('channel_accounts')
      .set({ last_failure: JSON.stringify(failure), ...(code === 'auth' ? { state: 'paused' } : {}) })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', 'in', accounts)
      .execute()
    if (code === 'auth') continue
    for (const channelAccountId of new Set(accounts))
      await enqueue(transaction, quotaJob, { channelAccountId }, { key: channelAccountId })
  }
}
