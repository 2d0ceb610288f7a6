import { createHmac } from 'node:crypto'
import type { RawRequest, RawResponse, Reception } from '../adapter.ts'
import type { ChannelEvent } from '../event.ts'
import { webhookCheck } from '../handshake.ts'
import { parseJson } from '../json.ts'
import { sameSignature } from '../keys.ts'

/** What an app of Meta's needs to be heard: the same for WhatsApp, Messenger and Instagram. */
export interface MetaApp {
  readonly appSecret: string
  /** Ours to choose; Meta repeats it when the webhook is set up. */
  readonly verifyToken: string
}

/**
 * Takes a webhook of Meta's. A GET is how the dashboard asks whether we are here: the challenge goes back when the token is
 * ours, 403 otherwise. A POST is signed over its raw bytes: 401 when that is wrong, 400 when it is no webhook.
 */
export function receiveMeta(
  request: RawRequest,
  app: MetaApp,
  now: Date,
  read: (webhook: unknown) => readonly ChannelEvent[] | null,
): Reception {
  if (request.method === 'GET') return shakeHands(request.query, app, now)
  const presented = request.headers['x-hub-signature-256']
  if (presented === undefined || !sameSignature(metaSignature(request.body, app.appSecret), presented)) {
    return refused(401)
  }
  const events = read(parseJson(request.body))
  return events === null ? refused(400) : { accepted: true, response: answer(200, '{}'), events }
}

/** `X-Hub-Signature-256`: `sha256=` and the hex of HMAC-SHA256 over the raw body, keyed with the app secret. */
export function metaSignature(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

function shakeHands(query: RawRequest['query'], { verifyToken }: MetaApp, now: Date): Reception {
  const isOurs = query['hub.mode'] === 'subscribe' && sameSignature(verifyToken, query['hub.verify_token'] ?? '')
  if (!isOurs) return refused(403)
  const response = { status: 200, headers: { 'content-type': 'text/plain' }, body: query['hub.challenge'] ?? '' }
  return { accepted: true, response, events: [webhookCheck(response.body, now.getTime())] }
}

function refused(status: number): Reception {
  return { accepted: false, response: answer(status, '{}'), events: [] }
}

function answer(status: number, body: string): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body }
}
