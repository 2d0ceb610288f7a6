import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { slackAbilities } from './abilities.ts'
import { compose } from './compose.ts'
import { type SlackConfig, slackConfig, slackFields } from './config.ts'
import { content, contentAt } from './files.ts'
import { interpret } from './interpret.ts'
import { receive } from './receive.ts'
import { check, profile, readCheck, readProfile } from './set-up.ts'

/** Slack, for staff and volunteers, through an app's Events and Web API. What it can and cannot do: docs/channels/slack.md. */
export const slack: ChannelAdapter<SlackConfig> = {
  kind: 'slack',
  abilities: slackAbilities,
  configFields: slackFields,
  parseConfig: (settings) => readConfig(slackConfig, settings),
  receive,
  authorise: () => null,
  readToken: () => null,
  compose,
  interpret,
  profile,
  readProfile,
  content,
  contentAt,
  check,
  readCheck,
}
