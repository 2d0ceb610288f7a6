import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { Failure, type FailureKind } from '../errors.ts'
import type { Translate } from '../i18n/translator.ts'
import { wordsOfInvalid } from './invalid-input.ts'

/** The one error shape of the API: RFC 9457 problem details with a stable `code`, the `field` at fault and the `remedy`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  remedy: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  requestId: z.string(),
})

/** See `problemSchema`. */
export type Problem = z.infer<typeof problemSchema>

/** The HTTP status of a Failure, chosen here and nowhere else. */
export const statusOf: Record<FailureKind, ContentfulStatusCode> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  limited: 429,
  unavailable: 503,
}

/** Puts a thrown thing into the words of a person. Anything but a Failure becomes `unexpected`, without its details. */
export function problemOf(error: unknown, t: Translate, requestId: string): Problem {
  const failure = error instanceof Failure ? error : new Failure('unexpected', {}, { kind: 'unavailable' })
  const status = error instanceof Failure ? statusOf[failure.kind] : 500
  const key = wordsKey(failure.code)
  const facts = failure.code === 'request.invalid' ? wordsOfInvalid(failure.facts, t) : failure.facts
  return {
    type: `https://riscontro.example/problems/${failure.code}`,
    title: t(`${key}.title`, facts),
    status,
    code: failure.code,
    remedy: t(`${key}.remedy`, facts),
    ...(failure.field === undefined ? {} : { field: failure.field }),
    ...(Object.keys(failure.facts).length === 0 ? {} : { facts: failure.facts }),
    requestId,
  }
}

/** Where the words of a code are: `gifts.amount-too-large` → `failures.gifts:amount-too-large`; a code without a feature belongs to the platform. */
export function wordsKey(code: string): string {
  const dot = code.indexOf('.')
  return dot < 0 ? `failures.platform:${code}` : `failures.${featureOf(code.slice(0, dot))}:${code.slice(dot + 1)}`
}

function featureOf(prefix: string): string {
  return platformPrefixes.has(prefix) ? 'platform' : prefix
}

const platformPrefixes = new Set(['settings', 'vault', 'files', 'database'])
