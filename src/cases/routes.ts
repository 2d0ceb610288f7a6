import { createRoute, z } from '@hono/zod-openapi'
import { writeMoney } from '../campaigns/money-wire.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, refusals } from '../platform/http/openapi.ts'
import { bringCase, broughtCase } from './bring-case.ts'
import { stages } from './case.ts'
import { caseFilter, listCases } from './cases.ts'
import { consentRoutes } from './consent-routes.ts'
import { type GiftsOfCase, readCase, writeCase } from './detail.ts'
import { documentRoutes } from './document-routes.ts'
import { goalRoutes } from './goal-routes.ts'
import { mayReadMedical } from './medical.ts'
import { needRoutes } from './need-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { createProgramme, listProgrammes, newProgramme } from './programmes.ts'
import { stageTotals } from './stage-totals.ts'
import { changeStage } from './stages.ts'
import { updateRoutes } from './update-routes.ts'
import { caseDetailSchema, caseSchema, programmeSchema, stageTotalSchema } from './wire.ts'

/** The members' API of programmes and cases, with all that hangs on a case. */
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
  router.openapi(stageRoute, async (request) => {
    const { stage, evidence } = request.req.valid('json')
    await changeStage(scopeOf(request), { caseId: request.req.valid('param').id, to: stage, evidence })
    return request.body(null, 204)
  })
  router.route('/', needRoutes())
  router.route('/', updateRoutes())
  router.route('/', documentRoutes())
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
