import { z } from 'zod'
import type { Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered } from '../meta/graph.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { MessengerConfig } from './config.ts'

const named = z.object({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  profile_pic: z.string().optional(),
})
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u

/** `GET /{PSID}`: an error for who has not written to the page or has blocked it. */
export function profile(userId: string, { accessToken }: MessengerConfig, context: RequestContext): ProviderRequest {
  const path = `${encodeURIComponent(userId)}?fields=first_name,last_name,profile_pic`
  return graph({ method: 'GET', path, accessToken }, context)
}

/** Names in their own order: 林小美, not 小美 林. */
export function readProfile(response: ProviderResponse): Profile | null {
  const read = isAnswered(response) ? readJson(response.body, named) : null
  if (read === null) return null
  const { first_name: first = '', last_name: last = '', profile_pic: pictureUrl } = read
  const displayName = eastAsian.test(first + last) ? last + first : `${first} ${last}`.trim()
  return displayName === '' ? null : { displayName, ...(pictureUrl === undefined ? {} : { pictureUrl }) }
}
