import type { Card } from '../channels/message.ts'
import type { Transaction } from '../platform/scope.ts'
import { type CardMaking, cardFor } from './card.ts'
import type { Telling } from './tellings.ts'

/**
 * Makes the cards of many people as `cardFor` does, each different one once: who gave as much to the same child reads the same
 * words, and only the button leads to a page of one's own.
 */
export function cardPress(
  transaction: Transaction,
  made: Pick<CardMaking, 'texts' | 'templates'>,
): (telling: Telling, making: Omit<CardMaking, 'texts' | 'templates'>) => Card {
  const cards = new Map<string, Card>()
  return (telling, { url, ...making }) => {
    const key = keyOf(telling, making)
    const known = cards.get(key) ?? cardFor(transaction, telling, { ...made, ...making, url: '' })
    cards.set(key, known)
    return { ...known, buttons: url === undefined ? [] : known.buttons.map((button) => ({ ...button, url })) }
  }
}

/** All that a card depends on besides its page; child, stage, picture and programme follow from the update. */
function keyOf(telling: Telling, making: Omit<CardMaking, 'texts' | 'templates' | 'url'>): string {
  const { language, updateId, correctsId, correctsAt, shareMinor, currency } = telling
  const { channel, photograph, isLast, isAlone } = making
  const parts = [language, updateId, correctsId, correctsAt?.getTime(), shareMinor.toString(), currency]
  return JSON.stringify([...parts, channel, photograph, isLast, isAlone])
}
