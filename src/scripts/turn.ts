import { hash } from 'node:crypto'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Effect, Said } from './effect.ts'
import type { Facts } from './input.ts'
import { follow, followList, isNothing, type Json, joined } from './json.ts'
import type { CallNode, Condition, MessageTemplate, Node, NodeId, Script } from './script.ts'
import type { Session } from './session.ts'
import { eachLimit, speak } from './speak.ts'

/** Nodes one input may pass through. A script that needs more is walking in a circle. */
export const stepLimit = 50
/** How often the same words may be said within `sameTextMinutes` before the other side is taken for a machine. */
export const sameTextLimit = 5
export const sameTextMinutes = 5
/** How long the script keeps silent for a member after their last word, and for the team after a hand-off. */
export const humanMinutes = 20

const attachmentLimit = 20

/** One input being worked on. The session is a draft of its own; nothing of it is shared with the caller's. */
export interface Turn {
  readonly script: Script
  readonly facts: Facts
  readonly at: Date
  /** The person's own words or press that led here, for the record beside a changed preference. At most 60 characters. */
  readonly source: string
  readonly session: Session
  language: Language
  effects: Effect[]
}

/** An instant so many minutes after the turn's input. */
export function minutesLater(turn: Turn, minutes: number): string {
  return new Date(turn.at.getTime() + minutes * 60_000).toISOString()
}

/** Walks from a node until the script waits or ends. A script that walks too far is stopped and flagged. */
export function walk(turn: Turn, start: NodeId): void {
  let here: NodeId | null = start
  for (let step = 0; here !== null; step++) {
    if (step < stepLimit) here = enter(turn, here)
    else here = halt(turn, 'step-limit', here)
  }
  if (turn.session.waiting === null) turn.session.variables = {}
}

/** Leaves whatever the conversation was in the middle of. */
export function leave(turn: Turn): void {
  turn.session.waiting = null
  turn.session.variables = {}
}

/** Keeps a value for the rest of this walk. A name that would not survive being stored is not kept. */
export function remember(turn: Turn, name: string, value: Json): void {
  if (name !== '__proto__') turn.session.variables = { ...turn.session.variables, [name]: value }
}

/** Says a message. False when the same words were said too often lately: then everything has been stopped and flagged. */
export function say(turn: Turn, template: MessageTemplate, node: NodeId): boolean {
  const scope = { facts: turn.facts, variables: turn.session.variables }
  const message = speak(template, turn.language, scope)
  if (message === null) return true
  const digest = digestOf(message)
  if (turn.session.said.filter((said) => said.digest === digest).length >= sameTextLimit) {
    halt(turn, 'looping', node)
    return false
  }
  turn.session.said.push({ digest, at: turn.at.toISOString() })
  turn.effects.push({ type: 'say', message })
  return true
}

/** Gives the conversation to the team: the script keeps silent to free text, still answers its own buttons and words. */
export function handOff(turn: Turn, reason: string, by: 'queue' | 'guard' = 'queue'): void {
  const minutes = by === 'guard' ? sameTextMinutes : humanMinutes
  turn.effects.push({ type: 'hand-off', reason, attachments: turn.session.attachments })
  turn.session.attachments = []
  turn.session.misses = 0
  turn.session.human = { by, until: minutesLater(turn, minutes) }
  turn.session.waiting = null
}

/** Keeps an attachment's id for the hand-off that may follow. */
export function keepAttachment(turn: Turn, attachmentId: string): void {
  turn.session.attachments = [...turn.session.attachments, attachmentId].slice(-attachmentLimit)
}

/** Takes in one answer of the host; walks on when it was the last one missing. */
export function takeResult(turn: Turn, node: CallNode, answer: { token: string; result: Json }): void {
  const waiting = turn.session.waiting
  if (waiting?.kind !== 'results') return
  const results = { [answer.token]: answer.result, ...waiting.results }
  if (waiting.tokens.some((token) => !Object.hasOwn(results, token))) {
    turn.session.waiting = { ...waiting, results }
    return
  }
  const answers = waiting.tokens.map((token) => results[token] ?? null)
  const merged = waiting.items.map((item, n) => joined(item, answers[n] ?? null))
  const value = node.each === undefined ? (answers[0] ?? null) : merged
  remember(turn, node.save, value)
  turn.session.waiting = null
  walk(turn, node.next)
}

