import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/** See `staffSees`. */
export const staffSights = ['nothing', 'name', 'words'] as const
export type StaffSight = (typeof staffSights)[number]

/** A form sends what was left empty as an empty text. */
const unlessEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((given) => (given === '' ? undefined : given), schema.optional())

/** A Slack app installed in one workspace. */
export const slackConfig = z.object({
  /** OAuth & Permissions → Bot User OAuth Token. */
  botToken: z.string().regex(/^xoxb-[\w-]{10,300}$/),
  /** Basic Information → App Credentials. Hexadecimal as a rule, but not in Slack's own example of a signature. */
  signingSecret: z.string().regex(/^[0-9a-z]{32}$/),
  /** The channel of the team where it is told who waits; without one nobody is told. Channel → About → Channel ID. */
  staffChannel: unlessEmpty(z.string().regex(/^[CG][A-Z0-9]{5,30}$/)),
  /** How much of a person is told there: that somebody waits, their name besides, or also what they wrote. */
  staffSees: unlessEmpty(z.enum(staffSights)),
})
export type SlackConfig = z.infer<typeof slackConfig>

export const slackFields: readonly ConfigField[] = [
  { name: 'botToken', secret: true, required: true },
  { name: 'signingSecret', secret: true, required: true },
  { name: 'staffChannel', secret: false, required: false },
  { name: 'staffSees', secret: false, required: false },
]
