import { sql } from 'kysely'
import type { ChannelEvent, Chat, ReplyToken } from '../../channels/event.ts'
import { textMessage } from '../../channels/message.ts'
import { orderedId } from '../../platform/ids.ts'
import { describeError } from '../../platform/log.ts'
import type { Context, Transaction } from '../../platform/scope.ts'
import { type OpenAccount, sandboxChatPath, sandboxOrigin } from '../account.ts'
import type { AccessTokens } from '../accounts/tokens.ts'
import { ownLanguage } from '../own-language.ts'
import { send } from '../wire/transport.ts'

/** One line to be said in a group that mentioned us. */
export interface Door {
  readonly id: string
  readonly chat: Chat
  readonly replyToken: ReplyToken | undefined
  readonly words: string
}

const dayMilliseconds = 24 * 60 * 60 * 1000
/** A mention that was found later is no longer answered: the talk has gone on. */
const freshMilliseconds = 10 * 60 * 1000

/**
 * The way to a private chat, for a group that mentioned or commanded the account: at most once a day in each group, where the
 * line costs nothing and the account has a public name. It names nobody and answers nothing.
 */
export async function openDoor(
  transaction: Transaction,
  { channel, channelAccountId, kind, isSandbox }: OpenAccount,
  { addressed, chat, at, replyToken }: ChannelEvent,
): Promise<Door | undefined> {
  const { now, context } = transaction
  if (!addressed || (chat?.type !== 'group' && chat?.type !== 'room')) return undefined
  if (at < now.getTime() - freshMilliseconds || (channel.abilities.monthlyQuota && !replyToken)) return undefined
  const link = isSandbox ? `${context.settings.publicUrl}${sandboxChatPath(kind, 'group')}` : channel.entryLink('group')
  if (link === null || !(await take(transaction, channelAccountId, chat.id))) return undefined
  const words = context.translator.in(await ownLanguage(transaction))('conversations:groupDoor', { link })
  return { id: orderedId(now), chat, replyToken, words }
}

/** Says the line, once: what does not arrive is not said again. Never throws. */
export async function showDoor(
  context: Context,
  tokens: AccessTokens,
  account: OpenAccount,
  door: Door,
): Promise<void> {
  const { id: deliveryId, chat, replyToken, words } = door
  try {
    const authorisation = await tokens.get(account)
    if ('refusal' in authorisation) return
    const [request] = account.channel.compose(textMessage(words), chat, {
      now: context.clock.now(),
      accessToken: authorisation.token,
      sandboxOrigin: sandboxOrigin(context, account),
      deliveryId,
      replyToken,
    })
    if (request) await send(context.fetch, request)
  } catch (error) {
    context.log.warn(describeError(error), 'A group was not shown the way to a private chat')
  }
}

async function take({ db, organisationId, now }: Transaction, channelAccountId: string, groupId: string) {
  const { rows } = await sql`
    insert into group_doors (organisation_id, channel_account_id, group_id, shown_at)
    values (${organisationId}::uuid, ${channelAccountId}::uuid, ${groupId}, ${now})
    on conflict (organisation_id, channel_account_id, group_id) do update set shown_at = excluded.shown_at
      where group_doors.shown_at <= ${new Date(now.getTime() - dayMilliseconds)}
    returning group_id`.execute(db)
  return rows.length > 0
}
