import { createRoute, z } from '@hono/zod-openapi'
import { minorIn, moneyIn, moneyOut, writeMoney } from '../../campaigns/money-wire.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { body, idParameter, json, listOf, made, refusals } from '../../platform/http/openapi.ts'
import { endRecurring, missInstalment, receiveInstalment } from './instalments.ts'
import { declineMandate, readMandate, settleMandate } from './mandate-decide.ts'
import { fileMandate } from './mandate-file.ts'
import {
  listExpected,
  listMandates,
  type MandateRow,
  mandateStates,
  readMandatePicture,
  readMandateRow,
} from './mandate-lists.ts'
import { rhythms } from './recurring.ts'

const recurringSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['active', 'ended']),
    amount: moneyOut,
    rhythm: z.enum(rhythms),
    nextDueOn: z.string(),
    /** The last four digits of the account; null where none was written down. */
    accountDigits: z.string().nullable(),
  })
  .openapi('RecurringGift')

const mandateSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(mandateStates),
    personId: z.uuid(),
    personName: z.string(),
    conversationId: z.uuid(),
    filedAt: z.iso.datetime(),
    filedBy: z.string().nullable(),
    /** Why it was declined. */
    reason: z.string().nullable(),
    /** Where its picture is; null once it was declined or its giver erased. */
    picture: z.string().nullable(),
    recurringGift: recurringSchema.nullable(),
  })
  .openapi('Mandate')

const instalmentSchema = z
  .object({
    recurringGiftId: z.uuid(),
    number: z.number(),
    dueOn: z.string(),
    personId: z.uuid(),
    donorName: z.string(),
    amount: moneyOut,
    rhythm: z.enum(rhythms),
    accountDigits: z.string().nullable(),
  })
  .openapi('Instalment')

const oneInstalment = z.object({ id: z.uuid(), number: z.coerce.number().int().min(0) })
const file = { schema: z.string().openapi({ format: 'binary' }) }

const fileRoute = createRoute({
  method: 'post',
  path: '/api/messages/{id}/media/{place}/mandate',
  summary: 'File a picture of a message as a signed mandate: a task for finance',
  request: { params: z.object({ id: z.uuid(), place: z.coerce.number().int().min(0).max(100) }) },
  responses: { 201: made, ...refusals },
})
const listRoute = createRoute({
  method: 'get',
  path: '/api/mandates',
  summary: 'Filed mandates of one state',
  request: { query: z.object({ state: z.enum(mandateStates).default('open') }) },
  responses: { 200: json('Mandates', listOf(mandateSchema)), ...refusals },
})
const readRoute = createRoute({
  method: 'get',
  path: '/api/mandates/{id}',
  summary: 'A filed mandate',
  request: { params: idParameter },
  responses: { 200: json('The mandate', mandateSchema), ...refusals },
})
const pictureRoute = createRoute({
  method: 'get',
  path: '/api/mandates/{id}/picture',
  summary: 'The picture of a filed mandate',
  request: { params: idParameter },
  responses: { 200: { description: 'The picture', content: { 'application/octet-stream': file } }, ...refusals },
})
const settleRoute = createRoute({
  method: 'post',
  path: '/api/mandates/{id}/recurring-gift',
  summary: 'Make a recurring gift of a filed mandate',
  request: {
    params: idParameter,
    body: body(readMandate.omit({ amountMinor: true, currency: true }).extend({ amount: moneyIn })),
  },
  responses: { 201: made, ...refusals },
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/mandates/{id}/decline',
  summary: 'Say that a filed picture is no mandate; our copy of it goes',
  request: { params: idParameter, body: body(z.object({ reason: z.string().trim().min(1).max(400) })) },
  responses: { 204: { description: 'Declined' }, ...refusals },
})
const expectedRoute = createRoute({
  method: 'get',
  path: '/api/instalments',
  summary: 'Instalments of recurring gifts that are due and have not been seen',
  responses: { 200: json('Instalments', listOf(instalmentSchema)), ...refusals },
})
const receiveRoute = createRoute({
  method: 'post',
  path: '/api/recurring-gifts/{id}/instalments/{number}/receive',
  summary: 'Record the gift of an instalment that was seen on the statement',
  request: { params: oneInstalment, body: body(z.object({ amountMinor: minorIn, receivedOn: z.iso.date() })) },
  responses: { 201: made, ...refusals },
})
const missRoute = createRoute({
  method: 'post',
  path: '/api/recurring-gifts/{id}/instalments/{number}/miss',
  summary: 'Say that an instalment did not come and is awaited no more',
  request: { params: oneInstalment },
  responses: { 204: { description: 'Awaited no more' }, ...refusals },
})
const endRoute = createRoute({
  method: 'post',
  path: '/api/recurring-gifts/{id}/end',
  summary: 'End a recurring gift: nothing more is expected of it',
  request: { params: idParameter },
  responses: { 204: { description: 'Ended' }, ...refusals },
})

