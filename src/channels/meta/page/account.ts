import { z } from 'zod'

/** A Facebook page, and the Meta app that speaks for it: what Messenger and Instagram both need. */
export const pageAccount = z.object({
  pageId: z.string().regex(/^\d{5,20}$/),
  /** Of the page, made from a system user's or a long-lived one, so that it does not end. */
  accessToken: z.string().min(20).max(1000),
  appSecret: z.string().regex(/^[0-9a-f]{32}$/),
  verifyToken: z.string().min(16).max(200),
})
export type PageAccount = z.infer<typeof pageAccount>
