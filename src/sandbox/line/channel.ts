import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type LineConfig, lineConfig } from '../../channels/line/config.ts'
import { openAccountRow } from '../../conversations/accounts.ts'
import { isUuid, organisationId } from '../../platform/ids.ts'
import { type Context, Scope } from '../../platform/scope.ts'

/** A LINE account of a demo organisation, as the provider knows it: its secrets, and where its webhooks go. */
export interface EmulatedChannel {
  readonly scope: Scope
  readonly channelAccountId: string
  readonly config: LineConfig
  /** Our own hook, on this machine. */
  readonly hookUrl: string
  /** The account's own user id; webhooks are addressed to it. */
  readonly botUserId: string
}

const found = z.array(z.object({ organisation_id: z.string(), channel_account_id: z.string() }))

/** Every sandbox LINE account, the oldest first. A provider knows all its customers, so this asks outside any tenant. */
export async function listChannels(context: Context): Promise<EmulatedChannel[]> {
  const { rows } = await context.databases.owner.query(
    `select organisation_id, channel_account_id from channel_accounts
     where is_sandbox and organisation_is_demo and kind = 'line' order by created_at, channel_account_id`,
  )
  const channels = found.parse(rows).map((row) => openChannel(context, row.organisation_id, row.channel_account_id))
  return (await Promise.all(channels)).flatMap((channel) => channel ?? [])
}

/** One sandbox LINE account; undefined for anything else. */
export async function openChannel(
  context: Context,
  organisation: string,
  channelAccountId: string,
): Promise<EmulatedChannel | undefined> {
  if (!isUuid(organisation) || !isUuid(channelAccountId)) return undefined
  const scope = new Scope(context, organisationId(organisation), { kind: 'system', name: 'sandbox' })
  return scope.transaction(async (transaction) => {
    const row = await transaction.db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisation)
      .where('channel_account_id', '=', channelAccountId)
      .where('is_sandbox', '=', true)
      .where('kind', '=', 'line')
      .select('hook_key')
      .executeTakeFirst()
    if (!row) return undefined
    const { settings } = await openAccountRow(transaction, channelAccountId)
    const digest = createHash('sha256').update(channelAccountId).digest('hex')
    return {
      scope,
      channelAccountId,
      config: lineConfig.parse(settings),
      hookUrl: `http://127.0.0.1:${context.settings.port}/hooks/${row.hook_key}`,
      botUserId: `U${digest.slice(0, 32)}`,
    }
  })
}
