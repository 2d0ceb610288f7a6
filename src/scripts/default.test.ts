import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { outboundMessage } from '../channels/message.ts'
import { Translator } from '../platform/i18n/translator.ts'
import { type Language, languages } from '../platform/languages.ts'
import { type DefaultFacts, defaultScript } from './default.ts'
import { keywords } from './default-keywords.ts'
import type { Effect } from './effect.ts'
import type { Input } from './input.ts'
import type { Json } from './json.ts'
import { normalise } from './normalise.ts'
import { render } from './render.ts'
import { type Answer, respond } from './respond.ts'
import { danglingNodes, targetsOf } from './script.ts'
import { freshSession } from './session.ts'
import { readStopWord } from './stop.ts'

const at = new Date('2026-05-04T03:00:00Z')
const labelLimit = 20
const quickReplyLimit = 13

const project: Json = {
  campaignId: 'c1',
  title: '唇顎裂',
  line: 'line',
  pageUrl: 'https://give.example/c/one',
  pictureUrl: 'https://give.example/p.jpg',
  progressPercent: 40,
}
const mine: Json = { campaign: '唇顎裂', amount: 'NT$500', day: '5/4', state: 'ok', url: 'https://give.example/g/1' }
const all = 'https://give.example/mine'

const full: Answer = async (ask) => {
  switch (ask.name) {
    case 'projects.list':
      return { items: [project] }
    case 'give.link':
      return { url: `https://give.example/l/${ask.parameters.campaignId}` }
    case 'gifts.list':
      return { items: [mine], allUrl: all }
    case 'traces.list':
      return { items: [{ title: 'NT$500', line: 'treated', url: 'https://give.example/g/1' }] }
    case 'receipts.list':
      return { items: [{ number: 'R-1', amount: 'NT$500', day: '5/4', url: 'https://give.example/r/1' }] }
    case 'code.open':
      return ask.parameters.code === 'c1'
        ? { kind: 'campaign', items: [project] }
        : { kind: ask.parameters.code ?? null }
  }
}
const empty: Answer = async () => ({ items: [] })
const broken: Answer = async () => {
  throw new Error('down')
}

let translator: Translator
const missing: string[] = []

beforeAll(async () => {
  translator = await Translator.load((key) => missing.push(key))
})

function factsIn(language: Language, officeOpen = true, linked = false): DefaultFacts {
  const contact = { phone: '02-1234-5678', email: 'hello@give.example', officeHours: '9–18', organisation: 'Org' }
  return { language, stopped: false, linked, officeOpen, ...contact }
}

async function effectsOf(input: Input, facts: DefaultFacts, answer: Answer = full): Promise<Effect[]> {
  return (await respond(defaultScript, freshSession(defaultScript), input, facts, answer)).effects
}

function rendered(effects: Effect[]) {
  return effects.flatMap((effect) =>
    effect.type === 'say'
      ? [outboundMessage.parse(render(effect.message, translator.in(effect.message.language)))]
      : [],
  )
}

function words(effects: Effect[]): string {
  return JSON.stringify(rendered(effects))
}

function press(payload: string): Input {
  return { kind: 'postback', payload, at }
}

const inputs: Input[] = [
  ...Object.keys(keywords).map(press),
  { kind: 'text', text: 'zzz', at },
  { kind: 'text', text: 'STOP', at },
  { kind: 'follow', at },
  ...['linked', 'c1', 'unknown'].map((code): Input => ({ kind: 'arrive', code, at })),
  { kind: 'attachment', attachmentId: 'a', media: 'image', at },
  { kind: 'attachment', attachmentId: 'a', media: 'sticker', at },
]

