import type { RawResponse } from '../../channels/adapter.ts'
import type { ChannelEvent } from '../../channels/event.ts'
import { digest } from '../../channels/keys.ts'
import { type SlackConfig, slackConfig } from '../../channels/slack/config.ts'
import { Failure } from '../../platform/errors.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Context, Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { wasSent } from '../sending/once.ts'
import { answerCommand, commandName } from './command.ts'
import { sendFilesLater } from './files.ts'
import { memberBehind } from './member.ts'
import { remarkOf } from './remark.ts'

/** What the bridge leaves for others, and what it answers itself. */
export interface Bridged {
  readonly events: readonly ChannelEvent[]
  readonly answer?: RawResponse
}

/** The settings of an account whose team is told who waits; undefined for every other account. */
export function staffConfig(account: OpenAccount): (SlackConfig & { staffChannel: string }) | undefined {
  const config = account.kind === 'slack' ? slackConfig.parse(account.settings) : undefined
  return config?.staffChannel === undefined ? undefined : { ...config, staffChannel: config.staffChannel }
}

/**
 * Takes what the team did in Slack out of a webhook: words and files in the thread of an announcement go to the donor as that
 * member's reply, changed words follow, `/riscontro` is answered. Everything else is left. A reply is committed before this resolves, once however
 * often Slack delivers it; a throw makes Slack deliver it again.
 */
export async function bridgeStaff(
  context: Context,
  account: OpenAccount,
  events: readonly ChannelEvent[],
): Promise<Bridged> {
  const config = staffConfig(account)
  if (config === undefined) return { events }
  const left: ChannelEvent[] = []
  for (const event of events) {
    if (event.type === 'command' && event.command === commandName)
      return { events: [], answer: await answerCommand(context, account, event) }
    if (event.chat?.type !== 'group' || event.chat.id.split('/')[0] !== config.staffChannel) left.push(event)
    else if (event.type === 'message' || event.type === 'edited') await passOn(context, account, event)
  }
  return { events: left }
}

/** Words in no thread, or in one of the team's own, are the team's affair. */
async function passOn(context: Context, account: OpenAccount, event: ChannelEvent): Promise<void> {
  const { channelAccountId, organisationId } = account
  const thread = event.chat?.id ?? ''
  const scope = systemScope(context, organisationId, 'staff bridge')
  const conversationId = await conversationOf(scope, channelAccountId, thread)
  const { userId: handle } = event
  if (conversationId === undefined || handle === undefined) return
  const member = await scope.transaction((transaction) => memberBehind(transaction, { channelAccountId, handle }))
  const remark = event.redelivered ? async () => {} : await remarkOf(scope, account, thread)
  if (member === undefined) return remark('notLinked')
  const { attachments, dedupeKey: key } = event
  if (event.type === 'message' && attachments.length > 0) {
    const files = { channelAccountId, conversationId, thread, handle, key, attachments }
    await scope.transaction((transaction) => sendFilesLater(transaction, files))
  }
  const words = event.type === 'message' ? event.text : await corrected(scope, conversationId, event)
  if (words === undefined) return
  try {
    const clientKey = event.type === 'message' ? key : `edited:${digest(`${event.messageId} ${words}`)}`
    await replyAsMember(member, conversationId, { text: words, clientKey })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await remark('notSent', error)
  }
}

/** Whom the announcement of a thread is about. */
function conversationOf(scope: Scope, channelAccountId: string, thread: string): Promise<string | undefined> {
  return scope.transaction(async ({ db, organisationId }) => {
    const about = await db
      .selectFrom('staff_announcements')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('thread', '=', thread)
      .select('conversation_id')
      .executeTakeFirst()
    return about?.conversation_id
  })
}

/**
 * What an edit says to a donor who has already read the words: a channel lets nobody change them, so the new ones follow. Of
 * words that never left, nothing.
 */
async function corrected(
  scope: Scope,
  conversationId: string,
  { messageId, text }: ChannelEvent,
): Promise<string | undefined> {
  if (messageId === undefined || text === undefined) return undefined
  const wasSaid = await scope.transaction((tx) => wasSent(tx, `reply:${conversationId}:message:${messageId}`))
  return wasSaid ? `✎ ${text}` : undefined
}
