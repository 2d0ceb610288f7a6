import { z } from 'zod'
import { parseJson, readJson } from '../json.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'

const sent = z.object({ message_id: z.int(), chat: z.object({ id: z.int() }) })
const taken = z.object({ ok: z.literal(true), result: z.unknown() })
const refused = z.object({
  ok: z.literal(false),
  description: z.string().default(''),
  parameters: z.object({ retry_after: z.number().optional(), migrate_to_chat_id: z.int().optional() }).default({}),
})

/**
 * What Telegram's answer means (Bot API 10.1 `ResponseParameters`; error words in tdlib/telegram-bot-api Client.cpp @
 * 01a3679). There is no retry key, so whatever may have been taken is unknown.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  const undecided: Outcome = { kind: request.part === 0 ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered' || response.status >= 500) return undecided
  const { status, body } = response
  const accepted = readJson(body, taken)
  if (status < 300) return accepted === null ? undecided : { kind: 'accepted', providerIds: idsOf(accepted.result) }
  const { description, parameters } = readJson(body, refused) ?? { description: body, parameters: {} }
  switch (status) {
    case 429:
      return parameters.retry_after === undefined
        ? slower(response.headers)
        : { kind: 'rate_limited', waitSeconds: parameters.retry_after }
    case 401:
    case 404:
      return { kind: 'auth' }
    case 403:
      return { kind: 'blocked' }
    default:
      return parameters.migrate_to_chat_id === undefined
        ? rejected(status, description)
        : moved(request, parameters.migrate_to_chat_id)
  }
}

/** Ids of messages are unique in their chat only. */
function idsOf(result: unknown): string[] {
  const messages = z
    .array(sent)
    .or(sent.transform((one) => [one]))
    .safeParse(result)
  return messages.success ? messages.data.map(({ chat, message_id }) => `${chat.id}:${message_id}`) : []
}

/** A group that has grown into a supergroup lives on under another id. */
function moved(request: ProviderRequest, chatId: number): Outcome {
  const parameters = z.record(z.string(), z.unknown()).safeParse(parseJson(request.body)).data ?? {}
  return { kind: 'next', requests: [{ ...request, body: JSON.stringify({ ...parameters, chat_id: String(chatId) }) }] }
}
