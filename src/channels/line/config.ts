import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/**
 * A LINE Messaging API channel. With `channelId` alone stateless tokens are fetched before sending; `accessToken` is the
 * long-lived one from the console, for those who prefer it.
 */
export const lineConfig = z.object({
  channelId: z.string().regex(/^\d{5,20}$/),
  channelSecret: z.string().regex(/^[0-9a-f]{32}$/),
  accessToken: z.string().min(20).max(500).optional(),
  /** The account's public id: what a link needs to open its chat. */
  basicId: z
    .string()
    .regex(/^@[\w.-]{1,50}$/)
    .optional(),
  /** A LINE Login channel of the same provider: only there a person is called as they are in the chat. */
  loginChannelId: z
    .string()
    .regex(/^\d{5,20}$/)
    .optional(),
  loginChannelSecret: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})
export type LineConfig = z.infer<typeof lineConfig>

export const lineFields: readonly ConfigField[] = [
  { name: 'channelId', secret: false, required: true },
  { name: 'channelSecret', secret: true, required: true },
  { name: 'accessToken', secret: true, required: false },
  { name: 'basicId', secret: false, required: false },
  { name: 'loginChannelId', secret: false, required: false },
  { name: 'loginChannelSecret', secret: true, required: false },
]
