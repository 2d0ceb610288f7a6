import type { RequestContext } from '../adapter.ts'
import { providerOrigin } from '../origin.ts'
import type { ProviderRequest } from '../request.ts'
import type { ViberConfig } from './config.ts'

/** A call of Viber's REST API. Every method is a POST; part 0 unless it says something to somebody. */
export function call(
  method: 'send_message' | 'set_webhook' | 'get_account_info' | 'get_user_details',
  parameters: object,
  { authToken }: ViberConfig,
  context: RequestContext,
  part = 0,
): ProviderRequest {
  return {
    part,
    method: 'POST',
    url: `${providerOrigin('https://chatapi.viber.com', context.sandboxOrigin)}/pa/${method}`,
    headers: { 'content-type': 'application/json', 'x-viber-auth-token': authToken },
    body: JSON.stringify(parameters),
    quotaCount: 0,
  }
}
