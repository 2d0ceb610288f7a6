import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { RawRequest, Reception } from '../adapter.ts'
import { sameSignature } from '../keys.ts'
import type { ViberConfig } from './config.ts'
import { readCallback } from './events.ts'
import { parseExactly } from './exact.ts'

/**
 * Verifies and reads one callback. 401: the signature is missing or wrong. 400: signed, but no callback. The answer to a chat
 * opened by somebody who is no subscriber carries the account's welcome: until they write, Viber takes no other message for
 * them. All else we say goes the way of every message, where it is written down, counted and shown.
 */
export function receive(request: RawRequest, config: ViberConfig, now: Date): Reception {
  const presented = request.headers['x-viber-content-signature']
  if (presented === undefined || !sameSignature(viberSignature(request.body, config.authToken), presented))
    return answer(401)
  const event = readCallback(request.body, now)
  if (event === null) return answer(400)
  return { ...answer(200, isNewcomer(request.body) ? welcome(config) : ''), accepted: true, events: [event] }
}

const opening = z.object({ event: z.literal('conversation_started'), subscribed: z.boolean().optional() })

function isNewcomer(body: Uint8Array): boolean {
  const read = opening.safeParse(parseExactly(body))
  return read.success && read.data.subscribed !== true
}

/** One message in the answer, without a receiver (REST Bot API, "Sending a welcome message"). */
function welcome({ welcome: text = '', senderName: name }: ViberConfig): string {
  return text === '' ? '' : JSON.stringify({ sender: { name }, type: 'text', text })
}

function answer(status: number, body = ''): Reception {
  const headers = body === '' ? {} : { 'content-type': 'application/json' }
  return { accepted: false, response: { status, headers, body }, events: [] }
}

/** The signature of a body: lower-case hex of HMAC-SHA256 over its bytes. */
export function viberSignature(body: Uint8Array, authToken: string): string {
  return createHmac('sha256', authToken).update(body).digest('hex')
}
