import type { RequestContext } from '../adapter.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest } from '../request.ts'
import type { SlackConfig } from './config.ts'

/** A question to Slack's Web API that says nothing to anybody. */
export function ask(
  method: string,
  parameters: Readonly<Record<string, string>>,
  config: SlackConfig,
  context: RequestContext,
): ProviderRequest {
  const query = new URLSearchParams(parameters).toString()
  const url = `${slackOrigin(context)}/api/${method}${query === '' ? '' : `?${query}`}`
  return { part: 0, method: 'GET', url, headers: bearer(config), body: '', quotaCount: 0 }
}

/** One message. The token travels in a header, so that no address of ours is a secret. */
export function post(part: number, message: object, config: SlackConfig, context: RequestContext): ProviderRequest {
  return {
    part,
    method: 'POST',
    url: `${slackOrigin(context)}/api/chat.postMessage`,
    headers: { ...bearer(config), 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    quotaCount: 0,
  }
}

export function slackOrigin(context: RequestContext): string {
  return providerOrigin('https://slack.com', context.sandboxOrigin)
}

export function bearer({ botToken }: SlackConfig): Record<string, string> {
  return { authorization: `Bearer ${botToken}` }
}
