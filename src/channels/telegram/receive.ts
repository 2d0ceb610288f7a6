import type { RawRequest, RawResponse, Reception } from '../adapter.ts'
import { parseJson } from '../json.ts'
import { sameSignature } from '../keys.ts'
import type { TelegramConfig } from './config.ts'
import { readUpdate } from './updates.ts'

/**
 * Reads one update. Telegram does not sign bodies: the secret we gave it with `setWebhook` names the sender, nothing
 * proves the bytes. 401: the secret is missing or wrong. 400: no update. The answer to a press ends its spinner.
 */
export function receive(request: RawRequest, config: TelegramConfig, now: Date): Reception {
  const presented = request.headers['x-telegram-bot-api-secret-token']
  if (presented === undefined || !sameSignature(config.webhookSecret, presented)) return refused(401)
  const read = readUpdate(parseJson(request.body), now, selfOf(config))
  if (read === null) return refused(400)
  const { event, callbackQueryId } = read
  const answer = callbackQueryId ? { method: 'answerCallbackQuery', callback_query_id: callbackQueryId } : {}
  return { accepted: true, response: respond(200, answer), events: [event] }
}

function refused(status: number): Reception {
  return { accepted: false, response: respond(status, {}), events: [] }
}

function respond(status: number, body: object): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function selfOf({ botToken, botName: name }: TelegramConfig) {
  return { id: botToken.split(':')[0] ?? '', name }
}
