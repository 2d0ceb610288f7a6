import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../conversations/sending/form-letters.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { languages } from '../platform/languages.ts'
import { cardFor } from './card.ts'
import { CardPress } from './card-press.ts'
import type { CardTemplate } from './template.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const approvedAt = new Date('2026-01-01T00:00:00Z')
const update = fc.constantFrom(
  {
    updateId: 'a',
    caseId: 'a',
    stage: 'treated',
    approvedAt,
    pseudonym: '小星',
    picture: 'kite',
    programme: { en: 'Smiles' },
  },
  {
    updateId: 'b',
    caseId: 'b',
    stage: 'approved',
    approvedAt,
    pseudonym: '小月',
    picture: 'valley',
    programme: { en: 'Hearts' },
  },
)
const telling = fc.record({
  update,
  personId: fc.uuid(),
  giftId: fc.uuid(),
  language: fc.constantFrom(...languages),
  currency: fc.constantFrom('TWD', 'EUR'),
  shareMinor: fc.constantFrom(1n, 50_000n, 120_000n),
  corrects: fc.constantFrom(null, { correctsId: 'c', correctsAt: new Date('2026-02-01T00:00:00Z') }),
})
const making = fc.record({
  url: fc.constantFrom(undefined, 'https://charity.example/g/1', 'https://charity.example/g/2'),
  channel: fc.constantFrom(undefined, 'line', 'telegram'),
  photograph: fc.constantFrom(undefined, 'https://charity.example/p/1'),
  isLast: fc.boolean(),
  isAlone: fc.boolean(),
})
const text = { en: 'Fine', it: 'Bene', ja: '元気', 'zh-Hant': '順利', 'zh-Hans': '顺利' }
const texts = new Map(['a', 'b', 'c'].map((updateId) => [updateId, text]))
const templates: readonly CardTemplate[] = [
  {
    ...{ kind: 'news', channel: 'line', language: 'en', title: '{{ child }}', label: 'Open' },
    text: '{{ news }} {{ share }}{% if several %} …{% endif %}',
  },
]

test('a card made once for many is, for each of them, the card made for one', async () => {
  await house.scope.transaction(async (transaction) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(telling, making), { maxLength: 40 }), (asked) => {
        const print = new CardPress().set(transaction, { texts, templates })
        for (const [{ update, corrects, ...person }, how] of asked) {
          const one = { ...update, ...person, ...(corrects ?? { correctsId: null, correctsAt: null }), timeZone: 'UTC' }
          expect(wordsOf(print(one, how)).blocks).toEqual([cardFor(transaction, one, { texts, templates, ...how })])
        }
      }),
    )
  })
})
