import type { Effect } from './effect.ts'
import type { Facts, Input } from './input.ts'
import { fits, routeFor } from './match.ts'
import type { AskNode, NodeId, Script } from './script.ts'
import type { Session, Waiting } from './session.ts'
import { readStopWord } from './stop.ts'
import {
  humanMinutes,
  keepAttachment,
  leave,
  minutesLater,
  nodeAt,
  prefer,
  remember,
  sameTextMinutes,
  say,
  type Turn,
  takeResult,
  walk,
} from './turn.ts'

/** What one input led to. The session is a new value; the one given is untouched. */
export interface Step {
  session: Session
  effects: Effect[]
}

/**
 * The script engine: one input of one conversation in, the next state and what to do out. Pure, never throws, always
 * ends (at most `stepLimit` nodes), and decides by the session and `input.at` alone. The caller holds the person's lock and
 * stores the session with the effects in one transaction. STOP and START are heard before anything else, also while a
 * member has the conversation.
 */
export function run(script: Script, session: Session, input: Input, facts: Facts): Step {
  const turn = begin(script, session, input, facts)
  receive(turn, input)
  return { session: turn.session, effects: turn.effects }
}

function begin(script: Script, session: Session, input: Input, facts: Facts): Turn {
  const recent = input.at.getTime() - sameTextMinutes * 60_000
  const draft = { ...session, said: session.said.filter((said) => Date.parse(said.at) > recent) }
  const source = input.kind === 'text' ? input.text : input.kind === 'postback' ? input.payload : input.kind
  return {
    script,
    facts,
    at: input.at,
    source: source.slice(0, 60),
    session: draft,
    language: facts.language,
    effects: [],
  }
}

function receive(turn: Turn, input: Input): void {
  if (input.kind === 'text' && hearStopWord(turn, input.text)) return
  switch (input.kind) {
    case 'taken-over':
      leave(turn)
      turn.session.human = { by: 'member', until: minutesLater(turn, humanMinutes) }
      turn.effects.push({ type: 'hush' })
      break
    case 'handed-back':
      handBack(turn)
      break
    case 'timer':
    case 'result':
    case 'failure':
      comeBack(turn, input)
      break
    default:
      if (input.kind === 'attachment') keepAttachment(turn, input.attachmentId)
      hear(turn, input)
  }
}

function handBack(turn: Turn): void {
  const { human } = turn.session
  turn.session.human = null
  if (human !== null) say(turn, turn.script.notices.resumed, 'resumed')
}

/** True when the message was STOP, or START from someone who had stopped. Said once: a second STOP changes nothing and is not answered. */
function hearStopWord(turn: Turn, text: string): boolean {
  const word = readStopWord(text)
  if (word === null || (word === 'start' && !turn.facts.stopped)) return false
  leave(turn)
  turn.session.misses = 0
  prefer(turn, 'subscription', word === 'stop' ? 'stopped' : 'resumed')
  if (word === 'start') say(turn, turn.script.notices.started, 'started')
  else if (!turn.facts.stopped) say(turn, turn.script.notices.stopped, 'stopped')
  return true
}

/** A timer or the host's answer: counts only for what the session waits for now. */
function comeBack(turn: Turn, input: Input & { token: string }): void {
  const waiting = turn.session.waiting
  if (waiting === null || !tokensOf(waiting).includes(input.token)) return
  const node = waitedNode(turn, waiting)
  if (node === undefined) endInside(turn)
  else if (input.kind === 'timer' && node.kind === 'ask' && node.timeout) moveOn(turn, node.timeout.next)
  else if (input.kind === 'timer' && node.kind === 'delay') moveOn(turn, node.next)
  else if (input.kind === 'failure' && node.kind === 'call') moveOn(turn, node.failed)
  else if (input.kind === 'result' && node.kind === 'call') takeResult(turn, node, input)
}

function moveOn(turn: Turn, next: NodeId): void {
  turn.session.waiting = null
  walk(turn, next)
}