/** Signed mandates and the recurring gifts they become, in the members' API. */
export function mandateRoutes() {
  const router = newRouter()
  router.openapi(fileRoute, async (request) => {
    const { id: messageId, place } = request.req.valid('param')
    return request.json({ id: await fileMandate(scopeOf(request), { messageId, place }) }, 201)
  })
  router.openapi(listRoute, async (request) => {
    const rows = await listMandates(scopeOf(request), request.req.valid('query').state)
    return request.json({ items: rows.map(writeMandate), next: null }, 200)
  })
  router.openapi(readRoute, async (request) => {
    const row = await readMandateRow(scopeOf(request), request.req.valid('param').id)
    return request.json(writeMandate(row), 200)
  })
  router.openapi(pictureRoute, async (request) => {
    const { bytes, mediaType } = await readMandatePicture(scopeOf(request), request.req.valid('param').id)
    return new Response(new Uint8Array(bytes), { status: 200, headers: headersOf(mediaType) })
  })
  router.openapi(settleRoute, async (request) => {
    const { amount, ...typed } = request.req.valid('json')
    const mandate = { ...typed, amountMinor: amount.minor, currency: amount.currency }
    return request.json({ id: await settleMandate(scopeOf(request), request.req.valid('param').id, mandate) }, 201)
  })
  router.openapi(declineRoute, async (request) => {
    await declineMandate(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(expectedRoute, async (request) => {
    const rows = await listExpected(scopeOf(request))
    return request.json({ items: rows.map(writeInstalment), next: null }, 200)
  })
  router.openapi(receiveRoute, async (request) => {
    const { id: recurringGiftId, number } = request.req.valid('param')
    const seen = request.req.valid('json')
    return request.json({ id: await receiveInstalment(scopeOf(request), { recurringGiftId, number }, seen) }, 201)
  })
  router.openapi(missRoute, async (request) => {
    const { id: recurringGiftId, number } = request.req.valid('param')
    await missInstalment(scopeOf(request), { recurringGiftId, number })
    return request.body(null, 204)
  })
  router.openapi(endRoute, async (request) => {
    await endRecurring(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  return router
}

/** A stranger made the picture: we drew it anew, and a browser that opens its address runs nothing of it. */
function headersOf(mediaType: string) {
  return {
    'content-type': mediaType,
    'content-disposition': 'inline; filename="mandate"',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
  }
}

function writeMandate(row: MandateRow): z.infer<typeof mandateSchema> {
  return {
    id: row.mandate_id,
    state: z.enum(mandateStates).parse(row.state),
    personId: row.person_id,
    personName: row.person_name,
    conversationId: row.conversation_id,
    filedAt: row.filed_at.toISOString(),
    filedBy: row.filed_by_name,
    reason: row.reason,
    picture: row.state === 'declined' || row.isErased ? null : `/api/mandates/${row.mandate_id}/picture`,
    recurringGift: writeRecurring(row),
  }
}

function writeRecurring(row: MandateRow): z.infer<typeof recurringSchema> | null {
  const { recurring_gift_id: id, amount_minor: minor, currency, next_due_on: nextDueOn, account_digits } = row
  if (id === null || minor === null || currency === null || nextDueOn === null) return null
  return {
    id,
    state: row.recurring_state === 'ended' ? 'ended' : 'active',
    amount: writeMoney({ minor, currency }),
    rhythm: z.enum(rhythms).parse(row.rhythm),
    nextDueOn,
    accountDigits: account_digits,
  }
}

function writeInstalment(row: Awaited<ReturnType<typeof listExpected>>[number]): z.infer<typeof instalmentSchema> {
  return {
    recurringGiftId: row.recurring_gift_id,
    number: row.number,
    dueOn: row.due_on,
    personId: row.person_id,
    donorName: row.donor_name,
    amount: writeMoney({ minor: row.amount_minor, currency: row.currency }),
    rhythm: z.enum(rhythms).parse(row.rhythm),
    accountDigits: row.account_digits,
  }
}
