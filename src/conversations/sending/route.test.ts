import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChannelKind, channelKinds } from '../../channels/adapter.ts'
import { textMessage } from '../../channels/message.ts'
import type { Purpose } from '../../people/consent.ts'
import { money } from '../../platform/money.ts'
import { type ManyChannels, openManyChannels } from '../many-channels.fixture.ts'
import type { Candidate } from './candidate.ts'
import { type PlannedRoute, planRoutes, type RouteAsk } from './route.ts'
import type { Budget } from './route-candidates.ts'
import { cheapest, weigh } from './route-choice.ts'

const now = new Date('2026-03-02T02:00:00Z')
const nothing = money(0n, 'TWD')
const price = (minor: bigint) => money(minor, 'TWD')
const plain = textMessage('news')
const withTemplates = {
  ...plain,
  templates: ['whatsapp', 'wechat'].map((kind) => ({ kind, name: 'news', language: 'zh_TW', values: {} })),
}

function way(kind: ChannelKind, hoursAgo: number | null, more: Partial<Candidate> = {}): Candidate {
  const ids = {
    personId: 'p',
    conversationId: `c-${kind}`,
    channelAccountId: `a-${kind}`,
    identityId: 'i',
    address: 'U',
  }
  const lastInboundAt = hoursAgo === null ? null : new Date(now.getTime() - hoursAgo * 3_600_000)
  const told = {
    windowClosesAt: null,
    windowMessages: null,
    windowSpent: 0,
    replyToken: null,
    replyTokenExpiresAt: null,
    lastMessageAt: null,
    typed: null,
    isConfirmed: false,
  }
  return { ...ids, kind, accountState: 'active', identityState: 'following', lastInboundAt, ...told, ...more }
}

function choose(
  ways: readonly Candidate[],
  budgets: Record<string, Partial<Budget>> = {},
  content = plain,
  purpose: Purpose = 'appeals',
) {
  const of = (id: string) => ({ left: null, isUsedUp: false, price: null, ...budgets[id] })
  const misfitOf = ({ kind }: { kind: string }, { templates = [] }: typeof withTemplates | typeof plain) =>
    templates.some((template) => template.kind === kind) ? undefined : ('window_closed' as const)
  return cheapest(now, ways, { content, purpose, budgets: { of, nothing }, misfitOf, may: () => true })
}

const chosen = (...asked: Parameters<typeof choose>) => {
  const route = choose(...asked)
  return route.kind === 'none' ? route.reason : `${route.way.kind} by ${route.by}`
}

