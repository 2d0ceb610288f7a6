import { sendMessage } from '../../conversations/actions.ts'
import { createLink } from '../../organisations/links.ts'
import type { WaitingErasure } from '../../people/erasures.ts'
import { languageSchema } from '../../people/person.ts'
import { getPerson } from '../../people/persons.ts'
import type { Transaction } from '../../platform/scope.ts'
import { readHost } from '../host.ts'
import { formatDay } from '../words.ts'

/** The link in the message outlives the day by so much: it says then that it is done. */
const lingerMilliseconds = 24 * 60 * 60 * 1000

/**
 * Tells a person in their chat that they are to be erased, and where to take it back: who asked may have been somebody else. Nobody
 * is told whom we cannot write to; of one request once, and once more when it is hurried.
 */
export async function tellErasure(transaction: Transaction, { erasureId, personId, dueAt, isSoon }: WaitingErasure) {
  const person = await getPerson(transaction, personId)
  const language = languageSchema.catch('en').parse(person.language)
  const t = transaction.context.translator.in(language)
  const { timeZone } = await readHost(transaction, language)
  const title = isSoon
    ? t('site:forget.chatSoon')
    : t('site:forget.chat', { day: formatDay(dueAt, language, timeZone) })
  const expiresAt = new Date(dueAt.getTime() + lingerMilliseconds)
  const token = await createLink(transaction, { kind: 'my_gifts', subject: { personId }, expiresAt })
  const url = `${transaction.context.settings.publicUrl}/my/${token}/forget`
  await sendMessage(
    transaction,
    { personId },
    {
      content: {
        blocks: [
          {
            type: 'card',
            title,
            fields: [],
            buttons: isSoon ? [] : [{ type: 'link', label: t('site:forget.chatButton'), url }],
          },
        ],
        quickReplies: [],
        altText: title,
      },
      purpose: 'service',
      author: { kind: 'system' },
      onceKey: `erasure:${erasureId}${isSoon ? ':soon' : ''}`,
    },
  )
}
