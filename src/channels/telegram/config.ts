import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/** A Telegram bot. Its token stands in the path of every call, so a URL of ours is a secret too. */
export const telegramConfig = z.object({
  botToken: z.string().regex(/^\d{5,20}:[\w-]{30,60}$/),
  /** Telegram sends it with every update; it is all that proves one. */
  webhookSecret: z.string().regex(/^[\w-]{32,256}$/),
  /** The bot's public name without @: what a link needs to open its chat. */
  botName: z
    .string()
    .regex(/^\w{5,32}$/)
    .optional(),
})
export type TelegramConfig = z.infer<typeof telegramConfig>

export const telegramFields: readonly ConfigField[] = [
  { name: 'botToken', secret: true, required: true },
  { name: 'webhookSecret', secret: true, required: true, generated: true },
  { name: 'botName', secret: false, required: false },
]
