import { z } from 'zod'
import type { Finding, Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { ask } from './call.ts'
import type { SlackConfig } from './config.ts'

/** What the app must be allowed to do. Commands and presses need no more. */
const neededScopes = ['chat:write', 'im:history', 'channels:history', 'users:read', 'files:read']

const ourselves = z.object({ ok: z.literal(true), user: z.string().optional(), team: z.string().optional() })

const person = z.object({
  ok: z.literal(true),
  user: z.object({
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    profile: z
      .object({
        display_name: z.string().optional(),
        real_name: z.string().optional(),
        image_192: z.url().optional().catch(undefined),
      })
      .default({}),
  }),
})

/** Whether Slack delivers to us is not to be asked: its page says so when the address is pasted. */
export function check(config: SlackConfig, context: RequestContext): ProviderRequest[] {
  return [ask('auth.test', {}, config, context)]
}

/** Who the app is, and which rights it lacks: every answer names those it has in a header. */
export function readCheck([who]: readonly ProviderResponse[]): Finding[] {
  const read = who === undefined ? null : answerOf(who, ourselves)
  if (who?.kind !== 'answered' || read === null) return [{ about: 'credentials', isRight: false }]
  const granted = who.headers['x-oauth-scopes']?.split(',').map((scope) => scope.trim())
  const missing = neededScopes.filter((scope) => granted?.includes(scope) === false)
  const words = [read.user, read.team].filter((part) => part !== undefined).join(' · ')
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words },
    ...(granted === undefined
      ? []
      : [{ about: 'permissions' as const, isRight: missing.length === 0, words: missing.join(', ') || undefined }]),
  ]
}

export function profile(userId: string, config: SlackConfig, context: RequestContext): ProviderRequest {
  return ask('users.info', { user: userId, include_locale: 'true' }, config, context)
}

/** Nobody's profile: who has left the workspace, and other apps. */
export function readProfile(response: ProviderResponse): Profile | null {
  const user = answerOf(response, person)?.user
  if (user === undefined || user.deleted === true || user.is_bot === true) return null
  const names = [user.profile.display_name, user.profile.real_name, user.real_name, user.name]
  const displayName = names.find((name) => name !== undefined && name !== '')
  if (displayName === undefined) return null
  return { displayName, pictureUrl: user.profile.image_192, language: user.locale }
}

function answerOf<Shape>(response: ProviderResponse, schema: z.ZodType<Shape>): Shape | null {
  return response.kind === 'answered' && response.status === 200 ? readJson(response.body, schema) : null
}
