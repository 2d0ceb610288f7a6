import { createRoute, z } from '@hono/zod-openapi'
import { readOrganisation } from '../organisations/organisations.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { isAskedHere } from '../platform/http/visitor.ts'
import type { Scope } from '../platform/scope.ts'
import { isDemoAllowed } from './demo.ts'
import { removeDemo } from './remove.ts'
import { demoSignIns } from './sign-ins.ts'

const signInsSchema = z
  .object({
    items: z.array(
      z.object({ duty: z.string(), label: z.string(), email: z.string(), password: z.string() }).openapi('DemoSignIn'),
    ),
  })
  .openapi('DemoSignIns')

const signInsRoute = createRoute({
  method: 'get',
  path: '/api/demo/sign-ins',
  responses: {
    200: {
      description: 'With what to sign in to the demo; empty where there is none',
      content: { 'application/json': { schema: signInsSchema } },
    },
  },
})

const removeRoute = createRoute({
  method: 'post',
  path: '/api/demo/remove',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.object({ confirm: z.string().max(100) }) } } },
  },
  responses: { 204: { description: 'The demo organisation is gone' } },
})

/** The demo's sign-ins, shown only on the machine it runs on, and its removal by its owner. */
export function demoRoutes() {
  const router = newRouter()
  router.openapi(signInsRoute, async (request) => {
    const context = request.get('context')
    const isHere = isDemoAllowed(context) && isAskedHere(request)
    const t = request.get('translate')
    const signIns = isHere ? await demoSignIns(context) : []
    const items = signIns.map((signIn) => ({ ...signIn, label: t(`demo:roles.${signIn.duty}`) }))
    return request.json({ items }, 200, { 'cache-control': 'no-store' })
  })
  router.openapi(removeRoute, async (request) => {
    const scope = scopeOf(request)
    await requireRemovable(scope, request.req.valid('json').confirm)
    await removeDemo(scope.context)
    return request.body(null, 204)
  })
  return router
}

/** Fails with `demo.not-here`, `demo.not-demo`, `demo.confirm-differs`, `organisations.owner-only`. */
async function requireRemovable(scope: Scope, confirm: string): Promise<void> {
  permit(scope, 'organisation.change')
  if (!isDemoAllowed(scope.context)) throw new Failure('demo.not-here', {}, { kind: 'conflict' })
  const { isDemo, slug, isOwner } = await scope.transaction(async (transaction) => {
    const { db, organisationId, actor } = transaction
    const owner = await db
      .selectFrom('member_roles')
      .where('organisation_id', '=', organisationId)
      .where('member_id', '=', actor.kind === 'member' ? actor.id : organisationId)
      .where('role', '=', 'owner')
      .select('role')
      .executeTakeFirst()
    return { ...(await readOrganisation(transaction)), isOwner: owner !== undefined }
  })
  if (!isOwner) throw new Failure('organisations.owner-only', {}, { kind: 'forbidden' })
  if (!isDemo) throw new Failure('demo.not-demo', {}, { kind: 'conflict' })
  if (confirm !== slug) throw new Failure('demo.confirm-differs', { slug }, { kind: 'conflict', field: 'confirm' })
}
