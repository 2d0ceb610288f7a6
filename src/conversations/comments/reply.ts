import { sql } from 'kysely'
import type { ChannelEvent } from '../../channels/event.ts'
import { textMessage } from '../../channels/message.ts'
import { ensureIdentities } from '../../people/identities.ts'
import type { Language } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { sendMessage } from '../actions.ts'
import { ensureConversations } from '../conversations.ts'
import { writeNoteIn } from '../inbox/notes.ts'
import { ownLanguage } from '../own-language.ts'
import { languageOfWords } from './language.ts'
import { type CommentRule, readRule } from './rule.ts'
import { commentNoteKey } from './taken-down.ts'

/** Meta takes a private answer to a comment for seven days (Private Replies, read 2026-04-16). */
const answerableMilliseconds = 7 * 24 * 60 * 60 * 1000

/**
 * Answers a public comment with a private message, once for ever, when the account's rule says so. Who commented is known by
 * the name the comment gives them until the provider says which person of its messages that is: see `meetCommenters`.
 */
export async function answerComment(
  transaction: Transaction,
  account: OpenAccount,
  event: ChannelEvent,
): Promise<void> {
  const commentId = event.chat?.id
  const { channelAccountId } = account
  if (commentId === undefined || event.type !== 'message') return
  const notAfter = new Date(event.at + answerableMilliseconds)
  const rule = await readRule(transaction, channelAccountId)
  if (!rule.isOn || notAfter <= transaction.now || !isMeant(rule, event.text ?? '')) return
  const own = await ownLanguage(transaction)
  const language = languageOfWords(event.text ?? '', own)
  const conversationId = await conversationOf(transaction, channelAccountId, event, commentId, language)
  if (conversationId === undefined || !(await take(transaction, channelAccountId, commentId, conversationId))) return
  const translate = transaction.context.translator.in(own)
  await writeNoteIn(
    transaction,
    conversationId,
    translate('conversations:comment.note', { words: event.text ?? '' }),
    {
      kind: 'system',
    },
    commentNoteKey(commentId),
  )
  const words = rule.words[language] || transaction.context.translator.in(language)('conversations:comment.answer')
  await sendMessage(
    transaction,
    { conversationId },
    { content: textMessage(words), purpose: 'service', author: { kind: 'script' }, comment: commentId, notAfter },
  )
}

function isMeant({ keywords }: CommentRule, words: string): boolean {
  const said = fold(words)
  return keywords.length === 0 || keywords.some((keyword) => said.includes(fold(keyword)))
}

function fold(words: string): string {
  return words.normalize('NFKC').toLowerCase()
}

async function conversationOf(
  transaction: Transaction,
  channelAccountId: string,
  event: ChannelEvent,
  commentId: string,
  language: Language,
): Promise<string | undefined> {
  const address = event.userId === undefined ? `comment:${commentId}` : commenterName(event.userId)
  const seen = [{ address, displayName: event.profile?.displayName, language }]
  const name = transaction.context.translator.in(language)('conversations:nameless')
  const identities = await ensureIdentities(transaction, channelAccountId, seen, { name, language })
  const identityId = identities.get(address)?.identityId
  if (identityId === undefined) return undefined
  const conversations = await ensureConversations(transaction, channelAccountId, [identityId])
  return conversations.get(identityId)?.conversationId
}

/** What a commenter is called until we know their name in messages: the two need not be the same, and no user id looks like it. */
function commenterName(userId: string): string {
  return `commenter:${userId}`
}

/** Whoever writes the row answers; everybody else finds it. */
async function take(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  commentId: string,
  conversationId: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into private_replies (organisation_id, channel_account_id, comment_id, conversation_id, at)
    values (${organisationId}::uuid, ${channelAccountId}::uuid, ${commentId}, ${conversationId}::uuid, ${now})
    on conflict do nothing returning comment_id`.execute(db)
  return rows.length > 0
}
