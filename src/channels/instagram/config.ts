import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'
import { pageAccount } from '../meta/page/account.ts'

/** A professional account on Instagram, linked to the Facebook page in whose name the API speaks. */
export const instagramConfig = pageAccount.extend({
  instagramId: z.string().regex(/^\d{5,20}$/),
  /** What a link needs to open the chat. */
  userName: z
    .string()
    .regex(/^[\w.]{1,30}$/)
    .optional(),
})
export type InstagramConfig = z.infer<typeof instagramConfig>

export const instagramFields: readonly ConfigField[] = [
  { name: 'instagramId', secret: false, required: true },
  { name: 'pageId', secret: false, required: true },
  { name: 'accessToken', secret: true, required: true },
  { name: 'appSecret', secret: true, required: true },
  { name: 'verifyToken', secret: false, required: true, generated: true },
  { name: 'userName', secret: false, required: false },
]
