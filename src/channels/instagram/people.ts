import { z } from 'zod'
import type { Profile, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered } from '../meta/graph.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { InstagramConfig } from './config.ts'

const named = z.object({
  name: z.string().optional(),
  username: z.string().optional(),
  profile_pic: z.string().optional(),
})

/** `GET /{IGSID}`: an error for who has not written to the account or has blocked it. */
export function profile(userId: string, { accessToken }: InstagramConfig, context: RequestContext): ProviderRequest {
  const path = `${encodeURIComponent(userId)}?fields=name,username,profile_pic`
  return graph({ method: 'GET', path, accessToken }, context)
}

export function readProfile(response: ProviderResponse): Profile | null {
  const read = isAnswered(response) ? readJson(response.body, named) : null
  const displayName = read?.name || read?.username
  if (!displayName) return null
  return { displayName, ...(read?.profile_pic === undefined ? {} : { pictureUrl: read.profile_pic }) }
}
