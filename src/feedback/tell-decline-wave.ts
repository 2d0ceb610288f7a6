import { sql } from 'kysely'
import type { OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { declineWaveBegan } from '../gifts/declines/wave.ts'
import { rightHolders } from '../gifts/payment-changes/second-person.ts'
import { on } from '../platform/jobs/event.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Subscription, Transaction } from '../platform/scope.ts'
import { conversationOfMember } from './member-chat.ts'

/**
 * Tells everybody who may change where money is paid that too many payments are being refused, once for every wave: in their own linked
 * chat or by e-mail.
 */
export const tellDeclineWave: Subscription = on(
  declineWaveBegan,
  'feedback.tell-decline-wave',
  async (transaction, { declineWaveId }) => {
    const wave = await readWave(transaction, declineWaveId)
    if (wave === undefined) return
    for (const { memberId, language } of await rightHolders(transaction)) {
      const conversationId = await conversationOfMember(transaction, memberId)
      if (conversationId === undefined) continue
      const content = wordsFor(transaction, wave, language)
      const onceKey = `decline-wave:${declineWaveId}:${memberId}`
      await sendMessage(
        transaction,
        { conversationId },
        { content, purpose: 'service', author: { kind: 'system' }, onceKey },
      )
    }
  },
)

interface Wave {
  readonly name: string
  readonly declines: number
}

/** A wave that is on: of one that was ended meanwhile nobody needs to hear. */
async function readWave({ db, organisationId }: Transaction, declineWaveId: string): Promise<Wave | undefined> {
  const { rows } = await sql<Wave>`
    select a.name, w.declines from decline_waves w
    join payment_accounts a on a.organisation_id = w.organisation_id and a.payment_account_id = w.payment_account_id
    where w.organisation_id = ${organisationId} and w.decline_wave_id = ${declineWaveId} and w.ended_at is null`.execute(
    db,
  )
  return rows[0]
}

function wordsFor({ context }: Transaction, { name, declines }: Wave, asked: string): OutboundMessage {
  const t = context.translator.in(isLanguage(asked) ? asked : 'en')
  const title = t('payments:declineWave.title', { name })
  const body = t('payments:declineWave.text', { count: declines })
  const url = `${context.settings.publicUrl}/desk/connections`
  const buttons = [{ type: 'link', label: t('payments:declineWave.open'), url } as const]
  return { blocks: [{ type: 'card', title, body, fields: [], buttons }], quickReplies: [], altText: title }
}
