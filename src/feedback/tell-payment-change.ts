import { sql } from 'kysely'
import type { OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { paymentChangeWaits } from '../gifts/payment-changes/change.ts'
import { rightHolders } from '../gifts/payment-changes/second-person.ts'
import { on } from '../platform/jobs/event.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Subscription, Transaction } from '../platform/scope.ts'
import { conversationOfMember } from './member-chat.ts'

/**
 * Tells everybody who may change where money is paid that a change of it waits, whoever proposed it too, for their session may be
 * somebody else's: in their own linked chat or by e-mail.
 */
export const tellPaymentChange: Subscription = on(
  paymentChangeWaits,
  'feedback.tell-payment-change',
  async (transaction, { paymentChangeId }) => {
    const waiting = await readWaiting(transaction, paymentChangeId)
    if (waiting === undefined) return
    for (const { memberId, language } of await rightHolders(transaction)) {
      const conversationId = await conversationOfMember(transaction, memberId)
      if (conversationId === undefined) continue
      const content = wordsFor(transaction, waiting, language)
      const onceKey = `payment-change:${paymentChangeId}:${waiting.takesEffectAt?.getTime() ?? 'second'}:${memberId}`
      await sendMessage(
        transaction,
        { conversationId },
        { content, purpose: 'service', author: { kind: 'system' }, onceKey },
      )
    }
  },
)

interface Waiting {
  readonly name: string
  readonly by: string
  readonly takesEffectAt: Date | null
  readonly timeZone: string
}

async function readWaiting({ db, organisationId }: Transaction, changeId: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`
    select c.name, m.name as by, c.takes_effect_at as "takesEffectAt", o.time_zone as "timeZone"
    from payment_changes c
    join members m on m.organisation_id = c.organisation_id and m.member_id = c.proposed_by
    join organisations o on o.organisation_id = c.organisation_id
    where c.organisation_id = ${organisationId} and c.payment_change_id = ${changeId} and c.state = 'waiting'`.execute(
    db,
  )
  return rows[0]
}

function wordsFor(
  { context }: Transaction,
  { name, by, takesEffectAt, timeZone }: Waiting,
  asked: string,
): OutboundMessage {
  const language = isLanguage(asked) ? asked : 'en'
  const t = context.translator.in(language)
  const title = t('payments:changeWaits.title', { name })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const body =
    takesEffectAt === null
      ? t('payments:changeWaits.forSecond', { by })
      : t('payments:changeWaits.byItself', { by, moment: moment.format(takesEffectAt) })
  const url = `${context.settings.publicUrl}/desk/connections`
  const buttons = [{ type: 'link', label: t('payments:changeWaits.open'), url } as const]
  return { blocks: [{ type: 'card', title, body, fields: [], buttons }], quickReplies: [], altText: title }
}
