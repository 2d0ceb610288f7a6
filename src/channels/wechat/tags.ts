import { Failure } from '../../platform/errors.ts'
import type { RequestContext } from '../adapter.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { measure } from '../text.ts'
import { call } from './access.ts'
import type { WechatConfig } from './config.ts'
import { readAnswer } from './interpret.ts'

/** Names of tags and people per request (标签管理, read 2026-11-22); a hundred tags an account. */
const nameLimit = 30
const peopleLimit = 50

/** `POST /cgi-bin/tags/create`: who can be shown another menu. Throws `channels.config-invalid` for a name of more than 30 characters. */
export function tag(name: string, _config: WechatConfig, context: RequestContext): ProviderRequest {
  if (measure(name, 'code-points') > nameLimit) throw new Failure('channels.config-invalid', { field: 'name' })
  return call({ path: '/cgi-bin/tags/create', body: { tag: { name } } }, context)
}

/** The tag's id in the answer to `tag`, exact; `null` when there is none (45157: the name is taken). Never throws. */
export function readTag(response: ProviderResponse): string | null {
  return response.kind === 'answered' ? (readAnswer(response.body).tag?.id ?? null) : null
}

/** `POST /cgi-bin/tags/members/batchtagging` or its opposite. Throws `channels.too-many` beyond fifty people. */
export function tagPeople(
  userIds: readonly string[],
  { tagId, isTagged }: { tagId: string; isTagged: boolean },
  _config: WechatConfig,
  context: RequestContext,
): ProviderRequest {
  if (userIds.length > peopleLimit) throw new Failure('channels.too-many', { limit: peopleLimit })
  const body = { openid_list: userIds, tagid: Number(tagId) }
  return call({ path: `/cgi-bin/tags/members/${isTagged ? 'batchtagging' : 'batchuntagging'}`, body }, context)
}