function halt(turn: Turn, code: 'looping' | 'step-limit', node: NodeId): null {
  turn.effects = turn.effects.filter(({ type }) => type === 'set-preference' || type === 'record-incident')
  turn.effects.push({ type: 'record-incident', code, node })
  handOff(turn, code, 'guard')
  leave(turn)
  return null
}

function enter(turn: Turn, id: NodeId): NodeId | null {
  const node = nodeAt(turn.script, id)
  switch (node?.kind) {
    case 'say':
      return say(turn, node.message, id) ? (node.next ?? null) : null
    case 'ask':
      if (!say(turn, node.message, id)) return null
      turn.session.waiting = { kind: 'answer', node: id, token: nextToken(turn), misses: 0 }
      if (node.timeout !== undefined) wait(turn, node.timeout.seconds)
      return null
    case 'call':
      return call(turn, node, id)
    case 'branch':
      return node.cases.find((branch) => holds(turn, branch.when))?.next ?? node.otherwise
    case 'let':
      remember(turn, node.variable, node.value)
      return node.next
    case 'prefer':
      prefer(turn, node.preference, node.value)
      return node.next
    case 'delay':
      turn.session.waiting = { kind: 'delay', node: id, token: nextToken(turn) }
      wait(turn, node.seconds)
      return null
    case 'hand-off':
      handOff(turn, node.reason)
      return null
    case 'incident':
      turn.effects.push({ type: 'record-incident', code: node.code, node: id })
      return node.next
    case 'end':
      return null
    case undefined:
      turn.effects.push({ type: 'record-incident', code: 'missing-node', node: id })
      handOff(turn, 'missing-node')
      return null
  }
}

/** The node of that name, if the script has it. */
export function nodeAt(script: Script, id: NodeId): Node | undefined {
  return Object.hasOwn(script.nodes, id) ? script.nodes[id] : undefined
}

/** Changes a preference, for the host and for the rest of this turn. */
export function prefer(turn: Turn, preference: string, value: string): void {
  turn.effects.push({ type: 'set-preference', preference, value, source: turn.source })
  if (preference === 'language' && isLanguage(value)) turn.language = value
}

function call(turn: Turn, node: CallNode, id: NodeId): NodeId | null {
  const scope = { facts: turn.facts, variables: turn.session.variables }
  const items = node.each === undefined ? [] : followList(node.each, scope, eachLimit)
  const scopes = node.each === undefined ? [scope] : items.map((item) => ({ ...scope, item }))
  if (scopes.length === 0) {
    remember(turn, node.save, [])
    return node.next
  }
  const tokens = scopes.map((from) => {
    const token = nextToken(turn)
    const parameters = Object.entries(node.parameters ?? {}).map(([name, path]) => [name, follow(path, from) ?? null])
    turn.effects.push({ type: 'ask', token, name: node.ask, parameters: Object.fromEntries(parameters) })
    return token
  })
  turn.session.waiting = { kind: 'results', node: id, tokens, items, results: {} }
  return null
}

function wait(turn: Turn, seconds: number): void {
  const waiting = turn.session.waiting
  if (waiting === null || waiting.kind === 'results') return
  turn.effects.push({ type: 'wait', token: waiting.token, until: minutesLater(turn, seconds / 60) })
}

function holds(turn: Turn, condition: Condition): boolean {
  const value = follow(condition.path, { facts: turn.facts, variables: turn.session.variables })
  return 'nothing' in condition ? isNothing(value) : value === condition.is
}

function nextToken(turn: Turn): string {
  turn.session.counter += 1
  return `t${turn.session.counter}`
}

function digestOf(message: Said): string {
  const words = [message.language, message.text, message.cards.map((card) => [card.title, card.body])]
  return hash('sha256', JSON.stringify(words), 'base64url').slice(0, 16)
}
