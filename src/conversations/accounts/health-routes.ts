import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers } from '../../platform/http/openapi.ts'
import { type ChannelHealth, readHealth } from './health.ts'

const time = z.iso.datetime().nullable()
const health = z
  .object({
    id: z.uuid(),
    token: z.object({ state: z.enum(['works', 'refused', 'untested']), expiresAt: time, refusedAt: time }),
    webhook: z.object({ state: z.enum(['verified', 'wrong', 'heard', 'silent']), heardAt: time }),
    quota: z.object({ left: z.number().nullable(), readAt: time }).nullable(),
    rate: z.object({ pausedUntil: time }),
    waiting: z.number(),
    /** In the last seven days. */
    failed: z.number(),
    lastError: z
      .object({
        reason: z.string().nullable(),
        code: z.string().nullable(),
        words: z.string().nullable(),
        at: z.iso.datetime(),
      })
      .nullable(),
    checkedAt: time,
  })
  .openapi('ChannelHealth')

const list = createRoute({
  method: 'get',
  path: '/api/channels/health',
  summary: 'How every channel account is doing: token, webhook, quota, rate, last error',
  responses: answers(z.object({ items: z.array(health), next: z.null() }), 'One for each account'),
})

/** The health of channel accounts in the members' API. */
export function healthOfChannelsRoutes() {
  const router = newRouter()
  router.openapi(list, async (request) =>
    request.json({ items: (await readHealth(scopeOf(request))).map(asItem), next: null }, 200),
  )
  return router
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function asItem({ token, webhook, quota, rate, lastError, checkedAt, ...rest }: ChannelHealth) {
  return {
    ...rest,
    token: { ...token, expiresAt: iso(token.expiresAt), refusedAt: iso(token.refusedAt) },
    webhook: { ...webhook, heardAt: iso(webhook.heardAt) },
    quota: quota && { ...quota, readAt: iso(quota.readAt) },
    rate: { pausedUntil: iso(rate.pausedUntil) },
    lastError: lastError && { ...lastError, at: lastError.at.toISOString() },
    checkedAt: iso(checkedAt),
  }
}
