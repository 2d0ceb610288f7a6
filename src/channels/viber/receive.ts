import { createHmac } from 'node:crypto'
import type { RawRequest, Reception } from '../adapter.ts'
import { sameSignature } from '../keys.ts'
import type { ViberConfig } from './config.ts'
import { readCallback } from './events.ts'

/**
 * Verifies and reads one callback. 401: the signature is missing or wrong. 400: signed, but no callback. The answer stays
 * empty also to `conversation_started`, which could carry one greeting: what we say goes the way of every other message,
 * where it is written down, counted and shown.
 */
export function receive(request: RawRequest, config: ViberConfig, now: Date): Reception {
  const presented = request.headers['x-viber-content-signature']
  if (presented === undefined || !sameSignature(viberSignature(request.body, config.authToken), presented))
    return answer(401)
  const event = readCallback(request.body, now)
  return event === null ? answer(400) : { ...answer(200), accepted: true, events: [event] }
}

function answer(status: number): Reception {
  return { accepted: false, response: { status, headers: {}, body: '' }, events: [] }
}

/** The signature of a body: lower-case hex of HMAC-SHA256 over its bytes. */
export function viberSignature(body: Uint8Array, authToken: string): string {
  return createHmac('sha256', authToken).update(body).digest('hex')
}
