import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { webchatAbilities } from './abilities.ts'
import { compose, interpret } from './compose.ts'
import { type WebchatConfig, webchatConfig, webchatFields } from './config.ts'
import { receive } from './receive.ts'
import { identifierHash, issueVisitorToken, readVisitorToken, verifyIdentity, vouchedVisitorId } from './visitor.ts'

const contract: ChannelAdapter<WebchatConfig> = {
  kind: 'webchat',
  abilities: webchatAbilities,
  configFields: webchatFields,
  parseConfig: (settings) => readConfig(webchatConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
}

/** What a server of web chat needs besides: tokens for visitors, and whether a site vouches for one. */
const moreVerbs = { issueVisitorToken, readVisitorToken, vouchedVisitorId, identifierHash, verifyIdentity } as const

/** Our own web chat: both ends of the wire are ours. The contract is written in docs/channels/webchat.md. */
export const webchat = { ...contract, ...moreVerbs }
