import type { OutboundMessage } from '../channels/message.ts'
import { type FormWords, pageOfTheirOwn } from '../conversations/sending/form-letters.ts'
import type { Transaction } from '../platform/scope.ts'
import { type CardMaking, cardFor } from './card.ts'
import type { Telling } from './tellings.ts'

/** Makes the message of somebody who hears of one child: as `cardFor`, on a card of its own. */
export type Print = (telling: Telling, making: Omit<CardMaking, 'texts' | 'templates'>) => FormWords

/** Different messages kept; a round whose shares all differ would else keep every one. */
const mostKept = 5000

/**
 * Makes the cards of many people, each different one once: who gave as much to the same child reads the same words, and only
 * the button leads to a page of one's own. Lasts for a round; what its cards say is asked for anew with each batch.
 */
export class CardPress {
  readonly #facts = new Map<string, number>()
  readonly #printed = new Map<string, OutboundMessage>()

  /** Sets the words of a batch. */
  set(transaction: Transaction, made: Pick<CardMaking, 'texts' | 'templates'>): Print {
    const numbers = new Map<string, number>()
    const numberOf = (telling: Telling) => {
      const name = telling.correctsId === null ? telling.updateId : `${telling.updateId} ${telling.correctsId}`
      const number = numbers.get(name) ?? this.#numberOf(factsOf(telling, made))
      numbers.set(name, number)
      return number
    }
    return (telling, making) => {
      const { url: page } = making
      const key = `${numberOf(telling)} ${page !== undefined} ${keyOf(telling, making)}`
      const known = this.#printed.get(key)
      if (known) return { content: known, page }
      const url = page === undefined ? undefined : pageOfTheirOwn
      const card = cardFor(transaction, telling, { ...made, ...making, url })
      const content: OutboundMessage = { blocks: [card], quickReplies: [], altText: card.title }
      if (this.#printed.size >= mostKept) this.#printed.clear()
      this.#printed.set(key, content)
      return { content, page }
    }
  }

  #numberOf(facts: string): number {
    const number = this.#facts.get(facts) ?? this.#facts.size
    this.#facts.set(facts, number)
    return number
  }
}

/** All that is the same on every card about an update. */
function factsOf(telling: Telling, { texts, templates }: Pick<CardMaking, 'texts' | 'templates'>): string {
  const { updateId, correctsId, pseudonym, stage, picture, programme, timeZone } = telling
  const words = [texts.get(updateId), correctsId && texts.get(correctsId)]
  return JSON.stringify([updateId, correctsId, pseudonym, stage, picture, programme, timeZone, words, templates])
}

/** All else that a card depends on besides its page. */
function keyOf(telling: Telling, making: Omit<CardMaking, 'texts' | 'templates' | 'url'>): string {
  const { language, correctsAt, shareMinor, currency } = telling
  const { channel, photograph, isLast, isAlone } = making
  return [language, correctsAt?.getTime(), shareMinor, currency, isLast, isAlone, channel, photograph].join(' ')
}
