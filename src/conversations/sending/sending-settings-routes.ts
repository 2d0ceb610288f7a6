import { createRoute } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, done, refusals, takes } from '../../platform/http/openapi.ts'
import { changeSending, sendingOf, sendingSettings } from './sending-settings.ts'

const shown = sendingSettings.openapi('SendingSettings')

const read = createRoute({
  method: 'get',
  path: '/api/settings/sending',
  summary: 'When and how often people are written to unasked',
  responses: { ...answers(shown, 'The settings as they hold'), ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/api/settings/sending',
  summary: 'Set quiet hours, and how often one person may be written to',
  request: takes(sendingSettings),
  responses: { ...done('Set'), ...refusals },
})

/** The sender's settings in the members' API. */
export function sendingSettingsRoutes() {
  const router = newRouter()
  router.openapi(read, async (request) => request.json(await sendingOf(scopeOf(request)), 200))
  router.openapi(change, async (request) => {
    await changeSending(scopeOf(request), request.req.valid('json'))
    return request.body(null, 204)
  })
  return router
}
