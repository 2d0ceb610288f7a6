import { createRoute, z } from '@hono/zod-openapi'
import { minorIn } from '../campaigns/money-wire.ts'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { body, idParameter, json, listOf, refusals } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { needItems } from './case.ts'
import { goalHistory, planChanges } from './goal-history.ts'
import {
  goalSources,
  goalsOf,
  goalWords,
  newActual,
  removeGoal,
  requireProgramme,
  setGoal,
  typeActual,
} from './goals.ts'
import { setUsualCosts, usualCosts } from './usual-costs.ts'

const words = z.partialRecord(z.enum(languages), z.string())
const cost = z.object({ item: z.enum(needItems), amountMinor: minorIn.refine((minor) => minor > 0n) })
const plan = z
  .object({
    goals: z.array(
      z.object({
        id: z.uuid(),
        name: words,
        unit: words,
        source: z.enum(goalSources),
        /** Decimal strings, in the unit; of `spent` in minor units of the programme's currency. */
        target: z.string(),
        actual: z.string(),
        dueOn: z.iso.date().nullable(),
      }),
    ),
    costs: z.array(z.object({ item: z.enum(needItems), amountMinor: z.string() })),
  })
  .openapi('ProgrammePlan')

const planRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{id}/plan',
  summary: 'What a programme sets out to reach, how far it is, and what its needs usually cost',
  request: { params: idParameter },
  responses: { 200: json('The plan', plan), ...refusals },
})
const goalRoute = createRoute({
  method: 'post',
  path: '/api/programmes/{id}/goals',
  summary: 'Set a goal of a programme',
  request: {
    params: idParameter,
    body: body(
      z.object({
        ...{ name: goalWords, unit: goalWords, source: z.enum(goalSources) },
        target: minorIn.refine((target) => target > 0n),
        dueOn: z.iso.date().nullish(),
      }),
    ),
  },
  responses: { 201: json('Set', idParameter), ...refusals },
})
const removeRoute = createRoute({
  method: 'post',
  path: '/api/goals/{id}/remove',
  summary: 'Give a goal up',
  request: { params: idParameter },
  responses: { 204: { description: 'Given up' }, ...refusals },
})
const actualRoute = createRoute({
  method: 'post',
  path: '/api/goals/{id}/actuals',
  summary: 'Note what was counted by hand for a period; the same period again replaces it',
  request: {
    params: idParameter,
    body: body(newActual.omit({ goalId: true }).extend({ value: minorIn })),
  },
  responses: { 204: { description: 'Noted' }, ...refusals },
})
const costsRoute = createRoute({
  method: 'put',
  path: '/api/programmes/{id}/costs',
  summary: 'Say what each need of a programme usually costs',
  request: { params: idParameter, body: body(z.object({ costs: z.array(cost).max(needItems.length) })) },
  responses: { 204: { description: 'Said' }, ...refusals },
})

const history = z
  .object({
    /** How far it was at the end of each month that added to it; decimal strings, in the unit. */
    steps: z.array(z.object({ month: z.iso.date(), reached: z.string() })),
    counts: z.array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        value: z.string(),
        note: z.string().nullable(),
        typedBy: z.string().nullable(),
        typedAt: z.iso.datetime(),
        isReplaced: z.boolean(),
      }),
    ),
  })
  .openapi('GoalHistory')
const planChange = z
  .object({
    action: z.string(),
    at: z.iso.datetime(),
    by: z.string().nullable(),
    goal: words.nullable(),
    costs: z.array(z.object({ item: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  })
  .openapi('PlanChange')
const historyRoute = createRoute({
  method: 'get',
  path: '/api/goals/{id}/history',
  summary: 'How a goal came to where it is, by months and by what members typed',
  request: { params: idParameter },
  responses: { 200: json('The history', history), ...refusals },
})
const changesRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{id}/plan-changes',
  summary: 'How goals and usual costs of a programme changed, the newest first',
  request: { params: idParameter },
  responses: { 200: json('Changes', listOf(planChange)), ...refusals },
})

/** Goals and usual costs of programmes, in the members' API. */
export function goalRoutes() {
  const router = newRouter()
  router.openapi(planRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { id } = request.req.valid('param')
    const { goals, costs } = await scope.transaction(async (transaction) => {
      await requireProgramme(transaction, id)
      return { goals: await goalsOf(transaction, id), costs: await usualCosts(transaction, id) }
    })
    return request.json(
      {
        goals: goals.map(({ goalId, source, target, actual, ...rest }) => ({
          ...rest,
          id: goalId,
          source: z.enum(goalSources).parse(source),
          target: target.toString(),
          actual: actual.toString(),
        })),
        costs: costs.map(({ item, amountMinor }) => ({
          item: z.enum(needItems).parse(item),
          amountMinor: amountMinor.toString(),
        })),
      },
      200,
    )
  })
  router.openapi(goalRoute, async (request) => {
    const goal = { ...request.req.valid('json'), programmeId: request.req.valid('param').id }
    return request.json({ id: await setGoal(scopeOf(request), goal) }, 201)
  })
  router.openapi(removeRoute, async (request) => {
    await removeGoal(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.openapi(actualRoute, async (request) => {
    await typeActual(scopeOf(request), { ...request.req.valid('json'), goalId: request.req.valid('param').id })
    return request.body(null, 204)
  })
  router.openapi(costsRoute, async (request) => {
    await setUsualCosts(scopeOf(request), request.req.valid('param').id, request.req.valid('json').costs)
    return request.body(null, 204)
  })
  router.openapi(historyRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const { steps, counts } = await scope.transaction((tx) => goalHistory(tx, request.req.valid('param').id))
    return request.json(
      {
        steps: steps.map(({ month, reached }) => ({ month, reached: reached.toString() })),
        counts: counts.map((count) => ({
          ...count,
          value: count.value.toString(),
          typedAt: count.typedAt.toISOString(),
        })),
      },
      200,
    )
  })
  router.openapi(changesRoute, async (request) => {
    const scope = scopeOf(request)
    permit(scope, 'cases.read')
    const changes = await scope.transaction((tx) => planChanges(tx, request.req.valid('param').id))
    return request.json({ items: changes.map((one) => ({ ...one, at: one.at.toISOString() })), next: null }, 200)
  })
  return router
}
