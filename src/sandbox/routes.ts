import { Hono } from 'hono'
import { Failure } from '../platform/errors.ts'
import type { Environment } from '../platform/http/api.ts'
import { refuseForeignForms } from '../platform/http/security.ts'
import { isAskedHere } from '../platform/http/visitor.ts'
import type { Context } from '../platform/scope.ts'
import { isSandboxAllowed } from './allowed.ts'
import { findAsset } from './assets.ts'
import { groupRoutes } from './group-routes.ts'
import { guideRoutes } from './guide-routes.tsx'
import { conditions } from './line/conditions.ts'
import { lineRoutes } from './line/routes.ts'
import { payRoutes } from './pay-routes.tsx'
import { phoneRoutes } from './phone-routes.ts'
import { tencentRoutes } from './platform/routes.tsx'
import { isEmulated } from './providers.ts'
import { Sandbox } from './sandbox.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { tamperRoutes } from './tamper-routes.tsx'

/**
 * Everything under `/sandbox`: the providers' and a giving platform's APIs, a phone, a pay page and four ways to cheat. Mount it only where
 * `isSandboxAllowed`; anywhere else, and for whoever asks from elsewhere, every path of it is missing.
 */
export function sandboxRoutes(context: Context, sandbox = new Sandbox(context)) {
  const router = new Hono<Environment>()
  router.use('/sandbox/*', async (request, next) => {
    if (!isSandboxAllowed(context) || !isAskedHere(request))
      throw new Failure('request.missing', {}, { kind: 'missing' })
    await next()
  })
  router.route('/', signInRoutes(sandbox))
  router.route('/', lineRoutes(sandbox.line))
  router.route('/', tencentRoutes(context))
  router.put('/sandbox/conditions', async (request) => {
    const read = conditions.safeParse(await request.req.json().catch(() => null))
    if (!read.success) throw new Failure('request.invalid', { field: 'sending', expected: '' }, { field: 'sending' })
    sandbox.line.conditions = read.data
    return request.json(sandbox.line.conditions)
  })
  router.all('/sandbox/:kind/*', async (request, next) => {
    const kind = request.req.param('kind')
    if (!isEmulated(kind) || kind === 'line') return next()
    return sandbox.answer(kind, request.req.raw)
  })
  router.get('/sandbox/assets/:name', (request) => {
    const asset = findAsset(request.req.param('name'))
    if (asset === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
    const headers = { 'content-type': asset.contentType, 'cache-control': 'public, max-age=31536000, immutable' }
    return request.body(asset.body, 200, headers)
  })
  router.use('/sandbox/*', refuseForeignForms)
  router.route('/', phoneRoutes(sandbox))
  router.route('/', groupRoutes(sandbox))
  router.route('/', guideRoutes(context, sandbox))
  router.route('/', payRoutes(context))
  router.route('/', tamperRoutes(context, sandbox))
  return router
}
