import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { channelKind, sandboxOrigin } from '../account.ts'
import { AccessTokens } from '../accounts/tokens.ts'
import type { Switchboard } from '../switchboard.ts'
import { sendOverHttp } from '../wire/transport.ts'

/** What open web chats listen for: a visitor whose answer is being written. */
export const typingTopic = 'webchat-typing'

const tokens = new WeakMap<Switchboard, AccessTokens>()

/**
 * Shows the person that an answer is being written, where their channel can; elsewhere nothing happens. Says nothing and may
 * be lost, so nothing is written down and no refusal is told. Fails with `conversations.conversation-missing`.
 */
export async function showTyping(scope: Scope, board: Switchboard, conversationId: string): Promise<void> {
  permit(scope, 'conversations.reply')
  const far = await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const row = await db
      .selectFrom('conversations as c')
      .innerJoin('identities as i', (join) =>
        join.onRef('i.organisation_id', '=', 'c.organisation_id').onRef('i.identity_id', '=', 'c.identity_id'),
      )
      .innerJoin('channel_accounts as a', (join) =>
        join
          .onRef('a.organisation_id', '=', 'c.organisation_id')
          .onRef('a.channel_account_id', '=', 'c.channel_account_id'),
      )
      .where('c.organisation_id', '=', organisationId)
      .where('c.conversation_id', '=', conversationId)
      .select(['c.channel_account_id', 'i.address', 'a.kind'])
      .executeTakeFirst()
    if (row === undefined) throw new Failure('conversations.conversation-missing', {}, { kind: 'missing' })
    if (channelKind.parse(row.kind) === 'webchat') await hint(transaction, typingTopic, [row.address])
    return row
  })
  await ask(scope, board, far.channel_account_id, far.address)
}

async function ask(scope: Scope, board: Switchboard, channelAccountId: string, address: string): Promise<void> {
  const account = await board.accounts.byId(scope.organisationId, channelAccountId)
  if (account?.state !== 'active') return
  const authorisation = await tokensOf(board).get(account)
  if ('refusal' in authorisation) return
  const { context } = board
  const request = account.channel.typing(
    { type: 'user', id: address },
    { now: context.clock.now(), accessToken: authorisation.token, sandboxOrigin: sandboxOrigin(context, account) },
  )
  if (request !== null) await sendOverHttp(context.fetch, request)
}

function tokensOf(board: Switchboard): AccessTokens {
  const known = tokens.get(board)
  if (known !== undefined) return known
  const made = new AccessTokens(board.context, (request) => sendOverHttp(board.context.fetch, request))
  tokens.set(board, made)
  return made
}
