import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { isCurrency } from '../../platform/currencies.ts'
import type { Money } from '../../platform/money.ts'
import type { PaymentEvent } from '../event.ts'

/**
 * What our own test pay page says about a payment: in a callback, and in its answer to a query.
 * On the wire: JSON, signed over its exact bytes in `x-sandbox-signature` (hex HMAC-SHA256).
 */
export interface SandboxMessage {
  readonly reference: string
  readonly result: 'paid' | 'failed' | 'waiting'
  readonly amount: Money
  readonly at: Date
}

const onTheWire = z.strictObject({
  reference: z.string().regex(/^[A-Z0-9]{1,20}$/),
  result: z.enum(['paid', 'failed', 'waiting']),
  amountMinor: z.string().regex(/^[0-9]{1,18}$/),
  currency: z.string().refine(isCurrency),
  at: z.iso.datetime(),
})

/** The body and headers of a signed message; the pay page posts them to `notifyUrl`, or answers a query with them. */
export function writeMessage(message: SandboxMessage, secret: string): SignedMessage {
  const body = JSON.stringify({
    reference: message.reference,
    result: message.result,
    amountMinor: message.amount.minor.toString(),
    currency: message.amount.currency,
    at: message.at.toISOString(),
  } satisfies z.infer<typeof onTheWire>)
  return { body, headers: { 'content-type': 'application/json', 'x-sandbox-signature': sign(body, secret) } }
}

/** Ready to send: `body` must not be re-serialised on the way. */
export interface SignedMessage {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** The event in a signed message; `null` when the signature is wrong, `unknown` when it is right and the words are not. */
export function readMessage(
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>>,
  secret: string,
  now: Date,
): PaymentEvent | null {
  const given = Buffer.from(headers['x-sandbox-signature'] ?? '')
  const right = Buffer.from(sign(body, secret))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const message = onTheWire.safeParse(parseJson(body))
  if (!message.success) return unknownEvent(right.toString(), now)
  const { reference, result, amountMinor, currency, at } = message.data
  return {
    type: result === 'waiting' ? 'requires_action' : result,
    reference,
    providerReference: `SANDBOX-${reference}`,
    amount: { minor: BigInt(amountMinor), currency },
    at: new Date(at),
    dedupeKey: `${reference}:${result}`,
    simulated: false,
    ...(result === 'failed' ? { providerCode: 'declined' } : {}),
  }
}

function unknownEvent(signature: string, now: Date): PaymentEvent {
  return {
    type: 'unknown',
    reference: '',
    providerReference: '',
    amount: null,
    at: now,
    dedupeKey: `unknown:${signature}`,
    simulated: false,
  }
}

function sign(body: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}

function parseJson(body: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return null
  }
}
