import { type Language, languages } from '../platform/languages.ts'
import { keywords } from './default-keywords.ts'
import { lookUpNodes } from './default-lookups.ts'
import type { Facts } from './input.ts'
import type { MessageTemplate, Node, NodeId, Reply, Route, Script } from './script.ts'

/** What the default script needs to know, besides what every script does. Words are in the person's language. */
export interface DefaultFacts extends Facts {
  readonly organisation: string
  /** At least one gift is known to be this person's. */
  readonly linked: boolean
  readonly officeOpen: boolean
  /** "Mon–Fri 9:00–18:00" */
  readonly officeHours: string
  readonly phone: string
  readonly email: string
}

type Spoken = keyof typeof keywords

const menuPayloads = ['give', 'projects', 'gifts', 'traces', 'receipts', 'person', 'language'] as const

function reply(payload: Spoken): Reply {
  return { label: { key: `menu.${payload}` }, payload }
}

const menu = menuPayloads.map(reply)
const contact = { phone: 'facts.phone', email: 'facts.email' }
const hours = { ...contact, hours: 'facts.officeHours' }
const organisation = { organisation: 'facts.organisation' }

/** A language offers itself in its own words, whatever the person's language is. */
const ownNames: Record<Language, string> = {
  en: 'English',
  it: 'Italiano',
  ja: '日本語',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
}

function saying(key: string, values: Record<string, string> = {}, replies: Reply[] = menu): MessageTemplate {
  return { text: { key, values }, replies }
}

function say(key: string, values: Record<string, string> = {}, next?: NodeId): Node {
  const message = saying(key, values, next === undefined ? menu : [])
  return next === undefined ? { kind: 'say', message } : { kind: 'say', message, next }
}

const languageReplies = languages.map((each) => ({
  label: { text: { en: ownNames[each] } },
  payload: `language/${each}`,
}))

const languageNodes: Record<NodeId, Node> = Object.fromEntries(
  languages.map((each) => [
    `language/${each}`,
    { kind: 'prefer', preference: 'language', value: each, next: 'language-set' } as const,
  ]),
)

const nodes: Record<NodeId, Node> = {
  menu: say('menu.text'),
  welcome: {
    kind: 'branch',
    cases: [{ when: { path: 'facts.linked', is: true }, next: 'welcome-back' }],
    otherwise: 'welcome-new',
  },
  'welcome-back': say('welcome.back', organisation),
  'welcome-new': say('welcome.new', organisation, 'just-given'),
  'just-given': {
    kind: 'say',
    message: saying('welcome.justGiven', {}, [
      reply('just-given'),
      { label: { key: 'menu.not-given' }, payload: 'menu' },
    ]),
  },
  'given-how': {
    kind: 'say',
    message: saying('welcome.givenHow', {}, [reply('page-closed'), reply('menu')]),
  },
  'page-closed': say('welcome.pageClosed', contact, 'link-by-member'),
  'link-by-member': { kind: 'hand-off', reason: 'link-gift' },
  linked: say('welcome.linked'),
  'code-known': say('welcome.known', contact, 'link-known'),
  'link-known': { kind: 'hand-off', reason: 'link-known' },
  language: { kind: 'say', message: saying('language.ask', {}, languageReplies) },
  'language-set': say('language.set'),
  person: {
    kind: 'branch',
    cases: [{ when: { path: 'facts.officeOpen', is: true }, next: 'person-open' }],
    otherwise: 'person-closed',
  },
  'person-open': say('person.open', contact, 'asked'),
  'person-closed': say('person.closed', hours, 'after-hours'),
  asked: { kind: 'hand-off', reason: 'asked' },
  'after-hours': { kind: 'hand-off', reason: 'after-hours' },
  'attachment-kept': say('attachment.kept', contact, 'attachment'),
  attachment: { kind: 'hand-off', reason: 'attachment' },
  thanks: say('pleasure'),
  'reports/monthly': { kind: 'prefer', preference: 'reports', value: 'monthly', next: 'reports-monthly' },
  'reports-monthly': say('reports.monthly'),
  'reports/each': { kind: 'prefer', preference: 'reports', value: 'each', next: 'reports-each' },
  'reports-each': say('reports.each'),
  quiet: { kind: 'end' },
  unclear: say('unclear.text'),
  'hand-over': say('unclear.handOver', {}, 'person'),
  sorry: say('sorry', contact, 'technical'),
  technical: { kind: 'hand-off', reason: 'technical' },
  ...languageNodes,
  ...lookUpNodes(menu),
}

const destinations: Record<Spoken, NodeId> = {
  menu: 'menu',
  give: 'give',
  projects: 'projects',
  gifts: 'gifts',
  traces: 'traces',
  receipts: 'receipts',
  person: 'person',
  language: 'language',
  'just-given': 'given-how',
  'page-closed': 'page-closed',
  thanks: 'thanks',
  'reports/monthly': 'reports/monthly',
  'reports/each': 'reports/each',
  'language/en': 'language/en',
  'language/it': 'language/it',
  'language/ja': 'language/ja',
  'language/zh-Hant': 'language/zh-Hant',
  'language/zh-Hans': 'language/zh-Hans',
}

const spoken: Route[] = Object.entries(keywords).map(([payload, words]) => ({
  on: 'spoken',
  payload,
  keywords: words,
  next: nodeOf(payload),
}))

function nodeOf(payload: string): NodeId {
  return Object.entries(destinations).find(([known]) => known === payload)?.[1] ?? 'menu'
}

/**
 * The script every organisation starts with: a counter in the chat. It asks nothing it could look up, every answer ends
 * with the menu, and "a person" is never more than one press or two misunderstandings away. Pressing its buttons needs no
 * session, so an old message's buttons work for ever.
 */
export const defaultScript: Script = {
  id: 'default',
  version: 1,
  nodes,
  routes: [
    ...spoken,
    { on: 'follow', next: 'welcome' },
    { on: 'arrive', next: 'code' },
    { on: 'attachment', kinds: ['sticker'], next: 'quiet' },
    { on: 'attachment', next: 'attachment-kept' },
  ],
  otherwise: { next: 'unclear', limit: 1, giveUp: 'hand-over' },
  notices: {
    stopped: { text: { key: 'stop.stopped' } },
    started: { text: { key: 'stop.started' } },
    resumed: saying('person.resumed'),
    ended: saying('ended'),
  },
}
