import { createRoute, z } from '@hono/zod-openapi'
import type { Abilities } from '../../channels/abilities.ts'
import { adapters } from '../../channels/kinds.ts'
import { requireRecentProof } from '../../organisations/proofs.ts'
import { isCurrency } from '../../platform/currencies.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import type { Context } from '../../platform/scope.ts'
import { accountFailure, accountStates, channelKind, priceOf } from '../account.ts'
import { changeChannelAccount, createChannelAccount, listChannelAccounts, readChannelConfig } from '../accounts.ts'
import type { Switchboard } from '../switchboard.ts'
import { checkChannelAccount } from './check.ts'
import { entrancesOf } from './entrances.ts'
import { stopFormerSecret } from './former-secret.ts'

const channelItem = z
  .object({
    id: z.uuid(),
    kind: channelKind,
    name: z.string(),
    hookUrl: z.string(),
    isSandbox: z.boolean(),
    state: z.enum(accountStates),
    messagesLeft: z.number().nullable(),
    quotaReadAt: z.iso.datetime().nullable(),
    messagePrice: z.object({ minor: z.string(), currency: z.string() }).nullable(),
    /** Messages a second agreed with the provider; null: those of the kind's abilities. */
    ratePerSecond: z.number().nullable(),
    lastEventAt: z.iso.datetime().nullable(),
    lastFailure: accountFailure.nullable(),
    /** Until when the secret before this one is taken, too; null when none is. */
    formerUntil: z.iso.datetime().nullable(),
    /** Where donors open their own page from the chat; null where the channel tells nobody who they are. */
    entrance: z
      .object({
        url: z.string(),
        /** To be told to the provider beforehand; null where nothing is. */
        returnUrl: z.string().nullable(),
        /** Whether the settings for it are there. */
        isReady: z.boolean(),
      })
      .nullable(),
    config: z.record(z.string(), z.unknown()),
    secretsSet: z.array(z.string()),
  })
  .openapi('ChannelAccount')

const price = z
  .object({ minor: z.string().regex(/^[0-9]{1,18}$/), currency: z.string().refine(isCurrency) })
  .transform(({ minor, currency }) => ({ minor: BigInt(minor), currency }))
const field = z.object({
  name: z.string(),
  secret: z.boolean(),
  required: z.boolean(),
  /** Made by us when left empty. */
  generated: z.boolean().optional(),
})
/** What a kind can do, as far as a member wants to know before choosing it. */
const abilities = z.object({
  textLimit: z.number(),
  windowHours: z.number().nullable(),
  /** How many free messages a window takes; null: any. */
  windowMessages: z.number().nullable(),
  /** Longer for what a member types herself. */
  memberHours: z.number().nullable(),
  templates: z.boolean(),
  ratePerSecond: z.number(),
  tellsDelivered: z.boolean(),
  tellsRead: z.boolean(),
  monthlyQuota: z.boolean(),
})
const settings = z.record(z.string(), z.unknown())
const params = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/api/channels',
  summary: 'Channel accounts, and what each kind needs to be connected',
  responses: {
    200: {
      description: 'Channel accounts',
      content: {
        'application/json': {
          schema: z.object({
            items: z.array(channelItem),
            next: z.null(),
            kinds: z.array(z.object({ kind: channelKind, fields: z.array(field), abilities })),
          }),
        },
      },
    },
  },
})

const create = createRoute({
  method: 'post',
  path: '/api/channels',
  summary: 'Connect a channel account',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({ kind: channelKind, name: z.string().trim().min(1).max(100), config: settings }),
        },
      },
    },
  },
  responses: {
    201: { description: 'Connected', content: { 'application/json': { schema: z.object({ id: z.uuid() }) } } },
  },
})

const change = createRoute({
  method: 'patch',
  path: '/api/channels/{id}',
  summary:
    'Rename, pause, resume, reconfigure or price; what is left out stays. A replaced secret is taken for a day more, unless it is leaked',
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            name: z.string().trim().min(1).max(100).optional(),
            state: z.enum(['active', 'paused']).optional(),
            config: settings.optional(),
            isLeaked: z.boolean().optional(),
            messagePrice: price.nullable().optional(),
            ratePerSecond: z.int().min(1).max(2000).nullable().optional(),
          }),
        },
      },
    },
  },
  responses: { 204: { description: 'Changed' } },
})

