import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../platform/languages.ts'
import { defaultScript } from './default.ts'
import { run } from './engine.ts'
import type { Facts, Input } from './input.ts'
import type { Json } from './json.ts'
import type { Script } from './script.ts'
import { freshSession, session as sessionSchema } from './session.ts'
import { eachLimit } from './speak.ts'
import { sameTextLimit, stepLimit } from './turn.ts'

const nodeIds = ['a', 'b', 'c', 'd', 'gone'] as const
const id = fc.constantFrom(...nodeIds)
const words = fc.constantFrom('yes', 'no', 'STOP', 'start', '退訂', 'menu', 'hello', '', '…', '__proto__')
const path = fc.constantFrom(
  'facts.language',
  'variables.x',
  'variables.x.items',
  'item.url',
  'variables.__proto__',
  '',
)
const message = fc.record({ text: fc.record({ text: fc.record({ en: words }), values: fc.constant({}) }) })

const node = fc.oneof(
  fc.record({ kind: fc.constant('say' as const), message, next: id }),
  fc.record({
    kind: fc.constant('ask' as const),
    message,
    choices: fc.array(fc.record({ payload: words, keywords: fc.record({ en: fc.array(words) }), next: id }), {
      maxLength: 3,
    }),
    open: fc.record({ accept: fc.constantFrom('text' as const, 'attachment' as const), next: id }),
    save: fc.constant('x'),
    again: fc.record({ message, limit: fc.nat(3), next: id }),
    timeout: fc.record({ seconds: fc.nat(600), next: id }),
    closed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('call' as const),
    ask: fc.constant('give.link' as const),
    parameters: fc.record({ campaignId: path }),
    each: path,
    save: fc.constantFrom('x', '__proto__'),
    next: id,
    failed: id,
  }),
  fc.record({
    kind: fc.constant('branch' as const),
    cases: fc.array(fc.record({ when: fc.record({ path, nothing: fc.constant(true as const) }), next: id }), {
      maxLength: 2,
    }),
    otherwise: id,
  }),
  fc.record({ kind: fc.constant('delay' as const), seconds: fc.nat(600), next: id }),
  fc.record({ kind: fc.constant('hand-off' as const), reason: words }),
  fc.record({ kind: fc.constant('end' as const) }),
)

const anyScript: fc.Arbitrary<Script> = fc.record({
  id: fc.constant('any'),
  version: fc.constant(1),
  nodes: fc.record({ a: node, b: node, c: node, d: node }),
  routes: fc.array(
    fc.oneof(
      fc.record({
        on: fc.constant('spoken' as const),
        payload: words,
        keywords: fc.record({ en: fc.array(words) }),
        next: id,
      }),
      fc.record({ on: fc.constantFrom('follow' as const, 'arrive' as const, 'attachment' as const), next: id }),
    ),
    { maxLength: 4 },
  ),
  otherwise: fc.record({ next: id, limit: fc.nat(2), giveUp: id }),
  notices: fc.record({ stopped: message, started: message, resumed: message, ended: message }),
})

const json: fc.Arbitrary<Json> = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)))
const list: fc.Arbitrary<Json> = fc.record({ items: fc.array(fc.record({ url: fc.webUrl() })) })
const payload = fc.oneof(
  words,
  fc.constantFrom(...defaultScript.routes.flatMap((route) => ('payload' in route ? [route.payload] : []))),
)
const token = fc.nat(20).map((n) => `t${n}`)
const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-02'), noInvalidDate: true })

const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.oneof(words, fc.string({ unit: 'binary' })), at }),
  fc.record({ kind: fc.constant('postback' as const), payload, at }),
  fc.record({
    kind: fc.constant('attachment' as const),
    attachmentId: fc.string(),
    media: fc.constantFrom('sticker', 'image'),
    at,
  }),
  fc.record({ kind: fc.constant('follow' as const), at }),
  fc.record({ kind: fc.constant('arrive' as const), code: fc.string(), at }),
  fc.record({ kind: fc.constant('timer' as const), token, at }),
  fc.record({ kind: fc.constant('result' as const), token, result: fc.oneof(json, list), at }),
  fc.record({ kind: fc.constant('failure' as const), token, code: words, at }),
  fc.record({ kind: fc.constantFrom('taken-over' as const, 'handed-back' as const), at }),
)

const facts: fc.Arbitrary<Facts> = fc.record({ language: fc.constantFrom(...languages), stopped: fc.boolean() })

const inputs = fc.array(fc.tuple(input, facts), { maxLength: 25 })

function holdsFor(script: Script, steps: [Input, Facts][]): void {
  let now = freshSession(script)
  for (const [each, known] of steps) {
    const before = JSON.stringify(now)
    const step = run(script, now, each, known)
    expect(JSON.stringify(now)).toBe(before)
    expect(sessionSchema.parse(JSON.parse(JSON.stringify(step.session)))).toEqual(step.session)
    expect(step.effects.length).toBeLessThanOrEqual(stepLimit * 2 + eachLimit)
    expect(step.effects.filter((effect) => effect.type === 'say').length).toBeLessThanOrEqual(stepLimit + 1)
    expect(step.session.attachments.length).toBeLessThanOrEqual(20)
    now = step.session
  }
}

describe('the script engine, whatever happens', () => {
  it('never throws, always ends, keeps its session storable and its effects bounded, for any script', () => {
    fc.assert(
      fc.property(anyScript, inputs, (script, steps) => holdsFor(script, steps)),
      { numRuns: 300 },
    )
  })

  it('holds the same for the default script', () => {
    fc.assert(
      fc.property(inputs, (steps) => holdsFor(defaultScript, steps)),
      { numRuns: 200 },
    )
  })

  it('gives the same answer to the same question', () => {
    fc.assert(
      fc.property(anyScript, input, facts, (script, each, known) => {
        const session = freshSession(script)
        expect(run(script, session, each, known)).toEqual(run(script, session, each, known))
      }),
    )
  })

  it('never says the same words more than a few times within five minutes', () => {
    const echo = fc.constantFrom<Input>(
      { kind: 'postback', payload: 'menu', at: new Date(0) },
      { kind: 'text', text: 'hello', at: new Date(0) },
      { kind: 'follow', at: new Date(0) },
      { kind: 'handed-back', at: new Date(0) },
    )
    const known: Facts = { language: 'ja', stopped: false }
    const soon = fc.array(fc.oneof(echo, input), { minLength: 10, maxLength: 60 })
    fc.assert(
      fc.property(fc.oneof(anyScript, fc.constant(defaultScript)), soon, (script, steps) => {
        const counts = new Map<string, number>()
        let now = freshSession(script)
        for (const each of steps) {
          const step = run(script, now, { ...each, at: new Date('2026-01-01') }, known)
          for (const effect of step.effects) {
            const words = effect.type === 'say' ? JSON.stringify(effect.message) : null
            if (words !== null) counts.set(words, (counts.get(words) ?? 0) + 1)
          }
          now = step.session
        }
        expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(sameTextLimit)
      }),
    )
  })
})
