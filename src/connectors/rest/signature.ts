import { createHmac, timingSafeEqual } from 'node:crypto'
import { Failure } from '../../platform/errors.ts'

/** How far the clocks of the two sides may be apart. */
const toleranceSeconds = 300

/** The names of the signing headers, in lower case. */
export const signingHeaders = {
  key: 'riscontro-key',
  timestamp: 'riscontro-timestamp',
  signature: 'riscontro-signature',
} as const

/** What is signed of a request. `target` is path and query as sent. */
export interface Signed {
  readonly method: string
  readonly target: string
  readonly body: string
}

/** HMAC-SHA256, hex in lower case, over method, target, timestamp and body, each ended by a line feed but the body. */
export function signatureOf({ method, target, body }: Signed, timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${method}\n${target}\n${timestamp}\n${body}`).digest('hex')
}

/** The headers of a signed request. `timestamp` is in whole seconds since 1970. */
export function signingHeadersFor(signed: Signed, key: { id: string; secret: string }, now: Date) {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return {
    [signingHeaders.key]: key.id,
    [signingHeaders.timestamp]: timestamp,
    [signingHeaders.signature]: signatureOf(signed, timestamp, key.secret),
  }
}

/**
 * Lets a request in that was signed with any of these secrets. Fails with `connectors.signature-wrong`, and with `connectors.clock-apart` when it was signed
 * rightly for another time: only who knows the secret learns that it is the clock.
 */
export function requireSignature(
  signed: Signed,
  given: { timestamp: string | undefined; signature: string | undefined },
  secrets: readonly string[],
  now: Date,
): void {
  const { timestamp = '', signature = '' } = given
  const shown = Buffer.from(signature)
  const isSigned = secrets.map((secret) => {
    const expected = Buffer.from(signatureOf(signed, timestamp, secret))
    return shown.length === expected.length && timingSafeEqual(shown, expected)
  })
  if (!/^\d{1,12}$/.test(timestamp) || !isSigned.includes(true)) {
    throw new Failure('connectors.signature-wrong', {}, { kind: 'unauthenticated' })
  }
  const apartSeconds = Math.abs(Math.round(now.getTime() / 1000) - Number(timestamp))
  if (apartSeconds > toleranceSeconds) {
    throw new Failure('connectors.clock-apart', { apartSeconds, toleranceSeconds }, { kind: 'unauthenticated' })
  }
}
