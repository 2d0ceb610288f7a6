import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import type { ProviderRequest } from '../request.ts'
import { measure } from '../text.ts'
import { call } from './call.ts'
import type { TelegramConfig } from './config.ts'

/** A question with answers to choose from. */
export interface Poll {
  readonly question: string
  readonly options: readonly string[]
  readonly severalAnswers?: boolean
}

/** `sendPoll` (Bot API 10.1, 2026-06). */
const limits = { question: 300, option: 100, fewest: 2, most: 12 } as const

/**
 * `sendPoll`, open about who votes: only then Telegram tells each vote, as an `interaction` with the payload
 * `poll/<poll id>/<numbers of the options, from 0>`. Throws `channels.message-invalid` beyond Telegram's lengths and counts.
 */
export function poll(
  { question, options, severalAnswers = false }: Poll,
  to: Address,
  config: TelegramConfig,
  context: ComposeContext,
): ProviderRequest {
  const isWithin = (words: string, most: number) => words.trim() !== '' && measure(words, 'utf16') <= most
  if (!isWithin(question, limits.question)) throw unfit('question')
  const isCountable = options.length >= limits.fewest && options.length <= limits.most
  if (!isCountable || !options.every((option) => isWithin(option, limits.option))) throw unfit('options')
  const parameters = {
    chat_id: to.id,
    question,
    options: options.map((text) => ({ text })),
    is_anonymous: false,
    allows_multiple_answers: severalAnswers,
    disable_notification: context.silent,
  }
  return call('sendPoll', parameters, config, context, 1)
}

function unfit(field: string): Failure {
  return new Failure('channels.message-invalid', { field }, { field })
}
