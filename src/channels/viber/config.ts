import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/** A Viber bot. Its token both signs what Viber sends and opens what we call. */
export const viberConfig = z.object({
  authToken: z.string().regex(/^[0-9a-z]{8,40}(-[0-9a-z]{8,40}){2}$/),
  /** Shown above every message; Viber refuses one without it (28 characters at most). */
  senderName: z.string().trim().min(1).max(28),
  /** The bot's public name: what a link needs to open its chat. */
  chatUri: z
    .string()
    .regex(/^[\w.-]{2,60}$/)
    .optional(),
  /** What a person reads who opens the chat and has not written yet; nothing else reaches them before. */
  welcome: z.string().trim().max(1000).optional(),
})
export type ViberConfig = z.infer<typeof viberConfig>

export const viberFields: readonly ConfigField[] = [
  { name: 'authToken', secret: true, required: true },
  { name: 'senderName', secret: false, required: true },
  { name: 'chatUri', secret: false, required: false },
  { name: 'welcome', secret: false, required: false },
]