/** Someone wrote, pressed, sent, followed or arrived. */
function hear(turn: Turn, input: Input): void {
  const noticed = settleWaiting(turn)
  const human = turn.session.human
  const arrival = input.kind === 'follow' || input.kind === 'arrive'
  if (human !== null && turn.at.toISOString() < human.until) {
    if (human.by === 'guard' || (human.by === 'member' && !arrival)) return
    if (!answer(turn, input) && input.kind !== 'attachment') enterByRoute(turn, input)
    return
  }
  turn.session.human = null
  const back = human !== null && human.by !== 'guard' && !arrival
  if (back && !say(turn, turn.script.notices.resumed, 'resumed')) return
  if (answer(turn, input) || enterByRoute(turn, input)) return
  if (!back && !noticed) miss(turn, input)
}

/** Drops what the session waited for when this script no longer has it, and says so. True when it did. */
function settleWaiting(turn: Turn): boolean {
  const waiting = turn.session.waiting
  const gone = waiting !== null && waitedNode(turn, waiting) === undefined
  if (gone) endInside(turn)
  if (turn.session.waiting === null) turn.session.script = { id: turn.script.id, version: turn.script.version }
  return gone
}

function endInside(turn: Turn): void {
  leave(turn)
  say(turn, turn.script.notices.ended, 'ended')
}

/** The node waited at, if this is still the version it was asked in. */
function waitedNode(turn: Turn, waiting: Waiting) {
  const { script, session } = turn
  if (session.script.id !== script.id || session.script.version !== script.version) return undefined
  const node = nodeAt(script, waiting.node)
  const kind = waiting.kind === 'answer' ? 'ask' : waiting.kind === 'delay' ? 'delay' : 'call'
  return node?.kind === kind ? node : undefined
}

/** Takes the input as the answer to the question waited at. False when it is none. */
function answer(turn: Turn, input: Input): boolean {
  const node = askedNode(turn)
  if (node === undefined) return false
  const choice = node.choices.find((each) => fits(each, input))
  if (choice !== undefined) return proceed(turn, node, choice.category ?? choice.payload, choice.next)
  if (node.closed !== true && routeFor(turn.script.routes, input)?.on === 'spoken') return false
  if (node.open === undefined || node.open.accept !== input.kind) return false
  if (input.kind === 'text') return proceed(turn, node, input.text.slice(0, 2000), node.open.next)
  return input.kind === 'attachment' && proceed(turn, node, input.attachmentId, node.open.next)
}

function proceed(turn: Turn, node: AskNode, value: string, next: NodeId): true {
  if (node.save !== undefined) remember(turn, node.save, value)
  turn.session.waiting = null
  turn.session.misses = 0
  walk(turn, next)
  return true
}

function askedNode(turn: Turn): AskNode | undefined {
  const waiting = turn.session.waiting
  const node = waiting?.kind === 'answer' ? nodeAt(turn.script, waiting.node) : undefined
  return node?.kind === 'ask' ? node : undefined
}

/** Enters the script where the input belongs. False when it belongs nowhere, or a question must be answered first. */
function enterByRoute(turn: Turn, input: Input): boolean {
  const asked = askedNode(turn)
  const route = routeFor(turn.script.routes, input)
  if (route === undefined || (asked !== undefined && (asked.closed === true || route.on === 'attachment'))) return false
  leave(turn)
  turn.session.misses = 0
  if (route.on === 'arrive' && 'code' in input) remember(turn, 'code', input.code ?? '')
  walk(turn, route.next)
  return true
}

/** The input fits nothing: ask again, or offer the way, and after a few times give the conversation to a person. */
function miss(turn: Turn, input: Input): void {
  if (input.kind === 'follow' || input.kind === 'arrive') return
  const { session, script } = turn
  const node = askedNode(turn)
  if (node !== undefined && session.waiting?.kind === 'answer') {
    const misses = session.waiting.misses + 1
    session.waiting = { ...session.waiting, misses }
    if (misses > node.again.limit) moveOn(turn, node.again.next)
    else say(turn, node.again.message, session.waiting.node)
    return
  }
  leave(turn)
  const tired = session.misses >= script.otherwise.limit
  session.misses = tired ? 0 : session.misses + 1
  walk(turn, tired ? script.otherwise.giveUp : script.otherwise.next)
}

function tokensOf(waiting: Waiting): string[] {
  return waiting.kind === 'results' ? waiting.tokens : [waiting.token]
}
