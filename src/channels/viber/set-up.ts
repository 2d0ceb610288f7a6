import { z } from 'zod'
import type { Finding, Profile, RequestContext } from '../adapter.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { call } from './call.ts'
import type { ViberConfig } from './config.ts'
import { parseExactly } from './exact.ts'

/** Messages come always; these only to who asks for them (REST Bot API, `set_webhook`). */
const wanted = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started']

const account = z.object({
  status: z.literal(0),
  name: z.string(),
  webhook: z.string().optional(),
  event_types: z.array(z.string()).optional(),
})
const details = z.object({
  status: z.literal(0),
  user: z.object({
    name: z.string().min(1),
    avatar: z.url().optional().catch(undefined),
    language: z.string().optional(),
  }),
})

/** Viber calls the address at once with a `webhook` event and takes it only if that is answered 200 over trusted TLS. */
export function register(hookUrl: string, config: ViberConfig, context: RequestContext): ProviderRequest[] {
  const parameters = { url: hookUrl, event_types: wanted, send_name: true, send_photo: false }
  return [call('set_webhook', parameters, config, context)]
}

export function check(config: ViberConfig, context: RequestContext): ProviderRequest[] {
  return [call('get_account_info', {}, config, context)]
}

export function readCheck([who]: readonly ProviderResponse[], hookUrl: string): Finding[] {
  const read = account.safeParse(bodyOf(who))
  if (!read.success) return [{ about: 'credentials', isRight: false }]
  const { name, webhook, event_types } = read.data
  const missing = wanted.filter((event) => event_types?.includes(event) === false)
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: name },
    { about: 'webhook', isRight: webhook === hookUrl },
    ...(missing.length === 0 ? [] : [{ about: 'events' as const, isRight: false, words: missing.join(', ') }]),
  ]
}

/** Twice in twelve hours for one person (REST Bot API, `get_user_details`); messages tell the name anyway. */
export function profile(userId: string, config: ViberConfig, context: RequestContext): ProviderRequest {
  return call('get_user_details', { id: userId }, config, context)
}

export function readProfile(response: ProviderResponse): Profile | null {
  const read = details.safeParse(bodyOf(response))
  if (!read.success) return null
  const { name, avatar, language } = read.data.user
  return { displayName: name, pictureUrl: avatar, language }
}

/** Opens the app: useless on a machine without Viber. */
export function chatLink({ chatUri }: ViberConfig): string | null {
  return chatUri === undefined ? null : `viber://pa?chatURI=${chatUri}`
}

/** Comes back as the `context` of `conversation_started`. Opens the app: useless on a machine without Viber. */
export function entryLink(code: string, { chatUri }: ViberConfig): string | null {
  if (chatUri === undefined || !/^[\w-]{1,100}$/.test(code)) return null
  return `viber://pa?chatURI=${chatUri}&context=${code}`
}

function bodyOf(response: ProviderResponse | undefined): unknown {
  return response?.kind === 'answered' && response.status === 200 ? parseExactly(response.body) : undefined
}
