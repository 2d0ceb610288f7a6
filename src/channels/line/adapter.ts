import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { lineAbilities } from './abilities.ts'
import { authorise, readToken } from './access.ts'
import { compose } from './compose.ts'
import { type LineConfig, lineConfig, lineFields } from './config.ts'
import { interpret } from './interpret.ts'
import { entryLink } from './link.ts'
import { content, profile, readProfile } from './people.ts'
import { quota, readQuota } from './quota.ts'
import { receive } from './receive.ts'

/** LINE Official Accounts through the Messaging API. What it can and cannot do: docs/channels/line.md. */
export const line: ChannelAdapter<LineConfig> = {
  kind: 'line',
  abilities: lineAbilities,
  configFields: lineFields,
  parseConfig: (settings) => readConfig(lineConfig, settings),
  receive,
  authorise,
  readToken,
  compose,
  interpret,
  profile,
  readProfile,
  quota,
  readQuota,
  content,
  entryLink,
}
