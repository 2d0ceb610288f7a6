import { sendMessage } from '../conversations/actions.ts'
import type { Sent } from '../conversations/conversation.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { conversationOfMember } from './member-chat.ts'
import { cardOf, tellingToShow } from './sample.ts'
import { type CardTemplate, checkTemplate } from './template.ts'

/**
 * Sends the sample to the member who asks, in their own linked chat or by e-mail, and says in front that it is a test. Fails
 * with the codes of `sampleCard` and `feedback.no-way-to-you`.
 */
export async function sendSample(
  scope: Scope,
  programmeId: string,
  written: CardTemplate,
  personId?: string,
): Promise<Sent> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  return scope.transaction(async (transaction) => {
    const telling = await tellingToShow(transaction, programmeId, personId)
    const { actor } = transaction
    const conversationId = actor.kind === 'member' ? await conversationOfMember(transaction, actor.id) : undefined
    if (conversationId === undefined) throw new Failure('feedback.no-way-to-you', {}, { kind: 'conflict' })
    const channel = written.channel === 'all' ? await channelOf(transaction, conversationId) : written.channel
    const card = await cardOf(transaction, programmeId, { written, telling, channel })
    const text = transaction.context.translator.in(written.language)('feedback:test')
    const content = { blocks: [{ type: 'text' as const, text }, card], quickReplies: [] }
    return sendMessage(transaction, { conversationId }, { content, purpose: 'service', author: { kind: 'system' } })
  })
}

async function channelOf({ db, organisationId }: Transaction, conversationId: string): Promise<string> {
  const { kind } = await db
    .selectFrom('conversations as c')
    .innerJoin('channel_accounts as a', (join) =>
      join
        .onRef('a.organisation_id', '=', 'c.organisation_id')
        .onRef('a.channel_account_id', '=', 'c.channel_account_id'),
    )
    .where('c.organisation_id', '=', organisationId)
    .where('c.conversation_id', '=', conversationId)
    .select('a.kind')
    .executeTakeFirstOrThrow()
  return kind
}