describe('the default script', () => {
  it('points to no node it does not have, and every node can be reached', () => {
    expect(danglingNodes(defaultScript)).toEqual([])
    const starts = [
      ...defaultScript.routes.map((route) => route.next),
      defaultScript.otherwise.next,
      defaultScript.otherwise.giveUp,
    ]
    const reached = new Set(starts)
    for (const id of reached)
      for (const next of targetsOf(defaultScript.nodes[id] ?? { kind: 'end' })) reached.add(next)
    expect(Object.keys(defaultScript.nodes).filter((id) => !reached.has(id))).toEqual([])
  })

  describe.each(languages)('in %s', (language) => {
    it('says every way through it in words that exist, with labels that fit', async () => {
      for (const input of inputs) {
        for (const answer of [full, empty, broken]) {
          for (const open of [true, false]) {
            for (const message of rendered(await effectsOf(input, factsIn(language, open, open), answer))) {
              const buttons = message.blocks.flatMap((block) => (block.type === 'card' ? block.buttons : []))
              const labels = [...message.quickReplies, ...buttons].map((each) => each.label)
              expect(labels.filter((label) => label.length > labelLimit)).toEqual([])
              expect(message.quickReplies.length).toBeLessThanOrEqual(quickReplyLimit)
              expect(JSON.stringify(message)).not.toMatch(/\{\{|undefined|script:/)
            }
          }
        }
      }
      expect(missing).toEqual([])
    })

    it('understands its own button labels when they are typed', async () => {
      const greeting = rendered(await effectsOf({ kind: 'follow', at }, factsIn(language))).at(-1)
      const menu = rendered(await effectsOf(press('menu'), factsIn(language))).at(-1)
      for (const reply of [...(greeting?.quickReplies ?? []), ...(menu?.quickReplies ?? [])]) {
        const typed = await effectsOf({ kind: 'text', text: reply.label, at }, factsIn(language))
        expect([reply.label, words(typed)]).toEqual([
          reply.label,
          words(await effectsOf(press(reply.payload), factsIn(language))),
        ])
      }
    })

    it('always offers phone and e-mail with a person, also after hours', async () => {
      for (const open of [true, false]) {
        const effects = await effectsOf(press('person'), factsIn(language, open))
        expect(words(effects)).toMatch(/02-1234-5678.*hello@give\.example/)
        expect(effects.at(-1)).toMatchObject({ type: 'hand-off', reason: open ? 'asked' : 'after-hours' })
      }
    })

    it('tells how to come back after STOP in a word that is understood, and how to stop after START', async () => {
      const t = translator.in(language)
      const quoted = /(?:START|RIATTIVA|配信再開|訂閱|订阅)/.exec(t('script:stop.stopped'))?.[0] ?? ''
      expect(readStopWord(quoted)).toBe('start')
      const stop = /(?:STOP|配信停止|退訂|退订)/.exec(t('script:stop.started'))?.[0] ?? ''
      expect(readStopWord(stop)).toBe('stop')
    })
  })

  it('keeps the labels of thanks, rescue and feedback buttons short, and has no automatic words for sad endings', () => {
    for (const language of languages) {
      const t = translator.in(language)
      const labels = ['thanks.button', 'thanks.receipt', 'rescue.resume', 'rescue.status', 'feedback.button'].map(
        (key) => t(`script:${key}`),
      )
      expect(labels.filter((label) => label.length > labelLimit)).toEqual([])
      const told = Object.keys(holesOf(language)).filter((key) => /withdrawn|transferred|died/.test(key))
      expect(told).toEqual([])
    }
  })

  it('has the same texts with the same holes in every language', () => {
    const [reference, ...others] = languages.map((language) => holesOf(language))
    for (const other of others) expect(other).toEqual(reference)
  })

  it('asks a follow without a code whether they have just given, and greets someone known back', async () => {
    const [, question] = rendered(await effectsOf({ kind: 'follow', at }, factsIn('en')))
    expect(question?.quickReplies.map((reply) => reply.payload)).toEqual(['just-given', 'menu'])
    expect(words(await effectsOf({ kind: 'follow', at }, factsIn('en', true, true)))).toContain('Good to see you again')
  })

  it('links someone who arrives with a code with nothing to type, and asks an unknown one', async () => {
    expect(words(await effectsOf({ kind: 'follow', code: 'linked', at }, factsIn('en')))).toContain('now connected')
    expect(words(await effectsOf({ kind: 'arrive', code: 'nonsense', at }, factsIn('en')))).toContain('just given')
    expect(words(await effectsOf({ kind: 'arrive', code: 'c1', at }, factsIn('en')))).toContain('/l/c1')
  })

  it('answers "give" with campaign cards whose button opens the signed link', async () => {
    const [message] = rendered(await effectsOf({ kind: 'text', text: '我要捐款！', at }, factsIn('zh-Hant')))
    expect(message?.blocks[1]).toMatchObject({
      type: 'card',
      buttons: [{ type: 'link', url: 'https://give.example/l/c1' }],
    })
  })

  it('changes the language at once, in the new language', async () => {
    const effects = await effectsOf({ kind: 'text', text: '日本語', at }, factsIn('it'))
    expect(effects[0]).toMatchObject({ type: 'set-preference', preference: 'language', value: 'ja' })
    expect(words(effects)).toContain('日本語でご案内')
  })

  it.each([
    ['en', 'Monthly.', 'monthly'],
    ['it', 'una volta al mese', 'monthly'],
    ['ja', '毎月', 'monthly'],
    ['ja', '月一回', 'monthly'],
    ['zh-Hant', '每月', 'monthly'],
    ['zh-Hans', '每月一次', 'monthly'],
    ['ja', '毎回', 'each'],
    ['zh-Hant', '每次', 'each'],
  ] as const)(
    'hears in %s that %j chooses how often, and names the words that lead back',
    async (language, said, value) => {
      const effects = await effectsOf({ kind: 'text', text: said, at }, factsIn(language))
      expect(effects[0]).toMatchObject({ type: 'set-preference', preference: 'reports', value })
      const back = value === 'monthly' ? 'reports/each' : 'reports/monthly'
      const quoted = words(effects)
        .split(/[^\p{L} ]+/u)
        .flatMap((part) => [part, ...part.split(' ')])
      const known = Object.values(keywords[back]).flat().map(normalise)
      expect(words(effects).toLowerCase()).toSatisfy((text: string) => known.some((word) => text.includes(word)))
      expect(quoted.some((word) => readStopWord(word) === 'stop')).toBe(true)
    },
  )

  it('does not take a sentence about giving every month for a wish to hear once a month', async () => {
    for (const said of ['我要每月捐款', 'I want to give monthly', '毎月寄付したい']) {
      const effects = await effectsOf({ kind: 'text', text: said, at }, factsIn('en'))
      expect(effects.filter(({ type }) => type === 'set-preference')).toEqual([])
    }
  })

  it('gives a second message it does not understand to a person', async () => {
    const first = await respond(
      defaultScript,
      freshSession(defaultScript),
      { kind: 'text', text: 'mio zio?', at },
      factsIn('it'),
      full,
    )
    const second = await respond(
      defaultScript,
      first.session,
      { kind: 'text', text: 'lo zio!', at },
      factsIn('it'),
      full,
    )
    expect(second.effects.at(-1)).toMatchObject({ type: 'hand-off', reason: 'asked' })
  })

  it('stops and flags a script that asks the host in a circle', async () => {
    const call = { kind: 'call', ask: 'gifts.list', save: 'x', next: 'gifts', failed: 'gifts' } as const
    const circle = { ...defaultScript, nodes: { ...defaultScript.nodes, gifts: call } }
    const { effects } = await respond(circle, freshSession(circle), press('gifts'), factsIn('en'), broken)
    expect(effects).toEqual([{ type: 'record-incident', code: 'step-limit', node: 'gifts.list' }])
  })

  it('uses no word as a keyword of two buttons', () => {
    const seen = new Map<string, string>()
    for (const [payload, lists] of Object.entries(keywords)) {
      for (const word of Object.values(lists).flat().map(normalise)) {
        expect([word, seen.get(word) ?? payload]).toEqual([word, payload])
        seen.set(word, payload)
        expect(readStopWord(word)).not.toBe('stop')
      }
    }
  })
})

function holesOf(language: Language): Record<string, string[]> {
  const texts: Json = JSON.parse(
    readFileSync(new URL(`../../locales/${language}/script.json`, import.meta.url), 'utf8'),
  )
  const found: Record<string, string[]> = {}
  const visit = (value: Json, key: string): void => {
    if (typeof value === 'string')
      found[key] = [...value.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, `${key}.${name}`)
  }
  visit(texts, '')
  return found
}
