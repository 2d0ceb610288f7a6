import { createHmac } from 'node:crypto'
import type { RawRequest, RawResponse, Reception } from '../adapter.ts'
import { webhookCheck } from '../handshake.ts'
import { parseJson } from '../json.ts'
import { sameSignature } from '../keys.ts'
import type { LineConfig } from './config.ts'
import { readEvent } from './events.ts'

/**
 * Reads a LINE webhook. 401: the signature over the raw bytes is missing or wrong. 400: signed, but no webhook. An empty
 * list is how LINE checks that we are here.
 */
export function receive(request: RawRequest, config: LineConfig, now: Date): Reception {
  const presented = request.headers['x-line-signature']
  if (presented === undefined || !sameSignature(lineSignature(request.body, config.channelSecret), presented)) {
    return refused(401)
  }
  const events = eventList(parseJson(request.body))
  if (events === null) return refused(400)
  return {
    accepted: true,
    response: answer(200),
    events:
      events.length === 0
        ? [webhookCheck(String(now.getTime()), now.getTime())]
        : events.map((event) => readEvent(event, now)),
  }
}

/** `X-Line-Signature`: base64 of HMAC-SHA256 over the raw body, keyed with the channel secret. */
export function lineSignature(body: Uint8Array, channelSecret: string): string {
  return createHmac('sha256', channelSecret).update(body).digest('base64')
}

function eventList(webhook: unknown): unknown[] | null {
  if (typeof webhook !== 'object' || webhook === null || !('events' in webhook)) return null
  return Array.isArray(webhook.events) ? webhook.events : null
}

function refused(status: number): Reception {
  return { accepted: false, response: answer(status), events: [] }
}

function answer(status: number): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: '{}' }
}
