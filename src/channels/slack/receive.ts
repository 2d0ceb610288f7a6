import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { RawRequest, RawResponse, Reception } from '../adapter.ts'
import { webhookCheck } from '../handshake.ts'
import { parseJson } from '../json.ts'
import { sameSignature } from '../keys.ts'
import type { SlackConfig } from './config.ts'
import { readCallback } from './events.ts'
import { readForm } from './interactions.ts'

/** How far Slack's clock and ours may be apart, before or behind: a proof from the future can be kept for later too. */
const toleranceSeconds = 300

const handshake = z.object({ type: z.literal('url_verification'), challenge: z.string() })

/**
 * Verifies and reads one request: JSON from the Events API, a form from buttons and slash commands. Which of the two is told
 * by the signed bytes, not by a header nobody signed. 401: no proof, a wrong or an old one. 400: nothing we can read.
 */
export function receive(request: RawRequest, config: SlackConfig, now: Date): Reception {
  const sentAt = provenTime(request, config, now)
  if (sentAt === null) return refused(401)
  const body = parseJson(request.body)
  const greeting = handshake.safeParse(body)
  if (greeting.success) return greeted(greeting.data.challenge, sentAt)
  const events = body === undefined ? readForm(request.body, sentAt) : readCallback(body)
  if (events === null) return refused(400)
  const redelivered = request.headers['x-slack-retry-num'] !== undefined
  return { accepted: true, response: respond(200, ''), events: events.map((event) => ({ ...event, redelivered })) }
}

/** When Slack sent it, milliseconds since 1970, or `null` when that is not proven. */
function provenTime({ headers, body }: RawRequest, { signingSecret }: SlackConfig, now: Date): number | null {
  const seconds = headers['x-slack-request-timestamp'] ?? ''
  const presented = headers['x-slack-signature'] ?? ''
  if (!/^\d{1,12}$/.test(seconds)) return null
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > toleranceSeconds) return null
  return sameSignature(slackSignature(body, seconds, signingSecret), presented) ? Number(seconds) * 1000 : null
}

/** The signature of a body sent at a time in seconds: version, then lower-case hex of HMAC-SHA256. */
export function slackSignature(body: Uint8Array, seconds: string, signingSecret: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${seconds}:`).update(body).digest('hex')}`
}

function greeted(challenge: string, at: number): Reception {
  return { accepted: true, response: respond(200, challenge), events: [webhookCheck(challenge, at)] }
}

function refused(status: number): Reception {
  return { accepted: false, response: respond(status, ''), events: [] }
}

function respond(status: number, body: string): RawResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}
