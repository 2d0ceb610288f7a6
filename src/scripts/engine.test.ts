import { describe, expect, it } from 'vitest'
import type { Effect } from './effect.ts'
import { run, type Step } from './engine.ts'
import type { Facts, Input } from './input.ts'
import type { Node, Script } from './script.ts'
import { freshSession, isAtRest, type Session, session as sessionSchema } from './session.ts'
import { sameTextLimit } from './turn.ts'

const noon = Date.parse('2026-05-04T12:00:00Z')
const facts: Facts = { language: 'it', stopped: false, phone: '02 1234' }

function at(minutes: number): Date {
  return new Date(noon + minutes * 60_000)
}

function text(words: string, minutes = 0): Input {
  return { kind: 'text', text: words, at: at(minutes) }
}

function say(key: string, next?: string): Node {
  return next === undefined
    ? { kind: 'say', message: { text: { key } } }
    : { kind: 'say', message: { text: { key } }, next }
}

const colour: Node = {
  kind: 'ask',
  message: { text: { key: 'colour' } },
  choices: [
    { payload: 'red', keywords: { en: ['red', '1'], 'zh-Hant': ['紅'], it: ['rosso'] }, next: 'done', category: 'RED' },
    { payload: 'blue', keywords: { en: ['blue', '2'] }, next: 'other' },
  ],
  save: 'colour',
  again: { message: { text: { key: 'again' } }, limit: 2, next: 'hand' },
  timeout: { seconds: 600, next: 'late' },
}

const script: Script = {
  id: 'quiz',
  version: 1,
  nodes: {
    intro: say('intro', 'colour'),
    colour,
    done: { kind: 'say', message: { text: { key: 'done', values: { colour: 'variables.colour' } } } },
    other: say('other'),
    late: say('late'),
    hand: { kind: 'hand-off', reason: 'no-match' },
    unclear: say('unclear'),
    menu: say('menu'),
    a: say('a', 'b'),
    b: say('b', 'a'),
    list: { kind: 'call', ask: 'projects.list', save: 'found', next: 'links', failed: 'sorry' },
    links: {
      kind: 'call',
      ask: 'give.link',
      each: 'variables.found.items',
      parameters: { campaignId: 'item.campaignId' },
      save: 'offers',
      next: 'show',
      failed: 'sorry',
    },
    show: {
      kind: 'say',
      message: {
        cards: [
          {
            each: 'variables.offers',
            title: { value: 'item.title' },
            button: { label: { key: 'go' }, open: 'item.url' },
          },
        ],
      },
    },
    sorry: say('sorry', 'hand'),
  },
  routes: [
    { on: 'spoken', payload: 'quiz', keywords: { en: ['quiz'] }, next: 'intro' },
    { on: 'spoken', payload: 'menu', keywords: { en: ['menu'] }, next: 'menu' },
    { on: 'spoken', payload: 'circle', next: 'a' },
    { on: 'spoken', payload: 'list', next: 'list' },
    { on: 'spoken', payload: 'person', next: 'hand' },
  ],
  otherwise: { next: 'unclear', limit: 10, giveUp: 'hand' },
  notices: {
    stopped: { text: { key: 'stopped' } },
    started: { text: { key: 'started' } },
    resumed: { text: { key: 'resumed' } },
    ended: { text: { key: 'ended' } },
  },
}

function press(payload: string, minutes = 0): Input {
  return { kind: 'postback', payload, at: at(minutes) }
}

/** Runs inputs one after the other, the session going through JSON between them as it does in the database. */
function play(inputs: Input[], from: Session = freshSession(script), using = script, knowing = facts): Step {
  let step: Step = { session: from, effects: [] }
  for (const input of inputs) {
    step = run(using, sessionSchema.parse(JSON.parse(JSON.stringify(step.session))), input, knowing)
  }
  return step
}

function said(effects: Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.type === 'say' && effect.message.text && 'key' in effect.message.text ? [effect.message.text.key] : [],
  )
}

function types(effects: Effect[]): string[] {
  return effects.map((effect) => effect.type)
}

function timerOf(effects: Effect[]): Input {
  const wait = effects.find((effect) => effect.type === 'wait')
  return { kind: 'timer', token: wait?.token ?? 'none', at: at(10) }
}

