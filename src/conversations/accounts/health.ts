import { sql } from 'kysely'
import { z } from 'zod'
import { adapters } from '../../channels/kinds.ts'
import { permit } from '../../organisations/permission.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { accountFailure, channelKind } from '../account.ts'

/** What is kept of a test: the providers' own words come back with it, no token does. */
const keptCheck = z.object({
  ok: z.boolean(),
  found: z.string(),
  findings: z.array(z.object({ about: z.string(), isRight: z.boolean() })).readonly(),
})

/** How one channel account is doing. Times are null for what has not happened or is not known. */
export interface ChannelHealth {
  id: string
  /** Whether our credentials are taken. `untested`: nobody has pressed the button yet. */
  token: {
    state: 'works' | 'refused' | 'untested'
    /** Of the token last fetched; null for one that is typed in and stays. */
    expiresAt: Date | null
    refusedAt: Date | null
  }
  /** Whether the provider delivers to us. `heard`: it has, though it cannot be asked. */
  webhook: { state: 'verified' | 'wrong' | 'heard' | 'silent'; heardAt: Date | null }
  /** Null where no monthly plan limits what is sent. `left` null: the plan sets no limit, or was never read. */
  quota: { left: number | null; readAt: Date | null } | null
  rate: { pausedUntil: Date | null }
  /** What waits to go out, and what went wrong for good in the last seven days. */
  waiting: number
  failed: number
  lastError: { reason: string | null; code: string | null; words: string | null; at: Date } | null
  checkedAt: Date | null
}

interface HealthRow {
  id: string
  kind: string
  state: string
  lastFailure: unknown
  lastEventAt: Date | null
  messagesLeft: number | null
  quotaReadAt: Date | null
  tokenExpiresAt: Date | null
  checkedAt: Date | null
  checkResult: unknown
  pausedUntil: Date | null
  waiting: number
  failed: number
  errorReason: string | null
  errorAt: Date | null
  errorOutcome: unknown
}

const refusal = z.object({ code: z.string().optional(), words: z.string().optional() }).catch({})

/** The health of every channel account, oldest first. */
export async function readHealth(scope: Scope): Promise<ChannelHealth[]> {
  permit(scope, 'channels.read')
  const rows = await scope.transaction(async ({ db, organisationId, now }) => {
    const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
    const { rows } = await sql<HealthRow>`
      select a.channel_account_id as id, a.kind, a.state, a.last_failure as "lastFailure",
        a.last_event_at as "lastEventAt", a.messages_left as "messagesLeft", a.quota_read_at as "quotaReadAt",
        a.token_expires_at as "tokenExpiresAt", a.checked_at as "checkedAt", a.check_result as "checkResult",
        due.paused_until as "pausedUntil", due.waiting, lately.failed,
        newest.reason as "errorReason", newest.failed_at as "errorAt", part.outcome as "errorOutcome"
      from channel_accounts a
      cross join lateral (
        select max(d.next_attempt_at) filter (where d.reason = 'rate_limited' and d.next_attempt_at > ${now}) as paused_until,
          count(*)::int as waiting
        from deliveries d where d.organisation_id = a.organisation_id
          and d.channel_account_id = a.channel_account_id and d.state in ('queued', 'held')) due
      cross join lateral (
        select count(*)::int as failed from deliveries d where d.organisation_id = a.organisation_id
          and d.channel_account_id = a.channel_account_id and d.state = 'failed' and d.failed_at > ${weekAgo}) lately
      left join lateral (
        select d.delivery_id, d.reason, d.failed_at from deliveries d where d.organisation_id = a.organisation_id
          and d.channel_account_id = a.channel_account_id and d.state = 'failed'
        order by d.failed_at desc, d.delivery_id desc limit 1) newest on true
      left join lateral (
        select s.outcome from delivery_parts s where s.organisation_id = a.organisation_id
          and s.delivery_id = newest.delivery_id and s.state = 'failed'
        order by s.at desc, s.part desc limit 1) part on true
      where a.organisation_id = ${organisationId}
      order by a.created_at, a.channel_account_id`.execute(db)
    return rows
  })
  return rows.map(healthOf)
}

function healthOf(row: HealthRow): ChannelHealth {
  const failure = accountFailure.nullable().catch(null).parse(row.lastFailure)
  const check = keptCheck.nullable().catch(null).parse(row.checkResult)
  const refusedAt = failure?.code === 'auth' ? new Date(failure.at) : null
  const { monthlyQuota } = adapters[channelKind.parse(row.kind)].abilities
  const { code = null, words = null } = refusal.parse(row.errorOutcome ?? {})
  return {
    id: row.id,
    token: {
      state: tokenState({ refusedAt, check, quotaReadAt: row.quotaReadAt }),
      expiresAt: row.tokenExpiresAt,
      refusedAt,
    },
    webhook: { state: webhookState(row.lastEventAt, check), heardAt: row.lastEventAt },
    quota: monthlyQuota ? { left: row.messagesLeft, readAt: row.quotaReadAt } : null,
    rate: { pausedUntil: row.pausedUntil },
    waiting: row.waiting,
    failed: row.failed,
    lastError: row.errorAt && { reason: row.errorReason, code, words: words === '' ? null : words, at: row.errorAt },
    checkedAt: row.checkedAt,
  }
}

type KeptCheck = z.infer<typeof keptCheck> | null

/** A plan that could be read was read with our credentials. */
function tokenState(known: { refusedAt: Date | null; check: KeptCheck; quotaReadAt: Date | null }) {
  const { refusedAt, check, quotaReadAt } = known
  if (refusedAt !== null || check?.found === 'credentials-refused') return 'refused'
  const isTaken = check?.ok || check?.findings.some(({ about, isRight }) => about === 'credentials' && isRight)
  return isTaken || quotaReadAt !== null ? 'works' : 'untested'
}

function webhookState(heardAt: Date | null, check: KeptCheck): ChannelHealth['webhook']['state'] {
  const asked = check?.findings.find(({ about }) => about === 'webhook')
  if (asked !== undefined) return asked.isRight ? 'verified' : 'wrong'
  return heardAt === null ? 'silent' : 'heard'
}

interface TestResult extends z.infer<typeof keptCheck> {
  tokenExpiresAt?: Date | undefined
}

/** Keeps what a test found, for the health of the account. */
export async function keepCheck(
  scope: Scope,
  channelAccountId: string,
  { ok, found, findings, tokenExpiresAt }: TestResult,
): Promise<void> {
  const kept = { ok, found, findings: findings.map(({ about, isRight }) => ({ about, isRight })) }
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    await db
      .updateTable('channel_accounts')
      .set({
        checked_at: now,
        check_result: JSON.stringify(kept),
        ...(tokenExpiresAt === undefined ? {} : { token_expires_at: tokenExpiresAt }),
      })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .execute()
    await hint(transaction, 'channel', [channelAccountId])
  })
}
