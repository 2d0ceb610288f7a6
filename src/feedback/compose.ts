import { shownTexts } from '../cases/shown-text.ts'
import { textMessage } from '../channels/message.ts'
import { type FormWords, wordsOf } from '../conversations/sending/form-letters.ts'
import { planRoutes } from '../conversations/sending/route.ts'
import { giftPageLinks } from '../gifts/gift-page-link.ts'
import type { Transaction } from '../platform/scope.ts'
import type { CardPress } from './card-press.ts'
import { holdUntellable } from './hold.ts'
import { photographed, takePhotographs } from './photographs.ts'
import { readTellings, type Telling } from './tellings.ts'
import type { CardTemplate } from './template.ts'

/**
 * The one message each of some people gets in a round, by person: for each child one picture, one thought and one button, in the
 * person's language, with the released words and their own share. Tells all that is queued for them and may still be told; who
 * has nothing is left out.
 */
export async function compose(
  transaction: Transaction,
  { roundId, templates, press }: { roundId: string; templates: readonly CardTemplate[]; press: CardPress },
  personIds: readonly string[],
): Promise<Map<string, FormWords>> {
  const tellings = await tellable(transaction, roundId, personIds)
  const texts = await shownTexts(transaction, [
    ...new Set(tellings.flatMap(({ updateId, correctsId }) => [updateId, ...(correctsId ? [correctsId] : [])])),
  ])
  const pages = await giftPageLinks(
    transaction,
    tellings.map(({ giftId }) => giftId),
  )
  const known = await photographed(
    transaction,
    tellings.map(({ caseId }) => caseId),
  )
  const isOneForAll = known.size === 0 && templates.every(({ channel }) => channel === 'all')
  const channelOf = isOneForAll ? () => undefined : await channels(transaction, personIds)
  const photographOf = await takePhotographs(transaction, roundId, { wanted: tellings, known, channelOf })
  const print = press.set(transaction, { texts, templates })
  const messages = new Map<string, FormWords>()
  for (const [index, telling] of tellings.entries()) {
    const { personId } = telling
    const isLast = tellings[index + 1]?.personId !== personId
    const before = messages.get(personId)
    const words = print(telling, {
      isLast,
      isAlone: isLast && before === undefined,
      url: pages.get(telling.giftId),
      channel: channelOf(personId),
      photograph: photographOf(telling),
    })
    messages.set(personId, before === undefined ? words : together(before, words))
  }
  return messages
}

/** What is queued and may be told; what may not any more is held first. */
async function tellable(transaction: Transaction, roundId: string, personIds: readonly string[]): Promise<Telling[]> {
  const queued = await readTellings(transaction, roundId, personIds)
  if (!queued.isDoubtful) return queued.tellings
  await holdUntellable(transaction, roundId, personIds)
  return (await readTellings(transaction, roundId, personIds)).tellings
}

/** Two children in one message, each with its own page. */
function together(before: FormWords, words: FormWords): FormWords {
  const content = wordsOf(before)
  return { content: { ...content, blocks: [...content.blocks, ...wordsOf(words).blocks] } }
}

/** On which kind of channel each person will be written to; asked only where a template or a photograph is for one kind. */
async function channels(
  transaction: Transaction,
  personIds: readonly string[],
): Promise<(personId: string) => string | undefined> {
  const routes = await planRoutes(transaction, { personIds, content: textMessage('…'), purpose: 'feedback' })
  return (personId) => {
    const route = routes.get(personId)
    return route?.kind === 'route' ? route.channel : undefined
  }
}
