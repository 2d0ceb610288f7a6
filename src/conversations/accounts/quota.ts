import type { AccessToken } from '../../channels/adapter.ts'
import { adapters } from '../../channels/kinds.ts'
import type { Transport } from '../../channels/request.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import { openAccountRow } from '../accounts.ts'
import { sendOverHttp } from '../wire/transport.ts'
import { AccessTokens } from './tokens.ts'

/** A figure older than this is asked for again. */
const keptMinutes = 60

/** The active accounts with a monthly plan whose figure is missing or an hour old. */
export async function quotaDue(scope: Scope): Promise<string[]> {
  const planned = Object.values(adapters).filter(({ abilities }) => abilities.monthlyQuota)
  return scope.transaction(async ({ db, organisationId, now }) => {
    const rows = await db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'active')
      .where(
        'kind',
        'in',
        planned.map(({ kind }) => kind),
      )
      .where((where) =>
        where.or([
          where('quota_read_at', 'is', null),
          where('quota_read_at', '<=', new Date(now.getTime() - keptMinutes * 60_000)),
        ]),
      )
      .select('channel_account_id')
      .execute()
    return rows.map((row) => row.channel_account_id)
  })
}

/** Asks the provider what is left of an account's plan and notes it. A provider that does not tell leaves the old figure. */
export async function refreshQuota(scope: Scope, channelAccountId: string): Promise<void> {
  const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
  const send: Transport = (request) => sendOverHttp(scope.context.fetch, request)
  const authorisation = await new AccessTokens(scope.context, send).get(account)
  if ('token' in authorisation) await askQuota(scope, account, send, authorisation.token)
}

/** As `refreshQuota`, with a token already in hand. */
export async function askQuota(
  scope: Scope,
  account: OpenAccount,
  send: Transport,
  accessToken: AccessToken | undefined,
): Promise<void> {
  const now = scope.context.clock.now()
  const requests = account.channel.quota({ now, accessToken, sandboxOrigin: sandboxOrigin(scope.context, account) })
  if (requests.length === 0) return
  const quota = account.channel.readQuota(await Promise.all(requests.map(send)))
  if (quota === null) return
  await scope.transaction(async (transaction) => {
    await transaction.db
      .updateTable('channel_accounts')
      .set({ messages_left: quota.messagesLeft, quota_read_at: now })
      .where('organisation_id', '=', transaction.organisationId)
      .where('channel_account_id', '=', account.channelAccountId)
      .execute()
    await hint(transaction, 'channel', [account.channelAccountId])
  })
}
