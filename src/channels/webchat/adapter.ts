import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { webchatAbilities } from './abilities.ts'
import { type WebchatConfig, webchatConfig, webchatFields } from './config.ts'

export const webchat: ChannelAdapter<WebchatConfig> = {
  kind: 'webchat',
  abilities: webchatAbilities,
  configFields: webchatFields,
  parseConfig: (settings) => readConfig(webchatConfig, settings),
  receive: () => ({ accepted: false, response: { status: 401, headers: {}, body: '' }, events: [] }),
  authorise: () => null,
  readToken: () => null,
  compose: () => [],
  interpret: () => ({ kind: 'unknown' }),
}