describe('the cheapest route', () => {
  test('is the free one, then the plan’s, then the cheaper price, then the price nobody told', () => {
    const line = { 'a-line': { left: 10, price: price(20n) } }
    expect(chosen([way('line', 1), way('telegram', 200)], line)).toBe('telegram by push')
    expect(chosen([way('line', 500), way('whatsapp', 1)], line)).toBe('whatsapp by session')
    expect(chosen([way('whatsapp', 30), way('line', 500)], line, withTemplates)).toBe('line by push')
    const spent = { 'a-line': { left: 0, isUsedUp: true, price: price(20n) } }
    expect(
      chosen([way('whatsapp', 30), way('line', 500)], { ...spent, 'a-whatsapp': { price: price(9n) } }, withTemplates),
    ).toBe('whatsapp by template')
    expect(chosen([way('whatsapp', 30), way('line', 500)], spent, withTemplates)).toBe('line by push')
  })

  test('is an open window before a template, and none where there is neither', () => {
    expect(chosen([way('whatsapp', 30), way('messenger', 23)], {}, withTemplates)).toBe('messenger by session')
    expect(chosen([way('whatsapp', 30), way('messenger', 30)], {}, withTemplates)).toBe('whatsapp by template')
    expect(chosen([way('whatsapp', 30), way('messenger', 31)])).toBe('window_closed')
  })

  test('leaves a plan that is used up alone, unless more of it can be bought', () => {
    const spent = { left: 0, isUsedUp: true }
    expect(chosen([way('line', 1)], { 'a-line': spent })).toBe('quota')
    expect(chosen([way('line', 1), way('email', 900)], { 'a-line': spent })).toBe('email by push')
    expect(chosen([way('line', 1)], { 'a-line': { ...spent, price: price(20n) } })).toBe('line by push')
  })

  test('W6: respects the five messages WeChat allows in 48 hours, those on their way included', () => {
    const told = { windowClosesAt: new Date(now.getTime() + 3_600_000), windowMessages: 5 }
    expect(chosen([way('wechat', 40, { ...told, windowSpent: 4 }), way('line', 1)])).toBe('wechat by session')
    expect(chosen([way('wechat', 40, { ...told, windowSpent: 5 }), way('line', 1)])).toBe('line by push')
    expect(chosen([way('wechat', 40, { ...told, windowSpent: 5 })], {}, withTemplates)).toBe('wechat by template')
  })

  test('is where the person wrote last, of two that cost the same; mail comes after every chat, a chat window they left after mail', () => {
    expect(chosen([way('viber', 1), way('telegram', 2)])).toBe('viber by push')
    expect(chosen([way('email', 1), way('telegram', 2)])).toBe('telegram by push')
    expect(chosen([way('webchat', 25), way('email', 900)])).toBe('email by push')
    expect(chosen([way('webchat', 23), way('email', 900)])).toBe('webchat by push')
    expect(chosen([way('webchat', null)])).toBe('webchat by push')
  })

  test('avoids an account that is stopped while there is another, and waits for it when there is none', () => {
    expect(chosen([way('telegram', 1, { accountState: 'paused' }), way('email', 900)])).toBe('email by push')
    expect(chosen([way('telegram', 1, { accountState: 'paused' })])).toBe('telegram by push')
  })

  test('goes to an address somebody typed with reports alone, where no chat and no mailbox of theirs will do', () => {
    const typed = way('email', null, { typed: 'en', conversationId: 'c-typed' })
    const report = (ways: readonly Candidate[]) => {
      const route = choose(ways, {}, plain, 'feedback')
      return route.kind === 'none' ? route.reason : route.way.conversationId
    }
    expect(report([typed])).toBe('c-typed')
    expect(report([way('telegram', 900), typed])).toBe('c-telegram')
    expect(report([way('email', 900), typed])).toBe('c-email')
    expect(report([way('telegram', 1, { identityState: 'blocked' }), typed])).toBe('c-typed')
    expect(report([way('telegram', 1, { identityState: 'blocked' }), { ...typed, identityState: 'unfollowed' }])).toBe(
      'blocked',
    )
    expect(chosen([typed])).toBe('no_conversation')
  })

  test('is never one that has an obstacle, and there is one whenever any way has none', () => {
    const anyWay = fc.record({
      kind: fc.constantFrom(...channelKinds),
      hours: fc.option(fc.integer({ min: 0, max: 400 })),
      state: fc.constantFrom('unknown', 'following', 'unfollowed', 'blocked'),
      spent: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(
        fc.array(anyWay, { maxLength: 6 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 2 }),
        (drawn, rich, left) => {
          const ways = drawn.map(({ kind, hours, state, spent }) =>
            way(kind, hours, { identityState: state, windowSpent: spent, windowMessages: 5, windowClosesAt: now }),
          )
          const content = rich ? withTemplates : plain
          const budgets = { 'a-line': { left, isUsedUp: left === 0 } }
          const route = choose(ways, budgets, content)
          const single = ways.map((one) => choose([one], budgets, content))
          if (route.kind === 'none') expect(single.every(({ kind }) => kind === 'none')).toBe(true)
          else expect(choose([route.way], budgets, content).kind).toBe('route')
        },
      ),
    )
  })

  test('names the obstacle of where the person wrote last', () => {
    const misfitOf = () => 'window_closed' as const
    const budgets = { of: () => ({ left: null, isUsedUp: false, price: null }), nothing }
    const purpose: Purpose = 'feedback'
    const choosing = { content: plain, purpose, budgets, misfitOf, may: () => false }
    const weighed = weigh(now, way('telegram', 1), choosing)
    expect(weighed).toBe('opted_out')
    expect(choose([])).toEqual({ kind: 'none', reason: 'no_conversation' })
  })
})

describe('planned for many', () => {
  let chat: ManyChannels
  beforeAll(async () => {
    chat = await openManyChannels(['line', 'telegram', 'whatsapp'])
  })
  afterAll(() => chat.close())
  beforeEach(() => chat.rows('update channel_accounts set messages_left = null, last_failure = null'))

  const plan = (ask: Omit<RouteAsk, 'content' | 'purpose'> & Partial<RouteAsk>) =>
    chat.scope.transaction((transaction) => planRoutes(transaction, { content: plain, purpose: 'appeals', ...ask }))
  const said = (route: PlannedRoute | undefined) =>
    route?.kind === 'route' ? `${route.channel} by ${route.by}, ${route.others} more` : route?.reason

  test('everybody has a route or a reason, and the routes are people’s own conversations', async () => {
    const [both, line, silent, refuses, left] = [
      await chat.meet({ telegram: 300, line: 1 }),
      await chat.meet({ line: null }),
      await chat.meet({ whatsapp: 30 }),
      await chat.meet({ line: 1 }, false),
      await chat.meet({ line: 1 }),
    ]
    await chat.rows(`update identities set state = 'blocked' where identity_id = '${left.identities.get('line')}'`)
    const nobody = crypto.randomUUID()
    const personIds = [both, line, silent, refuses, left].map(({ personId }) => personId).concat(nobody)
    const routes = await plan({ personIds })
    expect(personIds.map((personId) => said(routes.get(personId)))).toEqual([
      'telegram by push, 1 more',
      'line by push, 0 more',
      'window_closed',
      'opted_out',
      'blocked',
      'no_conversation',
    ])
    expect(routes.get(both.personId)).toEqual({
      ...{
        kind: 'route',
        conversationId: both.conversations.get('telegram'),
        channel: 'telegram',
        by: 'push',
        others: 1,
      },
      ...{ channelAccountId: chat.accounts.get('telegram'), cost: { minor: 0n, currency: 'TWD' } },
    })
    expect(said((await plan({ personIds, purpose: 'service' })).get(refuses.personId))).toBe('line by push, 0 more')
  })

  test('a plan with two messages left is planned for two; the others are given their mail, or nothing', async () => {
    const people = [
      await chat.meet({ line: 1 }),
      await chat.meet({ line: 1, whatsapp: 40 }),
      await chat.meet({ line: 1, whatsapp: 40 }),
      await chat.meet({ line: 1 }),
    ]
    await chat.rows(`update channel_accounts set messages_left = 2 where kind = 'line'`)
    const templates = [{ kind: 'whatsapp', name: 'news', language: 'zh_TW', values: {} }]
    const personIds = people.map(({ personId }) => personId)
    const routes = await plan({ personIds, content: { ...plain, templates } })
    expect(personIds.map((personId) => said(routes.get(personId)))).toEqual([
      'line by push, 0 more',
      'line by push, 1 more',
      'whatsapp by template, 0 more',
      'quota',
    ])
  })

  test('costs are what the account says, and unknown where it says nothing', async () => {
    const { personId } = await chat.meet({ line: 1 })
    const cost = async () => {
      const route = (await plan({ personIds: [personId] })).get(personId)
      return route?.kind === 'route' ? route.cost : undefined
    }
    expect(await cost()).toBeNull()
    await chat.rows(
      `update channel_accounts set message_price_minor = 20, message_price_currency = 'TWD' where kind = 'line'`,
    )
    expect(await cost()).toEqual(price(20n))
    await chat.rows(`update channel_accounts set messages_left = 1 where kind = 'line'`)
    expect(await cost()).toEqual(nothing)
    await chat.rows('update channel_accounts set message_price_minor = null, message_price_currency = null')
  })

  test('W4: a template that is paused, or approved in another language only, is refused before anything is sent', async () => {
    const { personId } = await chat.meet({ whatsapp: 40 })
    const ask = async (name: string, language: string) => {
      const content = { ...plain, templates: [{ kind: 'whatsapp', name, language, values: {} }] }
      return said((await plan({ personIds: [personId], content })).get(personId))
    }
    expect(await ask('thanks', 'zh_TW')).toBe('whatsapp by template, 0 more')
    await keep('thanks', 'zh_TW', 'approved')
    await keep('news', 'zh_TW', 'paused')
    expect(await ask('thanks', 'zh_TW')).toBe('whatsapp by template, 0 more')
    expect(await ask('thanks', 'it')).toBe('template_language')
    expect(await ask('news', 'zh_TW')).toBe('template_refused')
    expect(await ask('other', 'zh_TW')).toBe('template_missing')
  })

  test('a thousand people cost as many statements as one', async () => {
    const { personId } = await chat.meet({ telegram: 1 })
    const count = async (personIds: string[]) => {
      let statements = 0
      await chat.scope.transaction(async (transaction) => {
        const db = transaction.db.withPlugin({
          transformQuery: ({ node }) => {
            statements += 1
            return node
          },
          transformResult: async ({ result }) => result,
        })
        await planRoutes({ ...transaction, db }, { personIds, content: plain, purpose: 'appeals' })
      })
      return statements
    }
    const one = await count([personId])
    expect(await count([personId, ...Array.from({ length: 1000 }, () => crypto.randomUUID())])).toBe(one)
    expect(one).toBeLessThanOrEqual(4)
  })

  async function keep(name: string, language: string, state: string): Promise<void> {
    await chat.rows(`
      insert into message_templates (organisation_id, template_id, channel_account_id, name, language, category, text,
        parameters, takes_url, is_fillable, state, by_hand, synced_at)
      values ('${chat.organisationId}', gen_random_uuid(), '${chat.accounts.get('whatsapp')}', '${name}', '${language}', '', 'x',
        '{}', false, true, '${state}', false, now())`)
  }
})
