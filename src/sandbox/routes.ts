import { Hono } from 'hono'
import { Failure } from '../platform/errors.ts'
import type { Environment } from '../platform/http/api.ts'
import { refuseForeignForms } from '../platform/http/security.ts'
import { isAskedHere } from '../platform/http/visitor.ts'
import type { Context } from '../platform/scope.ts'
import { isSandboxAllowed } from './allowed.ts'
import { findAsset } from './assets.ts'
import { guideRoutes } from './guide-routes.tsx'
import { conditions } from './line/conditions.ts'
import { LineEmulator } from './line/emulator.ts'
import { lineRoutes } from './line/routes.ts'
import { payRoutes } from './pay-routes.tsx'
import { phoneRoutes } from './phone-routes.ts'
import { tamperRoutes } from './tamper-routes.tsx'

/**
 * Everything under `/sandbox`: LINE's API, a phone, a pay page and four ways to cheat. Mount it only where
 * `isSandboxAllowed`; anywhere else, and for whoever asks from elsewhere, every path of it is missing.
 */
export function sandboxRoutes(context: Context, emulator = new LineEmulator(context)) {
  const router = new Hono<Environment>()
  router.use('/sandbox/*', async (request, next) => {
    if (!isSandboxAllowed(context) || !isAskedHere(request))
      throw new Failure('request.missing', {}, { kind: 'missing' })
    await next()
  })
  router.route('/', lineRoutes(emulator))
  router.put('/sandbox/conditions', async (request) => {
    const read = conditions.safeParse(await request.req.json().catch(() => null))
    if (!read.success) throw new Failure('request.invalid', { field: 'sending', expected: '' }, { field: 'sending' })
    emulator.conditions = read.data
    return request.json(emulator.conditions)
  })
  router.get('/sandbox/assets/:name', (request) => {
    const asset = findAsset(request.req.param('name'))
    if (asset === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
    const headers = { 'content-type': asset.contentType, 'cache-control': 'public, max-age=31536000, immutable' }
    return request.body(asset.body, 200, headers)
  })
  router.use('/sandbox/*', refuseForeignForms)
  router.route('/', phoneRoutes(emulator))
  router.route('/', guideRoutes(context, emulator))
  router.route('/', payRoutes(context))
  router.route('/', tamperRoutes(context, emulator))
  return router
}
