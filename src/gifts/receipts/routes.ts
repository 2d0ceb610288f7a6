import { createRoute, z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import { moneyOut, writeMoney } from '../../campaigns/money-wire.ts'
import type { Receipts } from '../../platform/database/schema.generated.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { body, idParameter, json, made, refusals } from '../../platform/http/openapi.ts'
import { issueReceiptByHand, issueYearlyReceipts } from './issue.ts'
import { receiptPdf } from './print.ts'
import { receiptSnapshot } from './receipt.ts'
import { voidReceiptByHand } from './void.ts'

/** A receipt as the API writes it. */
export const receiptSchema = z
  .object({
    id: z.uuid(),
    number: z.string(),
    amount: moneyOut,
    donorName: z.string(),
    issuedOn: z.string(),
    voidedAt: z.iso.datetime().nullable(),
    voidReason: z.string().nullable(),
    replaces: z.string().nullable(),
    pdfUrl: z.string(),
  })
  .openapi('Receipt')

/** Writes a receipt's row for the API. */
export function writeReceiptOut(row: Selectable<Receipts>): z.infer<typeof receiptSchema> {
  const { number, donorName, issuedOn, replaces } = receiptSnapshot.parse(row.snapshot)
  return {
    id: row.receipt_id,
    number,
    amount: writeMoney({ minor: row.amount_minor, currency: row.currency }),
    donorName,
    issuedOn,
    voidedAt: row.voided_at?.toISOString() ?? null,
    voidReason: row.void_reason,
    replaces,
    pdfUrl: `/api/receipts/${row.receipt_id}.pdf`,
  }
}

/** The members' API of receipts. */
export function receiptRoutes() {
  const router = newRouter()
  router.openapi(pdfRoute, async (request) => {
    const id = request.req.valid('param').file.replace(/\.pdf$/, '')
    const pdf = await receiptPdf(scopeOf(request), id)
    const headers = { 'content-type': 'application/pdf', 'cache-control': 'private, no-store' }
    return request.body(new Uint8Array(pdf), 200, headers)
  })
  router.openapi(issueRoute, async (request) => {
    const id = await issueReceiptByHand(scopeOf(request), request.req.valid('param').id)
    return request.json({ id }, 201)
  })
  router.openapi(yearlyRoute, async (request) => {
    const ids = await issueYearlyReceipts(scopeOf(request), request.req.valid('json').year)
    return request.json({ ids }, 201)
  })
  router.openapi(voidRoute, async (request) => {
    const scope = scopeOf(request)
    return request.json(await voidReceiptByHand(scope, request.req.valid('param').id, request.req.valid('json')), 200)
  })
  return router
}

const pdfRoute = createRoute({
  method: 'get',
  path: '/api/receipts/{file}',
  summary: 'A receipt as PDF; from the second print on it says DUPLICATE',
  request: { params: z.object({ file: z.string().regex(/^[0-9a-f-]{36}\.pdf$/) }) },
  responses: {
    200: { description: 'PDF', content: { 'application/pdf': { schema: z.string() } } },
    ...refusals,
  },
})
const issueRoute = createRoute({
  method: 'post',
  path: '/api/gifts/{id}/receipts',
  summary: 'Issue the receipt of a gift',
  request: { params: idParameter },
  responses: { 201: made, ...refusals },
})
const yearlyRoute = createRoute({
  method: 'post',
  path: '/api/receipts/yearly',
  summary: 'Issue the yearly receipts that are still missing',
  request: { body: body(z.object({ year: z.number().int().min(2000).max(2200) })) },
  responses: { 201: json('Issued', z.object({ ids: z.array(z.uuid()) })), ...refusals },
})
const voidRoute = createRoute({
  method: 'post',
  path: '/api/receipts/{id}/void',
  summary: 'Declare a receipt void, and replace it where asked; its number stays taken',
  request: {
    params: idParameter,
    body: body(z.object({ reason: z.string().trim().min(1).max(400), replace: z.boolean().default(false) })),
  },
  responses: { 200: json('Void', z.object({ replacementId: z.uuid().nullable() })), ...refusals },
})
