import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '../platform/money.ts'
import { advance, type PaymentAttempt } from './attempt.ts'
import type { PaymentEvent } from './event.ts'
import { hasLapsed, isPaid, isWorthAsking, type PaymentState, paymentStates, rankOf } from './state.ts'

const attempt: PaymentAttempt = { reference: 'RSC7K3MPQ2X', amount: money(100_000n, 'TWD'), state: 'created' }
const event: PaymentEvent = {
  type: 'paid',
  reference: attempt.reference,
  providerReference: '1',
  amount: attempt.amount,
  at: new Date('2026-01-10T12:00:00Z'),
  dedupeKey: 'paid',
  simulated: false,
}

const anyType = fc.constantFrom(...paymentStates).filter((state) => state !== 'created')
const anyEvent = anyType.map((type) => ({ ...event, type }))
const anyNoise = fc.record({
  type: anyType,
  simulated: fc.boolean(),
  amount: fc.constantFrom(money(99_900n, 'TWD'), money(100_000n, 'JPY')),
})

/** Runs events through the rule as `gifts` does, counting how often money was received. */
function run(events: readonly PaymentEvent[]): { state: PaymentState; received: number } {
  let state: PaymentState = 'created'
  let received = 0
  for (const each of events) {
    const judged = advance({ ...attempt, state }, each)
    if (judged.verdict === 'advanced' && judged.received) received += 1
    state = judged.state
  }
  return { state, received }
}

describe('the order of news does not matter', () => {
  const anyStory = fc.array(anyEvent, { minLength: 1, maxLength: 12 })

  test('any order and repetition ends in the same state, and money is received at most once', () => {
    const shuffled = anyStory.chain((story) =>
      fc.tuple(
        fc.constant(story),
        fc.shuffledSubarray([...story, ...story, ...story], { minLength: story.length * 3 }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([story, retold]) => {
        expect(run(retold)).toEqual(run(story))
        expect(run(story).received).toBe(isPaid(run(story).state) ? 1 : 0)
      }),
    )
  })

  test('whatever is lost, asking the provider at the end repairs it', () => {
    fc.assert(
      fc.property(
        anyStory.chain((story) => fc.tuple(fc.constant(story), fc.subarray(story))),
        ([story, heard]) => {
          const [truth] = story.toSorted((left, right) => rankOf(right.type) - rankOf(left.type))
          expect(run(truth === undefined ? heard : [...heard, truth])).toEqual(run(story))
        },
      ),
    )
  })

  test('no step ever goes back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paymentStates), anyEvent, (state, each) => {
        expect(rankOf(advance({ ...attempt, state }, each).state)).toBeGreaterThanOrEqual(rankOf(state))
      }),
    )
  })

  test('rehearsals and mismatches change nothing wherever they come', () => {
    const anyTale = fc.array(
      fc.oneof(
        anyEvent,
        anyNoise.map((noise) => ({ ...event, ...noise })),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(anyTale, (tale) => {
        const honest = tale.filter((each) => !each.simulated && each.amount === event.amount)
        expect(run(tale)).toEqual(run(honest))
      }),
    )
  })
})

describe('one event', () => {
  test.each([
    [
      'a card that failed and another that did not',
      'failed',
      { type: 'paid' },
      { verdict: 'advanced', received: true },
    ],
    ['failure told late', 'paid', { type: 'failed' }, { verdict: 'late', state: 'paid' }],
    ['settled before paid was heard of', 'created', { type: 'settled' }, { verdict: 'advanced', received: true }],
    ['settled after paid', 'paid', { type: 'settled' }, { verdict: 'advanced', received: false }],
    ['paid twice', 'paid', { type: 'paid' }, { verdict: 'repeated', state: 'paid' }],
    ['a rehearsal', 'created', { simulated: true }, { verdict: 'simulated', state: 'created' }],
    ['an unknown word', 'created', { type: 'unknown' }, { verdict: 'unknown', state: 'created' }],
    ['no amount with money', 'created', { amount: null }, { verdict: 'quarantined', reason: 'amount-missing' }],
    ['no amount without money', 'created', { type: 'failed', amount: null }, { verdict: 'advanced', state: 'failed' }],
    ['another amount', 'created', { amount: money(1n, 'TWD') }, { verdict: 'quarantined', reason: 'amount' }],
    ['another currency', 'created', { amount: money(100_000n, 'JPY') }, { verdict: 'quarantined', reason: 'currency' }],
    ['another reference', 'created', { reference: 'X' }, { verdict: 'quarantined', reason: 'reference' }],
  ] as const)('%s', (_name, state, change, judged) => {
    expect(advance({ ...attempt, state }, { ...event, ...change })).toMatchObject(judged)
  })

  test('an attempt lapses only after its end and only while it is open', () => {
    const end = new Date('2026-01-10T12:00:00Z')
    const after = new Date('2026-01-10T12:00:01Z')
    expect(hasLapsed('awaiting_offline', end, end)).toBe(false)
    expect(hasLapsed('awaiting_offline', end, after)).toBe(true)
    expect(hasLapsed('awaiting_offline', null, after)).toBe(false)
    expect(hasLapsed('paid', end, after)).toBe(false)
  })

  test.each([
    ['paid', '2026-01-09', false],
    ['awaiting_offline', '2026-01-09', true],
    ['awaiting_offline', '2026-03-01', true],
    ['failed', '2026-01-09', true],
    ['expired', '2026-01-12', true],
    ['expired', '2026-01-14', false],
  ] as const)('%s on %s is worth asking about: %s', (state, day, worth) => {
    expect(isWorthAsking(state, new Date('2026-01-10T12:00:00Z'), new Date(day))).toBe(worth)
  })
})
