import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/** A Slack app installed in one workspace. */
export const slackConfig = z.object({
  /** OAuth & Permissions → Bot User OAuth Token. */
  botToken: z.string().regex(/^xoxb-[\w-]{10,300}$/),
  /** Basic Information → App Credentials. */
  signingSecret: z.string().regex(/^[0-9a-f]{32}$/),
})
export type SlackConfig = z.infer<typeof slackConfig>

export const slackFields: readonly ConfigField[] = [
  { name: 'botToken', secret: true, required: true },
  { name: 'signingSecret', secret: true, required: true },
]
