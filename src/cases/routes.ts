import { createRoute, z } from '@hono/zod-openapi'
import { minorIn, writeMoney } from '../campaigns/money-wire.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, refusals } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { updateApprovalLink } from './approve-by-link.ts'
import { bringCase, broughtCase } from './bring-case.ts'
import { needItems, progressStages, stages } from './case.ts'
import { caseFilter, listCases } from './cases.ts'
import { consentRoutes } from './consent-routes.ts'
import { type GiftsOfCase, readCase, writeCase } from './detail.ts'
import { recordExpense } from './expenses.ts'
import { goalRoutes } from './goal-routes.ts'
import { mayReadMedical } from './medical.ts'
import { askFor, cancelNeed } from './needs.ts'
import { pictureRoutes } from './picture-routes.ts'
import { createProgramme, listProgrammes, newProgramme } from './programmes.ts'
import { reverseExpense } from './reverse-expense.ts'
import { stageTotals } from './stage-totals.ts'
import { changeStage } from './stages.ts'
import { approveUpdate, declineUpdate, submitUpdate, writeUpdate } from './updates.ts'
import { caseDetailSchema, caseSchema, programmeSchema, stageTotalSchema } from './wire.ts'

/** The members' API of programmes, cases and updates. */
export function caseRoutes({ giftsOfCase }: { giftsOfCase: GiftsOfCase }) {
  const router = newRouter()
  router.openapi(programmesRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const programmes = await scope.transaction(listProgrammes)
    return request.json(
      { items: programmes.map(({ programmeId, ...rest }) => ({ id: programmeId, ...rest })), next: null },
      200,
    )
  })
  router.openapi(newProgrammeRoute, async (request) => {
    return request.json({ id: await createProgramme(scopeOf(request), request.req.valid('json')) }, 201)
  })
  router.openapi(casesRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { items, next } = await scope.transaction((transaction) => listCases(transaction, request.req.valid('query')))
    return request.json({ items: items.map((item) => writeCase(item, mayReadMedical(scope))), next }, 200)
  })
  router.openapi(stageTotalsRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const totals = await scope.transaction((transaction) => stageTotals(transaction, request.req.valid('query')))
    const items = totals.map(({ stage, currency, count, neededMinor, openMinor }) => ({
      stage,
      count,
      needed: writeMoney({ minor: neededMinor, currency }),
      open: writeMoney({ minor: openMinor, currency }),
    }))
    return request.json({ items, next: null }, 200)
  })
  router.openapi(newCaseRoute, async (request) => {
    return request.json({ id: await bringCase(scopeOf(request), request.req.valid('json')) }, 201)
  })
  router.openapi(caseRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    return request.json(await scope.transaction((transaction) => readCase(transaction, id, giftsOfCase)), 200)
  })
  router.openapi(needRoute, async (request) => {
    const need = { ...request.req.valid('json'), caseId: request.req.valid('param').id }
    return request.json({ id: await askFor(scopeOf(request), need) }, 201)
  })
  router.openapi(cancelNeedRoute, async (request) => {
    await cancelNeed(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(expenseRoute, async (request) => {
    const { document, ...expense } = request.req.valid('form')
    const file = document && {
      bytes: new Uint8Array(await document.arrayBuffer()),
      fileName: document.name,
    }
    const caseId = request.req.valid('param').id
    const id = await recordExpense(scopeOf(request), { ...expense, caseId, ...(file ? { document: file } : {}) })
    return request.json({ id }, 201)
  })
  router.openapi(reverseRoute, async (request) => {
    await reverseExpense(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(stageRoute, async (request) => {
    const { stage, evidence } = request.req.valid('json')
    await changeStage(scopeOf(request), { caseId: request.req.valid('param').id, to: stage, evidence })
    return request.body(null, 204)
  })
  router.openapi(updateRoute, async (request) => {
    const update = { ...request.req.valid('json'), caseId: request.req.valid('param').id }
    return request.json({ id: await writeUpdate(scopeOf(request), update) }, 201)
  })
  router.openapi(submitRoute, async (request) => {
    await submitUpdate(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(approveRoute, async (request) => {
    await approveUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  router.openapi(declineRoute, async (request) => {
    await declineUpdate(scopeOf(request), request.req.valid('param').id, request.req.valid('json').reason)
    return request.body(null, 204)
  })
  router.openapi(linkRoute, async (request) => {
    const { url, expiresAt } = await updateApprovalLink(scopeOf(request), request.req.valid('param').id)
    return request.json({ url, expiresAt: expiresAt.toISOString() }, 201)
  })
  router.route('/', consentRoutes())
  router.route('/', pictureRoutes())
  router.route('/', goalRoutes())
  return router
}

const made = { 201: json('Made', idParameter), ...refusals }
const done = { 204: { description: 'Done' }, ...refusals }

const programmesRoute = createRoute({
  method: 'get',
  path: '/api/programmes',
  summary: 'Every programme',
  responses: { 200: json('Programmes', listOf(programmeSchema)), ...refusals },
})
const newProgrammeRoute = createRoute({
  method: 'post',
  path: '/api/programmes',
  summary: 'Make a programme',
  request: { body: body(newProgramme) },
  responses: made,
})
const casesRoute = createRoute({
  method: 'get',
  path: '/api/cases',
  summary: 'Cases, the newest first',
  request: { query: caseFilter },
  responses: { 200: json('Cases', listOf(caseSchema)), ...refusals },
})
const stageTotalsRoute = createRoute({
  method: 'get',
  path: '/api/case-stages',
  summary: 'How many cases each stage has and what they need, by currency',
  request: { query: caseFilter.pick({ programme: true, query: true }) },
  responses: { 200: json('Stages', listOf(stageTotalSchema)), ...refusals },
})
const newCaseRoute = createRoute({
  method: 'post',
  path: '/api/cases',
  summary: 'Open a case, with its needs; the same external key again is the same case',
  request: { body: body(broughtCase) },
  responses: made,
})
const caseRoute = createRoute({
  method: 'get',
  path: '/api/cases/{id}',
  summary: 'A case with its needs, expenses, gifts, steps and updates',
  request: { params: idParameter },
  responses: { 200: json('The case', caseDetailSchema), ...refusals },
})
const needRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/needs',
  summary: 'Add a need, in the currency of the programme',
  request: {
    params: idParameter,
    body: body(
      z.object({
        item: z.enum(needItems),
        amountMinor: minorIn.refine((minor) => minor > 0n),
        dueOn: z.iso.date().nullish(),
      }),
    ),
  },
  responses: made,
})
const cancelNeedRoute = createRoute({
  method: 'post',
  path: '/api/needs/{id}/cancel',
  summary: 'Take a need out; what it did not spend goes to other needs',
  request: { params: idParameter },
  responses: done,
})
const expenseRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/expenses',
  summary: 'Record an expense with its document',
  request: {
    params: idParameter,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            needId: z.uuid(),
            amountMinor: minorIn,
            spentOn: z.iso.date(),
            documentNote: z.string().trim().min(1).max(500),
            document: z.instanceof(File).optional().openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: made,
})
const why = body(z.object({ reason: z.string().trim().min(1).max(500) }))
const reverseRoute = createRoute({
  method: 'post',
  path: '/api/expenses/{id}/reverse',
  summary: 'Take back an expense that was recorded wrongly',
  request: { params: idParameter, body: why },
  responses: done,
})
const stageRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/stage',
  summary: 'Change the stage; an end stops every automatic message about the case',
  request: {
    params: idParameter,
    body: body(z.object({ stage: z.enum(stages), evidence: z.string().max(500).optional() })),
  },
  responses: done,
})
const updateRoute = createRoute({
  method: 'post',
  path: '/api/cases/{id}/updates',
  summary: 'Write an update',
  request: {
    params: idParameter,
    body: body(
      z.object({
        stage: z.enum(progressStages),
        evidence: z.string().max(500).optional(),
        texts: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1000)).default({}),
        isDraft: z.boolean().default(false),
      }),
    ),
  },
  responses: made,
})
const submitRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/submit',
  summary: 'Hand a draft in for approval',
  request: { params: idParameter },
  responses: done,
})
const approveRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/approve',
  summary: 'Release an update in the languages that were read',
  request: {
    params: idParameter,
    body: body(z.object({ evidence: z.string().max(500).optional(), languages: z.array(z.enum(languages)) })),
  },
  responses: done,
})
const declineRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/decline',
  summary: 'Send an update back',
  request: { params: idParameter, body: why },
  responses: done,
})
const linkRoute = createRoute({
  method: 'post',
  path: '/api/updates/{id}/approval-link',
  summary: 'A single-use link for a board member, open for 7 days',
  request: { params: idParameter },
  responses: {
    201: json('The link', z.object({ url: z.string(), expiresAt: z.iso.datetime() })),
    ...refusals,
  },
})
