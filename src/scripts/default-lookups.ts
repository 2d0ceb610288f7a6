import type { AskName } from './effect.ts'
import type { CardTemplate, MessageTemplate, Node, NodeId, Reply } from './script.ts'

const campaignCard: CardTemplate = {
  title: { value: 'item.title' },
  body: { value: 'item.line' },
  picture: { url: 'item.pictureUrl', description: 'item.pictureDescription' },
  progress: { percent: 'item.progressPercent', label: 'item.progressLabel' },
}

/** The parts of the default script that look something up: campaigns to give to, projects, gifts, traces, receipts, codes. */
export function lookUpNodes(menu: Reply[]): Record<NodeId, Node> {
  return {
    ...giving(menu),
    ...lookUp('projects', 'projects.list', menu, [
      {
        ...campaignCard,
        each: 'variables.found.items',
        button: { label: { key: 'button.read' }, open: 'item.pageUrl' },
      },
    ]),
    ...lookUp('gifts', 'gifts.list', menu, [
      {
        each: 'variables.found.items',
        title: { key: 'gifts.card', values: { amount: 'item.amount', campaign: 'item.campaign' } },
        body: { key: 'gifts.state', values: { day: 'item.day', state: 'item.state' } },
        button: { label: { key: 'button.gift' }, open: 'item.url' },
      },
      allCard('gifts.all'),
    ]),
    ...lookUp('traces', 'traces.list', menu, [
      {
        each: 'variables.found.items',
        title: { value: 'item.title' },
        body: { value: 'item.line' },
        button: { label: { key: 'button.trace' }, open: 'item.url' },
      },
      allCard('gifts.all'),
    ]),
    ...lookUp('receipts', 'receipts.list', menu, [
      {
        each: 'variables.found.items',
        title: { key: 'receipts.card', values: { number: 'item.number' } },
        body: { key: 'receipts.line', values: { amount: 'item.amount', day: 'item.day' } },
        button: { label: { key: 'button.receipt' }, open: 'item.url' },
      },
      allCard('receipts.all'),
    ]),
  }
}

function allCard(key: string): CardTemplate {
  const open = 'variables.found.allUrl'
  return { when: open, title: { key }, button: { label: { key: 'button.all' }, open } }
}

/** Ask, then show what came, or say what to do when there is nothing yet. */
function lookUp(name: string, ask: AskName, menu: Reply[], cards: CardTemplate[]): Record<NodeId, Node> {
  return {
    [name]: { kind: 'call', ask, save: 'found', next: `${name}-found`, failed: 'sorry' },
    [`${name}-found`]: {
      kind: 'branch',
      cases: [{ when: { path: 'variables.found.items', nothing: true }, next: `${name}-none` }],
      otherwise: `${name}-show`,
    },
    [`${name}-none`]: saying(`${name}.none`, menu),
    [`${name}-show`]: saying(`${name}.text`, menu, cards),
  }
}

function saying(key: string, replies: Reply[], cards: CardTemplate[] = []): Node {
  const message: MessageTemplate = { text: { key }, cards, replies }
  return { kind: 'say', message }
}

/** Campaign cards, each with its own signed link; also where a campaign's code leads. */
function giving(menu: Reply[]): Record<NodeId, Node> {
  return {
    give: { kind: 'call', ask: 'projects.list', save: 'found', next: 'give-found', failed: 'sorry' },
    'give-found': {
      kind: 'branch',
      cases: [{ when: { path: 'variables.found.items', nothing: true }, next: 'give-none' }],
      otherwise: 'give-links',
    },
    'give-none': saying('give.none', menu),
    'give-links': {
      kind: 'call',
      ask: 'give.link',
      each: 'variables.found.items',
      parameters: { campaignId: 'item.campaignId' },
      save: 'offers',
      next: 'give-show',
      failed: 'sorry',
    },
    'give-show': saying('give.text', menu, [
      { ...campaignCard, each: 'variables.offers', button: { label: { key: 'button.give' }, open: 'item.url' } },
    ]),
    code: {
      kind: 'call',
      ask: 'code.open',
      parameters: { code: 'variables.code' },
      save: 'found',
      next: 'code-opened',
      failed: 'welcome',
    },
    'code-opened': {
      kind: 'branch',
      cases: [
        { when: { path: 'variables.found.kind', is: 'linked' }, next: 'linked' },
        { when: { path: 'variables.found.kind', is: 'known' }, next: 'code-known' },
        { when: { path: 'variables.found.kind', is: 'campaign' }, next: 'give-found' },
      ],
      otherwise: 'welcome',
    },
  }
}
