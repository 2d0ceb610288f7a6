import { createMiddleware } from 'hono/factory'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Failure } from '../errors.ts'
import type { Environment, Request } from './api.ts'
import { visitorAddress } from './visitor.ts'

/** At most `points` requests per `seconds` from one address; beyond that `request.too-many` with the seconds to wait. */
export function limitRate(
  name: string,
  points: number,
  seconds: number,
  keyOf: (request: Request) => string = visitorAddress,
) {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
  return createMiddleware<Environment>(async (request, next) => {
    try {
      await limiter.consume(keyOf(request))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const waitSeconds = Math.ceil(refusal.msBeforeNext / 1000)
      request.header('retry-after', String(waitSeconds))
      throw new Failure('request.too-many', { waitSeconds }, { kind: 'limited', retryable: true })
    }
    await next()
  })
}
