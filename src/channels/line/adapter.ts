import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { lineAbilities } from './abilities.ts'
import { type LineConfig, lineConfig, lineFields } from './config.ts'

export const line: ChannelAdapter<LineConfig> = {
  kind: 'line',
  abilities: lineAbilities,
  configFields: lineFields,
  parseConfig: (settings) => readConfig(lineConfig, settings),
  receive: () => ({ accepted: false, response: { status: 401, headers: {}, body: '' }, events: [] }),
  authorise: () => null,
  readToken: () => null,
  compose: () => [],
  interpret: () => ({ kind: 'unknown' }),
}
