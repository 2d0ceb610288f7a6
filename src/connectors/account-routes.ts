import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, made, takes } from '../platform/http/openapi.ts'
import { enqueue } from '../platform/jobs/job.ts'
import { connectorAccountChange, newConnectorAccount } from './account.ts'
import {
  changeConnectorAccount,
  createConnectorAccount,
  listConnectorAccounts,
  openConnectorAccount,
} from './accounts.ts'
import { type Trouble, troubleKinds } from './connector.ts'
import { pullJob } from './jobs.ts'
import { connectorFields, connectorKinds } from './kinds.ts'
import { pullOrder, testConnector } from './pull.ts'
import { retryReturns } from './push.ts'

const troubleSchema = z
  .object({
    kind: z.enum(troubleKinds),
    /** What is wrong and what to do, in the reader's language. */
    words: z.string(),
    /** The platform's own words. */
    detail: z.string(),
  })
  .openapi('ConnectorTrouble')

const accountSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(connectorKinds),
    platform: z.string(),
    name: z.string(),
    state: z.enum(['active', 'paused']),
    config: z.record(z.string(), z.string()),
    pulledCount: z.number(),
    unreadableCount: z.number(),
    pulledAt: z.iso.datetime().nullable(),
    nextPullAt: z.iso.datetime(),
    trouble: troubleSchema.nullable(),
    returns: z.record(z.string(), z.number()),
    exceptionCount: z.number(),
    callBackCount: z.number(),
  })
  .openapi('ConnectorAccount')

const kindSchema = z.object({
  kind: z.enum(connectorKinds),
  fields: z.array(z.object({ name: z.string(), secret: z.boolean(), required: z.boolean() })),
})

const list = createRoute({
  method: 'get',
  path: '/api/connectors',
  summary: 'Giving platforms that are connected, with what stands and what is wrong',
  responses: answers(listOf(accountSchema).extend({ kinds: z.array(kindSchema) }), 'Platforms'),
})
const create = createRoute({
  method: 'post',
  path: '/api/connectors',
  summary: 'Connect a giving platform',
  request: takes(newConnectorAccount.openapi('NewConnector')),
  responses: { 201: made },
})
const change = createRoute({
  method: 'patch',
  path: '/api/connectors/{id}',
  summary: 'Change or pause a giving platform; settings left out or empty stay',
  request: { params: idParameter, ...takes(connectorAccountChange.openapi('ConnectorChange')) },
  responses: done('Changed'),
})
const test = createRoute({
  method: 'post',
  path: '/api/connectors/{id}/test',
  summary: 'Ask a platform for a page of orders and bring nothing in',
  request: { params: idParameter },
  responses: answers(z.object({ orderCount: z.number(), trouble: troubleSchema.nullable() }), 'What came'),
})
const pull = createRoute({
  method: 'post',
  path: '/api/connectors/{id}/pull',
  summary: 'Have new orders brought in now',
  request: { params: idParameter },
  responses: done('Begun'),
})
const pulledSchema = z.object({
  gifts: z.number(),
  exceptions: z.number(),
  known: z.number(),
  trouble: troubleSchema.nullable(),
})
const pullOne = createRoute({
  method: 'post',
  path: '/api/connectors/{id}/pull-order',
  summary: 'Bring in one order by its number',
  request: { params: idParameter, ...takes(z.object({ orderNumber: z.string().trim().min(4).max(64) })) },
  responses: answers(pulledSchema, 'What became of it'),
})
const retry = createRoute({
  method: 'post',
  path: '/api/connectors/{id}/retry-returns',
  summary: 'Say again what was refused, or of which nobody knows whether it arrived',
  request: { params: idParameter },
  responses: answers(z.object({ count: z.number() }), 'How many are said again'),
})

/** Connected giving platforms in the members' API. */
export function connectorAccountRoutes() {
  const router = newRouter()
  const kinds = connectorKinds.map((kind) => ({ kind, fields: [...connectorFields[kind]] }))
  router.openapi(list, async (request) => {
    const accounts = await listConnectorAccounts(scopeOf(request))
    const items = accounts.map(({ trouble, ...account }) => ({
      ...account,
      pulledAt: account.pulledAt?.toISOString() ?? null,
      nextPullAt: account.nextPullAt.toISOString(),
      trouble: trouble && shownTrouble(request.get('translate'), trouble.kind, trouble.detail),
    }))
    return request.json({ items, next: null, kinds }, 200)
  })
  router.openapi(create, async (request) => {
    return request.json({ id: await createConnectorAccount(scopeOf(request), request.req.valid('json')) }, 201)
  })
  router.openapi(change, async (request) => {
    await changeConnectorAccount(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(test, async (request) => {
    const { orderCount, trouble } = await testConnector(scopeOf(request), request.req.valid('param').id)
    return request.json({ orderCount, trouble: shown(request.get('translate'), trouble) }, 200)
  })
  router.openapi(pull, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'gifts.import')
    const connectorAccountId = request.req.valid('param').id
    await scope.transaction(async (transaction) => {
      await openConnectorAccount(transaction, connectorAccountId)
      await enqueue(transaction, pullJob, { connectorAccountId }, { key: connectorAccountId })
    })
    return request.body(null, 204)
  })
  router.openapi(pullOne, async (request) => {
    const { orderNumber } = request.req.valid('json')
    const pulled = await pullOrder(scopeOf(request), request.req.valid('param').id, orderNumber)
    return request.json({ ...pulled, trouble: shown(request.get('translate'), pulled.trouble) }, 200)
  })
  router.openapi(retry, async (request) => {
    return request.json(await retryReturns(scopeOf(request), request.req.valid('param').id), 200)
  })
  return router
}

function shown(t: (key: string) => string, trouble: Trouble | null) {
  return trouble && shownTrouble(t, trouble.trouble, trouble.detail)
}

function shownTrouble(t: (key: string) => string, kind: Trouble['trouble'], detail: string) {
  return { kind, words: t(`connectors:troubles.${kind}`), detail }
}
