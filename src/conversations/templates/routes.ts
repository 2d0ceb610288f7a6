import { createRoute, z } from '@hono/zod-openapi'
import { adapters } from '../../channels/kinds.ts'
import { permit } from '../../organisations/permission.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, done, idParameter, listOf, made, refusals, takes } from '../../platform/http/openapi.ts'
import type { Scope } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import { removeTemplate, typedTemplate, writeTemplate } from './by-hand.ts'
import { syncTemplates, tellingKinds } from './sync.ts'
import { isSendable, listTemplates, type MessageTemplate, speaks, templateStates } from './templates.ts'

const item = z
  .object({
    id: z.uuid(),
    channelAccountId: z.uuid(),
    name: z.string(),
    /** The provider's own tag. */
    language: z.string(),
    category: z.string(),
    text: z.string(),
    parameters: z.array(z.string()),
    takesUrl: z.boolean(),
    /** False: it has gaps we cannot fill, and is not offered. */
    isFillable: z.boolean(),
    state: templateStates,
    /** Why it is not approved, in the provider's words; `gone` when it tells of it no more. */
    reason: z.string().nullable(),
    isByHand: z.boolean(),
    syncedAt: z.iso.datetime(),
  })
  .openapi('MessageTemplate')

const account = z.object({
  id: z.uuid(),
  kind: channelKind,
  name: z.string(),
  /** Whether the provider tells of its templates; otherwise they are typed here. */
  tells: z.boolean(),
  readAt: z.iso.datetime().nullable(),
})

const list = createRoute({
  method: 'get',
  path: '/api/templates',
  summary: 'Message templates and where they stand, and the channel accounts that have any',
  request: {
    query: z.object({
      channelAccountId: z.uuid().optional(),
      /** Only approved ones a person of this language reads. */
      language: z.string().max(20).optional(),
    }),
  },
  responses: answers(listOf(item).extend({ accounts: z.array(account) }), 'Templates by name'),
})

const write = createRoute({
  method: 'post',
  path: '/api/templates',
  summary: 'Keep a template copied from a provider that does not tell of its own',
  request: takes(typedTemplate),
  responses: { 201: made, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/templates/{id}',
  summary: 'Take a typed template away',
  request: { params: idParameter },
  responses: { ...done('Taken away'), ...refusals },
})

const sync = createRoute({
  method: 'post',
  path: '/api/channels/{id}/templates/sync',
  summary: 'Ask the provider how it judges this account’s templates',
  request: { params: idParameter },
  responses: { ...answers(z.object({ count: z.number() }), 'How many it told of'), ...refusals },
})

/** Message templates in the members' API. */
export function templateRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) =>
    request.json(await readTemplates(scopeOf(request), request.req.valid('query')), 200),
  )
  router.openapi(write, async (request) =>
    request.json(await writeTemplate(scopeOf(request), request.req.valid('json')), 201),
  )
  router.openapi(remove, async (request) => {
    await removeTemplate(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(sync, async (request) =>
    request.json(await syncTemplates(scopeOf(request), request.req.valid('param').id), 200),
  )
  return router
}

async function readTemplates(
  scope: Scope,
  { channelAccountId, language }: { channelAccountId?: string | undefined; language?: string | undefined },
) {
  permit(scope, 'conversations.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const all = await listTemplates(transaction, channelAccountId)
    const shown = all.filter((one) => language === undefined || (isSendable(one) && speaks(one.language, language)))
    const rows = await db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .orderBy('created_at')
      .orderBy('channel_account_id')
      .select(['channel_account_id as id', 'kind', 'name', 'templates_read_at'])
      .execute()
    const accounts = rows.flatMap(({ id, kind: stored, name, templates_read_at: readAt }) => {
      const kind = channelKind.parse(stored)
      if (!adapters[kind].abilities.templates) return []
      return [{ id, kind, name, tells: tellingKinds.includes(kind), readAt: readAt?.toISOString() ?? null }]
    })
    return { items: shown.map(asItem), next: null, accounts }
  })
}

function asItem({ syncedAt, ...template }: MessageTemplate) {
  return { ...template, syncedAt: syncedAt.toISOString() }
}
