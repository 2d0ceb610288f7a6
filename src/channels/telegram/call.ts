import type { RequestContext } from '../adapter.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest } from '../request.ts'
import type { TelegramConfig } from './config.ts'

/** A call of a Bot API method. The URL holds the bot's token: never store, show or log it. */
export function call(
  method: string,
  parameters: object,
  config: TelegramConfig,
  context: RequestContext,
  part = 0,
): ProviderRequest {
  return {
    part,
    method: 'POST',
    url: `${telegramOrigin(context)}/bot${config.botToken}/${method}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
    quotaCount: 0,
  }
}

export function telegramOrigin(context: RequestContext): string {
  return providerOrigin('https://api.telegram.org', context.sandboxOrigin)
}
