import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { webchatAbilities } from './abilities.ts'
import { compose, interpret } from './compose.ts'
import { type WebchatConfig, webchatConfig, webchatFields } from './config.ts'
import { receive } from './receive.ts'

/** Our own web chat: both ends of the wire are ours. The contract is written in docs/channels/webchat.md. */
export const webchat: ChannelAdapter<WebchatConfig> = {
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
