import { fitMessage } from '../channels/fit.ts'
import { lineAbilities } from '../channels/line/abilities.ts'
import { bubbles } from '../channels/line/bubbles.ts'
import { inboundContent, readOutbound } from '../conversations/conversation.ts'
import type { Transaction } from '../platform/scope.ts'
import { insertLines } from './chat-store.ts'
import type { Kept, Phone } from './phone.ts'
import type { PhoneApp } from './phone-app.ts'
import { remembered as asRemembered } from './remembered.ts'

/** How many messages of the time before the phone was picked up it remembers. */
const rememberedMessages = 20

/**
 * Fills an empty phone with the latest talk the organisation has on record: people of the demonstration were spoken to
 * before anybody held their phones.
 */
export async function rememberTalk(
  transaction: Transaction,
  { kind, emulator }: Pick<PhoneApp, 'kind' | 'emulator'>,
  phone: Phone,
): Promise<void> {
  const { db, organisationId } = transaction
  const lines = await db
    .selectFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('sandbox_phone_id', '=', phone.phoneId)
    .select('sandbox_message_id')
    .limit(1)
    .execute()
  if (lines.length > 0) return
  const rows = await db
    .selectFrom('messages')
    .innerJoin('conversations', (join) =>
      join
        .onRef('conversations.organisation_id', '=', 'messages.organisation_id')
        .onRef('conversations.conversation_id', '=', 'messages.conversation_id'),
    )
    .innerJoin('identities', (join) =>
      join
        .onRef('identities.organisation_id', '=', 'conversations.organisation_id')
        .onRef('identities.identity_id', '=', 'conversations.identity_id'),
    )
    .where('messages.organisation_id', '=', organisationId)
    .where('identities.channel_account_id', '=', phone.channelAccountId)
    .where('identities.address', '=', phone.userId)
    .where('messages.direction', 'in', ['in', 'out'])
    .where('messages.unsent_at', 'is', null)
    .orderBy('messages.at', 'desc')
    .orderBy('messages.message_id', 'desc')
    .limit(rememberedMessages)
    .select(['messages.direction', 'messages.content', 'messages.at'])
    .execute()
  const remembered = rows.toReversed().flatMap(({ direction, content, at }) => {
    const isOwn = direction === 'in'
    const said: Kept['message'][] = isOwn
      ? heard(content)
      : kind === 'line'
        ? spoken(content)
        : [asRemembered(readOutbound(content))]
    const via = isOwn ? 'phone' : 'reply'
    return said.map((message) => ({ isOwn, at, content: { via, message } as const }))
  })
  await insertLines(
    transaction,
    remembered.map((line) => ({ ...line, phoneId: phone.phoneId, providerMessageId: emulator.nextId(phone.userId) })),
  )
}

function spoken(content: unknown): Kept['message'][] {
  const message = readOutbound(content)
  return bubbles(fitMessage(message, lineAbilities, { kind: 'line' }), message.altText)
}

function heard(content: unknown): Kept['message'][] {
  const said = inboundContent.safeParse(content)
  return said.success && said.data.text ? [{ type: 'text', text: said.data.text }] : []
}
