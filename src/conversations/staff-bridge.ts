import type { RawResponse } from '../channels/adapter.ts'
import type { ChannelEvent } from '../channels/event.ts'
import { textMessage } from '../channels/message.ts'
import { type SlackConfig, slackConfig } from '../channels/slack/config.ts'
import { Failure } from '../platform/errors.ts'
import { wordsKey } from '../platform/http/problem.ts'
import { newId } from '../platform/ids.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { describeError } from '../platform/log.ts'
import type { Context } from '../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from './account.ts'
import { replyAsMember } from './inbox.ts'
import { answerCommand, commandName } from './staff-command.ts'
import { memberBehind, teamLanguage } from './staff-member.ts'
import { send } from './transport.ts'

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
 * Takes what the team did in Slack out of a webhook: words in the thread of an announcement go to the donor as that
 * member's reply, `/riscontro` is answered. Everything else is left. A reply is committed before this resolves, once however
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
    else if (event.type === 'message') await passOn(context, account, event)
  }
  return { events: left }
}

/** Words in no thread, or in one of the team's own, are the team's affair. */
async function passOn(context: Context, account: OpenAccount, event: ChannelEvent): Promise<void> {
  const { channelAccountId, organisationId } = account
  const thread = event.chat?.id ?? ''
  const scope = systemScope(context, organisationId, 'staff bridge')
  const found = await scope.transaction(async (transaction) => {
    const { db } = transaction
    const about = await db
      .selectFrom('staff_announcements')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('thread', '=', thread)
      .select('conversation_id')
      .executeTakeFirst()
    if (about === undefined || event.userId === undefined) return undefined
    const member = await memberBehind(transaction, { channelAccountId, handle: event.userId })
    return { conversationId: about.conversation_id, member, language: await teamLanguage(transaction) }
  })
  if (found === undefined) return
  const t = context.translator.in(found.language)
  const remark = (words: string) => (event.redelivered ? undefined : say(context, account, thread, words))
  if (found.member === undefined) return remark(t('conversations:staff.notLinked'))
  if (event.attachments.length > 0) await remark(t('conversations:staff.filesStay'))
  if (event.text === undefined) return
  try {
    await replyAsMember(found.member, found.conversationId, { text: event.text, clientKey: event.dedupeKey })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await remark(t('conversations:staff.notSent', { why: t(`${wordsKey(error.code)}.title`, error.facts) }))
  }
}

/** A remark of the house in a thread; one that cannot be made is lost. */
async function say(context: Context, account: OpenAccount, thread: string, words: string): Promise<void> {
  const now = context.clock.now()
  const way = { now, deliveryId: newId(now), sandboxOrigin: sandboxOrigin(context, account) }
  for (const request of account.channel.compose(textMessage(words), { type: 'group', id: thread }, way)) {
    const outcome = account.channel.interpret(await send(context.fetch, request), request)
    if (outcome.kind !== 'accepted')
      context.log.warn({ ...describeError(new Error(outcome.kind)) }, 'The team could not be told why a reply stayed')
  }
}
