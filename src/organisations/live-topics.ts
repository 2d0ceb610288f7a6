import type { Actor } from '../platform/scope.ts'
import type { Permission } from './permission.ts'

/** What an open desk hears of. */
export const liveTopics = [
  'conversation',
  'gift',
  'campaign',
  'case',
  'round',
  'broadcast',
  'import',
  'person',
  'channel',
  'payment',
  'member',
  'organisation',
] as const

/** See `liveTopics`. */
export type LiveTopic = (typeof liveTopics)[number]

/** The permissions of which one is enough to hear of a topic: those that open its pages. */
const opens: Readonly<Record<LiveTopic, readonly Permission[]>> = {
  conversation: ['conversations.read'],
  gift: ['gifts.read'],
  campaign: ['campaigns.read'],
  case: ['cases.read'],
  round: ['cases.read'],
  broadcast: ['broadcasts.read'],
  import: ['people.import', 'cases.import', 'gifts.import'],
  person: ['people.read'],
  channel: ['channels.read'],
  payment: ['gifts.read'],
  member: ['members.read'],
  organisation: ['organisation.read'],
}

/** Features whose news belongs to the page of another. */
const belongsTo: Readonly<Record<string, LiveTopic>> = {
  people: 'person',
  script: 'conversation',
  intent: 'gift',
  receipt: 'gift',
  connector: 'gift',
  mandate: 'gift',
  recurring: 'gift',
  allocation: 'gift',
  need: 'case',
  expense: 'case',
  update: 'case',
}

/** The topic of a hint, of news (`gift.received`) or of a deed in the audit (`gifts.confirm`); none for what no desk shows. */
export function topicOf(name: string): LiveTopic | undefined {
  const [feature = ''] = name.split('.')
  const one = feature.replace(/s$/, '')
  return liveTopics.find((topic) => topic === one) ?? belongsTo[feature] ?? belongsTo[one]
}

/** Whether a member's desk may hear of a topic; nobody else listens there. */
export function mayHear(actor: Actor, topic: LiveTopic): boolean {
  return actor.kind === 'member' && opens[topic].some((permission) => actor.permissions.has(permission))
}
