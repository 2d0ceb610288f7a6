import type { Language } from '../platform/languages.ts'
import type { AskName } from './effect.ts'
import type { Json, Path } from './json.ts'

export type NodeId = string

/**
 * Words of a script: a key of the `script` texts, an organisation's own text by language (English, then any, where the
 * person's is missing), or a value found at a path. `values` fill the `{{holes}}` of the first two.
 */
export type Words =
  | { key: string; values?: Record<string, Path> }
  | { text: Partial<Record<Language, string>>; values?: Record<string, Path> }
  | { value: Path }

/** A press that opens the page found at a path. A press whose page is missing is left out. */
export interface LinkButton {
  label: Words
  open: Path
}

/** A press that comes back as a postback. */
export interface Reply {
  label: Words
  payload: string
}

/** One card, or one per entry of the list at `each` (as `item`). Left out when nothing is at `when`. */
export interface CardTemplate {
  each?: Path
  when?: Path
  title: Words
  body?: Words
  picture?: { url: Path; description: Path }
  progress?: { percent: Path; label: Path }
  button?: LinkButton
}

/** What a node says: one text, cards, suggestions under them. Something of text and cards must be there. */
export interface MessageTemplate {
  text?: Words
  cards?: CardTemplate[]
  replies?: Reply[]
}

/** One possible answer. `keywords` match whole messages only, in any language whatever the person's own. */
export interface Choice {
  payload: string
  keywords?: Partial<Record<Language, readonly string[]>>
  next: NodeId
  /** Set as the ask's `save` variable; the payload when absent. */
  category?: string
}

/** Where a conversation may be entered, or re-entered from any question that allows it. */
export type Route =
  | { on: 'spoken'; payload: string; keywords?: Partial<Record<Language, readonly string[]>>; next: NodeId }
  | { on: 'follow'; next: NodeId }
  | { on: 'arrive'; next: NodeId }
  | { on: 'attachment'; kinds?: readonly string[]; next: NodeId }

export interface AskNode {
  kind: 'ask'
  message: MessageTemplate
  choices: Choice[]
  /** Take any text (or any attachment's id) as the answer when no choice matches, and go on here. */
  open?: { accept: 'text' | 'attachment'; next: NodeId }
  save?: string
  /** After each answer that fits nothing the question is asked again, `limit` times; then `next`. */
  again: { message: MessageTemplate; limit: number; next: NodeId }
  timeout?: { seconds: number; next: NodeId }
  /** True: other routes wait until this question is answered. STOP always goes through. */
  closed?: boolean
}

export interface CallNode {
  kind: 'call'
  ask: AskName
  parameters?: Record<string, Path>
  /** Ask once per entry of this list (at most `eachLimit`); the variable becomes the list with every answer merged in. */
  each?: Path
  save: string
  next: NodeId
  failed: NodeId
}

export type Condition = { path: Path; is: string | number | boolean } | { path: Path; nothing: true }

export type Node =
  | { kind: 'say'; message: MessageTemplate; next?: NodeId }
  | AskNode
  | CallNode
  | { kind: 'branch'; cases: { when: Condition; next: NodeId }[]; otherwise: NodeId }
  | { kind: 'let'; variable: string; value: Json; next: NodeId }
  | { kind: 'prefer'; preference: string; value: string; next: NodeId }
  | { kind: 'delay'; seconds: number; next: NodeId }
  | { kind: 'hand-off'; reason: string }
  | { kind: 'incident'; code: string; next: NodeId }
  | { kind: 'end' }

/**
 * A conversation as data. A version never changes once someone may be inside it: an edit is a new version, and those
 * inside finish the old one.
 */
export interface Script {
  id: string
  version: number
  nodes: Record<NodeId, Node>
  routes: Route[]
  /** For a message that fits no route: `next` for the first `limit` in a row, then `giveUp`. */
  otherwise: { next: NodeId; limit: number; giveUp: NodeId }
  notices: {
    stopped: MessageTemplate
    started: MessageTemplate
    /** The assistant speaks again after a person had the conversation. */
    resumed: MessageTemplate
    /** What the person was in the middle of no longer exists. */
    ended: MessageTemplate
  }
}

/** Names the nodes a script points to but does not have, for whoever saves a script. Empty when it is whole. */
export function danglingNodes(script: Script): NodeId[] {
  const targets = Object.values(script.nodes).flatMap(targetsOf)
  targets.push(...script.routes.map((route) => route.next), script.otherwise.next, script.otherwise.giveUp)
  return [...new Set(targets)].filter((id) => !Object.hasOwn(script.nodes, id))
}

/** Where a node can lead. */
export function targetsOf(node: Node): NodeId[] {
  switch (node.kind) {
    case 'ask': {
      const others = [node.open?.next, node.timeout?.next].filter((id) => id !== undefined)
      return [...node.choices.map((choice) => choice.next), node.again.next, ...others]
    }
    case 'call':
      return [node.next, node.failed]
    case 'branch':
      return [...node.cases.map((branch) => branch.next), node.otherwise]
    case 'hand-off':
    case 'end':
      return []
    default:
      return node.next === undefined ? [] : [node.next]
  }
}