const stopFormer = createRoute({
  method: 'delete',
  path: '/api/channels/{id}/former-secret',
  summary: 'Take the secret before this one no more, from now on',
  request: { params },
  responses: { 204: { description: 'Stopped' } },
})

const check = createRoute({
  method: 'post',
  path: '/api/channels/{id}/test',
  summary: 'Ask the provider with this account’s credentials; sends nothing to anybody',
  request: { params },
  responses: {
    200: {
      description: 'What was found, in the reader’s language',
      content: {
        'application/json': {
          schema: z.object({
            ok: z.boolean(),
            words: z.string(),
            providerWords: z.string().nullable(),
            findings: z.array(
              z.object({ isRight: z.boolean(), words: z.string(), providerWords: z.string().nullable() }),
            ),
          }),
        },
      },
    },
  },
})

/** Channel accounts in the members' API. */
export function channelRoutes(board: Switchboard) {
  const router = newRouter()
  router.openapi(list, async (request) => {
    const scope = scopeOf(request)
    const entrances = await entrancesOf(scope)
    const items = []
    for (const row of await listChannelAccounts(scope)) {
      const { shown, hasSecrets } = await readChannelConfig(scope, row.channel_account_id)
      const entrance = entrances.get(row.channel_account_id) ?? null
      items.push({ ...itemOf(row, board.context), entrance, config: shown, secretsSet: hasSecrets })
    }
    const kinds = Object.values(adapters).map(({ kind, configFields, abilities }) => ({
      kind,
      fields: [...configFields],
      abilities: summaryOf(abilities),
    }))
    return request.json({ items, next: null, kinds }, 200)
  })
  router.openapi(create, async (request) => {
    await requireRecentProof(scopeOf(request))
    const id = await createChannelAccount(scopeOf(request), request.req.valid('json'))
    return request.json({ id }, 201)
  })
  router.openapi(change, async (request) => {
    const { id } = request.req.valid('param')
    await requireRecentProof(scopeOf(request))
    await changeChannelAccount(scopeOf(request), id, request.req.valid('json'))
    board.accounts.forget()
    board.wakeSender(scopeOf(request).organisationId, id)
    return request.body(null, 204)
  })
  router.openapi(stopFormer, async (request) => {
    await stopFormerSecret(scopeOf(request), request.req.valid('param').id)
    board.accounts.forget()
    return request.body(null, 204)
  })
  router.openapi(check, async (request) => {
    const t = request.get('translate')
    const result = await checkChannelAccount(scopeOf(request), request.req.valid('param').id)
    const findings = result.findings.map(({ about, isRight, words }) => ({
      isRight,
      words: t(`conversations:findings.${about}.${isRight ? 'right' : 'wrong'}`),
      providerWords: words ?? null,
    }))
    const { ok, found, providerWords } = result
    return request.json({ ok, words: t(`conversations:check.${found}`), providerWords, findings }, 200)
  })
  return router
}

function summaryOf({ text, window, templates, ratePerSecond, receipts, monthlyQuota }: Abilities) {
  return {
    textLimit: text.limit,
    windowHours: window?.hours ?? null,
    windowMessages: window?.messages ?? null,
    memberHours: window?.memberHours ?? null,
    templates,
    ratePerSecond,
    tellsDelivered: receipts.delivered,
    tellsRead: receipts.read,
    monthlyQuota,
  }
}

type AccountRow = Awaited<ReturnType<typeof listChannelAccounts>>[number]

function itemOf(row: AccountRow, { settings: { publicUrl }, clock }: Context) {
  const now = clock.now()
  const messagePrice = priceOf(row)
  return {
    id: row.channel_account_id,
    kind: channelKind.parse(row.kind),
    name: row.name,
    hookUrl: `${publicUrl}/hooks/${row.hook_key}`,
    isSandbox: row.is_sandbox,
    state: z.enum(accountStates).parse(row.state),
    messagesLeft: row.messages_left,
    quotaReadAt: row.quota_read_at?.toISOString() ?? null,
    messagePrice: messagePrice && { ...messagePrice, minor: messagePrice.minor.toString() },
    ratePerSecond: row.rate_per_second,
    lastEventAt: row.last_event_at?.toISOString() ?? null,
    lastFailure: accountFailure.nullable().catch(null).parse(row.last_failure),
    formerUntil: row.former_until !== null && row.former_until > now ? row.former_until.toISOString() : null,
  }
}
