import { sql } from 'kysely'
import type { OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { secondFactorOff } from '../organisations/second-factor-off.ts'
import { on } from '../platform/jobs/event.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Subscription, Transaction } from '../platform/scope.ts'
import { conversationOfMember } from './member-chat.ts'

/** Tells the member and every owner that a second step was taken off: in their own linked chat or by e-mail. */
export const securitySubscriptions: readonly Subscription[] = [
  on(secondFactorOff, 'feedback.tell-second-factor', async (transaction, { memberId, byMemberId }) => {
    const { rows: names } = await sql<{ memberId: string; name: string }>`
      select member_id as "memberId", name from members where organisation_id = ${transaction.organisationId}
        and member_id = any (${[memberId, byMemberId]}::uuid[])`.execute(transaction.db)
    const nameOf = (id: string | null) => names.find((one) => one.memberId === id)?.name ?? ''
    for (const { memberId: reader, language } of await readers(transaction, memberId)) {
      const conversationId = await conversationOfMember(transaction, reader)
      if (conversationId === undefined) continue
      const content = wordsFor(transaction, { name: nameOf(memberId), by: nameOf(byMemberId), language })
      const onceKey = `second-factor-off:${transaction.now.getTime()}:${memberId}:${reader}`
      await sendMessage(
        transaction,
        { conversationId },
        { content, purpose: 'service', author: { kind: 'system' }, onceKey },
      )
    }
  }),
]

async function readers({ db, organisationId }: Transaction, memberId: string) {
  const { rows } = await sql<{ memberId: string; language: string }>`
    select m.member_id as "memberId", m.language from members m
    where m.organisation_id = ${organisationId} and m.deactivated_at is null and (m.member_id = ${memberId} or exists (
      select from member_roles o where o.organisation_id = m.organisation_id and o.member_id = m.member_id and o.role = 'owner'))
    order by m.created_at, m.member_id`.execute(db)
  return rows
}

function wordsFor(
  { context }: Transaction,
  { name, by, language }: { name: string; by: string; language: string },
): OutboundMessage {
  const t = context.translator.in(isLanguage(language) ? language : 'en')
  const title = t('organisations:secondFactorOff.title', { name })
  const url = `${context.settings.publicUrl}/desk/members`
  const buttons = [{ type: 'link', label: t('organisations:secondFactorOff.open'), url } as const]
  const body =
    by === '' ? t('organisations:secondFactorOff.byOperator') : t('organisations:secondFactorOff.text', { by })
  return { blocks: [{ type: 'card', title, body, fields: [], buttons }], quickReplies: [], altText: title }
}
