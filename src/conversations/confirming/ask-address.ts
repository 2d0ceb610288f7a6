import type { OutboundMessage } from '../../channels/message.ts'
import { audit } from '../../organisations/audit.ts'
import { createLink } from '../../organisations/links.ts'
import { readOrganisation } from '../../organisations/organisations.ts'
import { permit } from '../../organisations/permission.ts'
import { noteAsked } from '../../people/address-confirmations.ts'
import { type AddressQuestion, takeDueQuestions, takeQuestion } from '../../people/address-questions.ts'
import { Failure } from '../../platform/errors.ts'
import { orderedId } from '../../platform/ids.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { Candidate } from '../sending/candidate.ts'
import { writeLetterInPlace } from '../sending/letters-in-place.ts'
import { makeTypedWays, readTypedWays } from '../sending/typed-ways.ts'
import { wakeSender } from '../wake.ts'

/** How long the button in the letter can be pressed. */
const openDays = 14

const lettersPerBatch = 100

/** Asks the mailboxes whose turn it is whether the address typed for somebody is theirs; answers how many letters were written. */
export async function askDueAddresses(scope: Scope): Promise<number> {
  return scope.transaction(async (transaction) =>
    write(transaction, await takeDueQuestions(transaction, lettersPerBatch)),
  )
}

/**
 * Asks for one person, because a member wants it. Fails with `people.address-not-askable`: there is none, it was asked within the
 * month or has answered, it wants no mail, the person did not agree to appeals or is reached by chat, or no account writes e-mail.
 */
export async function askAddress(scope: Scope, personId: string): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const question = await takeQuestion(transaction, personId)
    const written = await write(transaction, question ? [question] : [])
    if (written === 0) throw new Failure('people.address-not-askable', {}, { kind: 'conflict' })
    await audit(transaction, { action: 'people.ask-address', subjectKind: 'person', subjectId: personId })
  })
}

async function write(transaction: Transaction, questions: readonly AddressQuestion[]): Promise<number> {
  if (questions.length === 0) return 0
  const ways = await readTypedWays(
    transaction,
    questions.map(({ personId }) => personId),
  )
  const asked = questions.flatMap((question) => {
    const way = ways.get(question.personId)
    return way?.accountState === 'active' && way.address === question.email ? [{ question, way }] : []
  })
  await makeTypedWays(
    transaction,
    asked.map(({ way }) => way),
  )
  for (const { question, way } of asked) await writeOne(transaction, question, way)
  return asked.length
}

/** One letter. It lifts nothing in the inbox, and leaves behind what people wait for. */
async function writeOne(transaction: Transaction, question: AddressQuestion, way: Candidate): Promise<void> {
  const { now, context } = transaction
  const { addressConfirmationId } = question
  await noteAsked(transaction, addressConfirmationId)
  const { conversationId, channelAccountId } = way
  await writeLetterInPlace(transaction, {
    ...{ messageId: orderedId(now), deliveryId: orderedId(now), conversationId, channelAccountId },
    ...{ priority: 1, route: { by: 'push', why: 'only_way', others: 0 }, followsPerson: false },
    sending: {
      content: await letter(transaction, question),
      purpose: 'service',
      author: { kind: 'system' },
      source: { kind: 'address', id: addressConfirmationId },
    },
  })
  await wakeSender(transaction, channelAccountId, context.clock.now())
}

/** Says nothing of the giver but that somebody gave: whoever reads it may be a stranger, and a name could be any words. */
async function letter(transaction: Transaction, question: AddressQuestion): Promise<OutboundMessage> {
  const { now, context } = transaction
  const { language, addressConfirmationId } = question
  const { name, texts } = await readOrganisation(transaction)
  const organisation = texts.find((text) => text.language === language)?.name ?? name
  const expiresAt = new Date(now.getTime() + openDays * 24 * 60 * 60 * 1000)
  const subject = { addressConfirmationId }
  const token = await createLink(transaction, { kind: 'confirm_address', subject, expiresAt })
  const t = context.translator.in(language)
  const say = (key: string) => t(`conversations:confirmAddress.${key}`, { organisation, days: openDays })
  const url = `${context.settings.publicUrl}/confirm/${token}`
  return {
    blocks: [
      { type: 'text', text: say('words') },
      { type: 'card', title: say('title'), fields: [], buttons: [{ type: 'link', label: say('button'), url }] },
      { type: 'text', text: say('otherwise') },
    ],
    quickReplies: [],
    altText: say('subject'),
  }
}