describe('the script engine', () => {
  it('F1 goes on at the same question after the session was stored and read back', () => {
    const { effects } = play([text('quiz'), text('rosso', 5)])
    expect(effects).toMatchObject([
      { type: 'say', message: { text: { key: 'done', values: { colour: 'RED' } }, language: 'it' } },
    ])
  })

  it('F2 takes one branch when the answer and the time-out come together, whichever is first', () => {
    const asked = play([text('quiz')])
    const timer = timerOf(asked.effects)
    expect(said(play([text('red', 10), timer], asked.session).effects)).toEqual([])
    expect(said(play([timer], asked.session).effects)).toEqual(['late'])
    expect(said(play([timer, text('red', 10)], asked.session).effects)).toEqual(['unclear'])
  })

  it('F2 ignores the timer of a question that has been answered, also while the next one waits', () => {
    const asked = play([text('quiz')])
    const askedAgain = play([text('red', 1), text('quiz', 2)], asked.session)
    const late = play([timerOf(asked.effects)], askedAgain.session)
    expect(late.effects).toEqual([])
    expect(late.session.waiting).toEqual(askedAgain.session.waiting)
  })

  it('F3 asks again twice, then gives the conversation to a person', () => {
    const asked = play([text('quiz')])
    const first = play([text('green')], asked.session)
    const second = play([text('green')], first.session)
    const third = play([text('green')], second.session)
    expect([said(first.effects), said(second.effects)]).toEqual([['again'], ['again']])
    expect(third.effects).toEqual([{ type: 'hand-off', reason: 'no-match', attachments: [] }])
  })

  it('F4 treats a photo where words are expected as no answer, and keeps it for the person who takes over', () => {
    const photo: Input = { kind: 'attachment', attachmentId: 'photo-1', media: 'image', at: at(1) }
    const asked = play([text('quiz')])
    expect(said(play([photo], asked.session).effects)).toEqual(['again'])
    const handed = play([photo, text('green'), text('green')], asked.session)
    expect(handed.effects).toEqual([{ type: 'hand-off', reason: 'no-match', attachments: ['photo-1'] }])
  })

  it('F5 ends with a notice when the version someone is inside of is gone, then starts anew', () => {
    const asked = play([text('quiz')])
    const next = { ...script, version: 2 }
    const gone = run(next, asked.session, text('red'), facts)
    expect(said(gone.effects)).toEqual(['ended'])
    expect(isAtRest(gone.session)).toBe(true)
    expect(gone.session.script.version).toBe(2)
    expect(said(run(script, asked.session, text('red'), facts).effects)).toEqual(['done'])
  })

  it.each([text('紅'), text(' RED! '), text('1'), text('１'), press('red')])('F6 maps %j to one category', (input) => {
    const { effects } = play([text('quiz'), input])
    expect(effects).toMatchObject([{ message: { text: { values: { colour: 'RED' } } } }])
  })

  it('F7 lets another keyword through a question, unless the question is closed', () => {
    expect(said(play([text('quiz'), text('menu')]).effects)).toEqual(['menu'])
    const closed: Script = { ...script, nodes: { ...script.nodes, colour: { ...colour, closed: true } } }
    expect(said(play([text('quiz'), text('menu')], freshSession(closed), closed).effects)).toEqual(['again'])
  })

  it('F8 is silent at once when a member takes over, and comes back with a notice', () => {
    const taken = play([text('quiz'), { kind: 'taken-over', at: at(1) }])
    expect(types(taken.effects)).toEqual(['hush'])
    expect(play([text('menu', 2), press('red', 3)], taken.session).effects).toEqual([])
    expect(said(play([{ kind: 'handed-back', at: at(4) }], taken.session).effects)).toEqual(['resumed'])
    expect(play([text('hello?', 20.9)], taken.session).effects).toEqual([])
    expect(said(play([text('hello?', 21)], taken.session).effects)).toEqual(['resumed'])
    expect(said(play([text('menu', 21)], taken.session).effects)).toEqual(['resumed', 'menu'])
  })

  it('answers its own buttons while someone waits for the team, and leaves free words to the team', () => {
    const queued = play([press('person')])
    expect(play([text('my surname changed', 1)], queued.session).effects).toEqual([])
    expect(said(play([press('menu', 1)], queued.session).effects)).toEqual(['menu'])
  })

  it('F9 stops two machines that answer each other, and flags it', () => {
    const echoes = Array.from({ length: sameTextLimit + 1 }, (_, n) => text('menu', n / 10))
    const last = play(echoes)
    expect(types(last.effects)).toEqual(['record-incident', 'hand-off'])
    expect(last.effects[0]).toMatchObject({ code: 'looping' })
    expect(play([text('menu', 2)], last.session).effects).toEqual([])
    expect(said(play([text('menu', 6)], last.session).effects)).toEqual(['menu'])
    const slow = Array.from({ length: 12 }, (_, n) => text('menu', n * 2))
    expect(said(play(slow).effects)).toEqual(['menu'])
  })

  it('F10 stops a script that walks in a circle, says nothing of it to the person and flags it', () => {
    const { effects } = play([press('circle')])
    expect(types(effects)).toEqual(['record-incident', 'hand-off'])
  })

  it('F10 counts steps also where nothing is said', () => {
    const spin: Script = {
      ...script,
      nodes: { ...script.nodes, a: { kind: 'let', variable: 'x', value: 1, next: 'a' } },
    }
    expect(run(spin, freshSession(spin), press('circle'), facts).effects[0]).toMatchObject({
      code: 'step-limit',
      node: 'a',
    })
  })

  it('K1, K3 hears STOP before the question it waits at, confirms once, and leaves the question', () => {
    const stopped = play([text('quiz'), text('ＳＴＯＰ')])
    expect(stopped.effects[0]).toEqual({
      type: 'set-preference',
      preference: 'subscription',
      value: 'stopped',
      source: 'ＳＴＯＰ',
    })
    expect(said(stopped.effects)).toEqual(['stopped'])
    expect(isAtRest(stopped.session)).toBe(true)
    const again = run(script, stopped.session, text('stop'), { ...facts, stopped: true })
    expect(types(again.effects)).toEqual(['set-preference'])
  })

  it('K3 hears STOP also while a member has the conversation', () => {
    const stopped = play([{ kind: 'taken-over', at: at(0) }, text('退訂', 1)])
    expect(types(stopped.effects)).toEqual(['set-preference', 'say'])
    expect(stopped.session.human?.by).toBe('member')
  })

  it('K5 hears START only from someone who had stopped', () => {
    const back = run(script, freshSession(script), text('訂閱'), { ...facts, stopped: true })
    expect(back.effects[0]).toMatchObject({ preference: 'subscription', value: 'resumed', source: '訂閱' })
    expect(said(back.effects)).toEqual(['started'])
    expect(said(play([text('START')]).effects)).toEqual(['unclear'])
  })

  it('asks the host once per entry and goes on when the last answer is in, in any order', () => {
    const first = play([press('list')])
    expect(first.effects).toEqual([{ type: 'ask', token: 't1', name: 'projects.list', parameters: {} }])
    const items = [
      { campaignId: 'c1', title: 'One' },
      { campaignId: 'c2', title: 'Two' },
    ]
    const second = play([{ kind: 'result', token: 't1', result: { items }, at: at(0) }], first.session)
    expect(second.effects).toMatchObject([{ parameters: { campaignId: 'c1' } }, { parameters: { campaignId: 'c2' } }])
    const late: Input = { kind: 'result', token: 't1', result: {}, at: at(0) }
    const two: Input = { kind: 'result', token: 't3', result: { url: 'https://e.example/2' }, at: at(0) }
    const one: Input = { kind: 'result', token: 't2', result: { url: 'https://e.example/1' }, at: at(0) }
    const third = play([late, two, one], second.session)
    expect(third.effects).toMatchObject([
      { message: { cards: [{ button: { url: 'https://e.example/1' } }, { button: { url: 'https://e.example/2' } }] } },
    ])
    expect(third.session.variables).toEqual({})
  })

  it('goes the failure way when the host cannot answer', () => {
    const failed = play([press('list'), { kind: 'failure', token: 't1', code: 'x', at: at(0) }])
    expect(types(failed.effects)).toEqual(['say', 'hand-off'])
  })
})
