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
  const expected = createHmac('sha256', config.authToken).update(request.body).digest('hex')
  if (presented === undefined || !sameSignature(expected, presented)) return answer(401)
  const event = readCallback(request.body, now)
  return event === null ? answer(400) : { ...answer(200), accepted: true, events: [event] }
}

function answer(status: number): Reception {
  return { accepted: false, response: { status, headers: {}, body: '' }, events: [] }
}
