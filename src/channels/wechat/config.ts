import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/**
 * A service account of WeChat (服务号). With `encodingAesKey` only sealed messages are taken, as WeChat sends them in safe and
 * in compatible mode; without it, plain ones.
 */
export const wechatConfig = z.object({
  appId: z.string().regex(/^wx[0-9a-f]{16}$/),
  appSecret: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ours to choose; both sides sign with it. */
  token: z.string().regex(/^[A-Za-z0-9]{3,32}$/),
  encodingAesKey: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/)
    .optional(),
})
export type WechatConfig = z.infer<typeof wechatConfig>

export const wechatFields: readonly ConfigField[] = [
  { name: 'appId', secret: false, required: true },
  { name: 'appSecret', secret: true, required: true },
  { name: 'token', secret: true, required: true },
  { name: 'encodingAesKey', secret: true, required: false },
]
