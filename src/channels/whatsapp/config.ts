import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/** A business number on WhatsApp's Cloud API, and the Meta app that speaks for it. */
export const whatsappConfig = z.object({
  phoneNumberId: z.string().regex(/^\d{6,20}$/),
  /** The WhatsApp Business Account the number belongs to. */
  businessAccountId: z.string().regex(/^\d{6,20}$/),
  /** Of a system user, without an end. */
  accessToken: z.string().min(20).max(1000),
  appSecret: z.string().regex(/^[0-9a-f]{32}$/),
  verifyToken: z.string().min(16).max(200),
  /** E.164: what a link needs to open the chat. */
  publicNumber: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .optional(),
})
export type WhatsappConfig = z.infer<typeof whatsappConfig>

export const whatsappFields: readonly ConfigField[] = [
  { name: 'phoneNumberId', secret: false, required: true },
  { name: 'businessAccountId', secret: false, required: true },
  { name: 'accessToken', secret: true, required: true },
  { name: 'appSecret', secret: true, required: true },
  { name: 'verifyToken', secret: false, required: true, generated: true },
  { name: 'publicNumber', secret: false, required: false },
]
