import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { Quota } from '../quota.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { lineUrl } from './access.ts'
import type { LineConfig } from './config.ts'
import { get } from './people.ts'

const limit = z.union([
  z.object({ type: z.literal('limited'), value: z.number().int().nonnegative() }),
  z.object({ type: z.literal('none') }),
])
const used = z.object({ totalUsage: z.number().int().nonnegative() })

/**
 * `GET /v2/bot/message/quota` and `/quota/consumption` (messaging-api.yml @ 6e4c2a2). LINE calls the consumption
 * approximate; replies never count.
 */
export function quota(config: LineConfig, context: RequestContext): ProviderRequest[] {
  return ['/v2/bot/message/quota', '/v2/bot/message/quota/consumption'].map((path) =>
    get(lineUrl(path, context), config, context),
  )
}

export function readQuota(responses: readonly ProviderResponse[]): Quota | null {
  const [allowed, consumed] = responses
  const limited = read(allowed, limit)
  const usage = read(consumed, used)
  if (limited === null || usage === null) return null
  return { messagesLeft: limited.type === 'none' ? null : Math.max(0, limited.value - usage.totalUsage) }
}

function read<Shape>(response: ProviderResponse | undefined, schema: z.ZodType<Shape>): Shape | null {
  return response?.kind === 'answered' && response.status === 200 ? readJson(response.body, schema) : null
}
