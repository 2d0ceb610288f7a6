import { z } from 'zod'

const bytes = (limit: number) => z.string().refine((text) => Buffer.byteLength(text) <= limit)
const touser = z.string().min(1)
const data = z.record(z.string(), z.strictObject({ value: z.string() }))

/** What may be said, as far as we say it (sendCustomMessage, read 2026-11-22). Lengths are those our adapter keeps. */
export const customMessage = z.discriminatedUnion('msgtype', [
  z.strictObject({ touser, msgtype: z.literal('text'), text: z.strictObject({ content: bytes(2048).min(1) }) }),
  z.strictObject({ touser, msgtype: z.literal('image'), image: z.strictObject({ media_id: z.string().min(1) }) }),
  z.strictObject({ touser, msgtype: z.literal('voice'), voice: z.strictObject({ media_id: z.string().min(1) }) }),
  z.strictObject({
    touser,
    msgtype: z.literal('video'),
    video: z.strictObject({ media_id: z.string().min(1), title: z.string(), description: z.string() }),
  }),
  z.strictObject({
    touser,
    msgtype: z.literal('news'),
    news: z.strictObject({
      articles: z
        .array(
          z.strictObject({
            title: z.string().min(1),
            description: z.string(),
            url: z.url(),
            picurl: z.url().optional(),
          }),
        )
        .length(1),
    }),
  }),
  z.strictObject({
    touser,
    msgtype: z.literal('msgmenu'),
    msgmenu: z.strictObject({
      head_content: bytes(2048).min(1),
      list: z.array(z.strictObject({ id: z.string().min(1), content: z.string().min(1) })).min(1),
      tail_content: z.string(),
    }),
  }),
])

export const templateMessage = z.strictObject({
  touser,
  template_id: z.string().min(1),
  url: z.url().optional(),
  client_msg_id: z.string().max(32).optional(),
  data,
})

export const subscribeMessage = z.strictObject({
  touser,
  template_id: z.string().min(1),
  page: z.url().optional(),
  data,
})

/** Everything an account has said, in the shape WeChat took it. */
export type WechatMessage =
  | z.infer<typeof customMessage>
  | z.infer<typeof templateMessage>
  | z.infer<typeof subscribeMessage>
