import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Abilities } from '../abilities.ts'
import type { ComposeContext } from '../adapter.ts'
import type { Block, OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { graphemes, measure } from '../text.ts'
import { messages, words } from './generated.ts'
import type { Inspection, Subject } from './subject.ts'
import { localTransport } from './transport.ts'

const count = (text: string) => [...graphemes(text)].length

/** Message in, requests out. */
export function composing<Config>(subject: Subject<Config>): void {
  const harness = harnessFor(subject)
  limits(harness)
  losses(harness)
  repetition(harness)
  reach(harness)
}

interface Harness {
  readonly abilities: Abilities
  compose(message: OutboundMessage, changes?: Partial<ComposeContext>): ProviderRequest[]
  inspectAll(message: OutboundMessage): Inspection[]
}

function harnessFor<Config>({ adapter, settings, to, context, inspect }: Subject<Config>): Harness {
  const config = adapter.parseConfig(settings)
  const compose: Harness['compose'] = (message, changes = {}) =>
    adapter.compose(message, to, config, { ...context, ...changes })
  const inspectAll: Harness['inspectAll'] = (message) =>
    compose(message).map((request, index, all) => inspect(request, { message, isLast: index === all.length - 1 }))
  return { abilities: adapter.abilities, compose, inspectAll }
}

function limits({ abilities, inspectAll }: Harness): void {
  it('never exceeds its own abilities', () => {
    fc.assert(
      fc.property(messages, (message) => expectWithin(inspectAll(message), abilities)),
      { numRuns: 60 },
    )
  })
}

function losses({ abilities, inspectAll }: Harness): void {
  it('says a long text whole, cut between grapheme clusters', () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        const text = one + two.repeat(5)
        const pieces = inspectAll({ blocks: [{ type: 'text', text }], quickReplies: [] }).flatMap(({ texts }) => texts)
        expect(pieces.join('') === text).toBe(true)
        expect(pieces.reduce((sum, piece) => sum + count(piece), 0)).toBe(count(text))
      }),
      { numRuns: 30 },
    )
  })

  it('sends no bubble of blank lines alone', () => {
    const blank = '\n'.repeat(6000)
    const card = { type: 'card' as const, title: 'Star', body: blank, fields: [], buttons: [] }
    const blocks = [{ type: 'text' as const, text: ' \n' }, card, { type: 'text' as const, text: `hello${blank}` }]
    const said = inspectAll({ blocks, quickReplies: [] })
    expect(said.flatMap(({ texts }) => texts).filter((text) => text.trim() === '')).toEqual([])
    expect(said.flatMap(({ words }) => words).join('')).toMatch(/Star.*hello/s)
  })

  it('never drops a word of a card', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const said = inspectAll(message)
          .flatMap((inspection) => inspection.words)
          .join('')
        for (const word of message.blocks.flatMap(wordsOf))
          if (word.trim() !== '') expect(said.includes(word)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('carries every payload exactly', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const expected =
          abilities.buttons.postback === false
            ? []
            : [
                ...(abilities.cards === null ? [] : message.blocks.flatMap(pressesOf)),
                ...(abilities.cards === null
                  ? message.quickReplies.slice(0, abilities.quickReplies.limit)
                  : message.quickReplies),
              ]
        const carried = inspectAll(message).flatMap(({ payloads }) => payloads)
        expect(carried.toSorted()).toEqual(expected.map(({ payload }) => payload).toSorted())
      }),
      { numRuns: 40 },
    )
  })
}

function repetition({ abilities, compose }: Harness): void {
  it('numbers the parts and gives the same keys at every attempt, other keys to another delivery', () => {
    fc.assert(
      fc.property(messages, fc.uuid(), (message, deliveryId) => {
        const keys = (requests: ReturnType<typeof compose>) => requests.map((request) => request.idempotencyKey)
        const requests = compose(message, { deliveryId })
        expect(requests.map(({ part }) => part)).toEqual(requests.map((_, index) => index + 1))
        expect(keys(compose(message, { deliveryId }))).toEqual(keys(requests))
        expect(new Set([...keys(requests), ...keys(compose(message))]).size).toBe(
          abilities.idempotency ? requests.length * 2 : 1,
        )
      }),
      { numRuns: 30 },
    )
  })
}

function reach({ compose }: Harness): void {
  it('reaches nobody but its provider, and in a test nobody at all', async () => {
    for (const request of compose({ blocks: [{ type: 'text', text: 'hello' }], quickReplies: [] })) {
      await expect(localTransport(request)).rejects.toThrow('A test tried to reach')
    }
  })

  it('leaves this machine for no sandbox', () => {
    const plain = { blocks: [{ type: 'text' as const, text: 'hello' }], quickReplies: [] }
    if (compose(plain).every(({ method }) => method === 'APPEND')) return
    const strangers = [
      'https://127.0.0.1',
      'http://example.org',
      'http://127.0.0.1.example.org',
      'http://a@localhost',
      'http://:a@localhost',
      'http://localhost/?a',
      'http://localhost/#a',
      'http://[::2]',
      '',
    ]
    for (const sandboxOrigin of strangers) {
      expect(() => compose(plain, { sandboxOrigin })).toThrow(
        expect.objectContaining({ code: 'channels.sandbox-not-loopback' }),
      )
    }
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      for (const { url } of compose(plain, { sandboxOrigin: `http://${host}:8080/provider//` })) {
        expect(url.startsWith(`http://${host}:8080/provider/`) && !url.includes('provider//')).toBe(true)
      }
    }
  })
}

function expectWithin(requests: readonly Inspection[], abilities: Abilities): void {
  const within = (labels: readonly string[], limit: number) => labels.every((label) => count(label) <= limit)
  for (const request of requests) {
    expect(request.bubbles).toBeGreaterThan(0)
    expect(request.bubbles).toBeLessThanOrEqual(abilities.messagesPerRequest)
    expect(request.texts.every((text) => text !== '')).toBe(true)
    expect(request.texts.every((text) => measure(text, abilities.text.unit) <= abilities.text.limit)).toBe(true)
    expect(Math.max(0, ...request.buttonCounts)).toBeLessThanOrEqual(abilities.cards?.buttonLimit ?? 0)
    expect(within(request.buttonLabels, abilities.buttons.labelLimit)).toBe(true)
    expect(within(request.quickReplyLabels.flat(), abilities.quickReplies.labelLimit)).toBe(true)
    expect(request.payloads.every((payload) => payload.length <= abilities.buttons.payloadLimit)).toBe(true)
  }
  const replies = requests.flatMap(({ quickReplyLabels }) => quickReplyLabels)
  expect(replies.slice(0, -1).flat()).toEqual([])
  expect(replies.at(-1)?.length ?? 0).toBeLessThanOrEqual(abilities.quickReplies.limit)
}

function pressesOf(block: Block): { payload: string }[] {
  return block.type === 'card' ? block.buttons.flatMap((button) => (button.type === 'postback' ? [button] : [])) : []
}

function wordsOf(block: Block): string[] {
  if (block.type === 'text') return [block.text]
  if (block.type === 'sticker') return [block.words]
  if (block.type === 'location') return [block.title, ...(block.address === undefined ? [] : [block.address])]
  if (block.type !== 'card') return []
  const { title, body, progress, fields } = block
  return [title, body, progress?.label, ...fields.flatMap(({ label, value }) => [label, value])].filter(
    (word) => word !== undefined,
  )
}
