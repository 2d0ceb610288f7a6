import { z } from 'zod'
import type { Mail } from './mail.ts'
import { plainOf } from './plain.ts'

/** Postmark's inbound webhook (postmarkapp.com/developer/webhooks/inbound-webhook, read 2026-11-22), as far as we need it. */
export const postmarkMail = z.object({
  FromFull: z.object({ Email: z.string(), Name: z.string().default('') }),
  MessageID: z.string().min(1),
  Subject: z.string().default(''),
  Date: z.string().optional(),
  TextBody: z.string().default(''),
  HtmlBody: z.string().default(''),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Attachments: z
    .array(
      z.object({
        Name: z.string().default(''),
        ContentType: z.string(),
        ContentLength: z.number(),
        /** Base64. */
        Content: z.string().default(''),
      }),
    )
    .default([]),
  /** The whole mail, when the server is set to include it. */
  RawEmail: z.string().optional(),
})

/** Their `MessageID` is theirs; the mail's own stands among the headers. */
export function readPostmark(posted: z.infer<typeof postmarkMail>): Mail {
  const headers = posted.Headers.map(({ Name, Value }) => ({ name: Name.toLowerCase(), value: Value }))
  const one = (name: string) => headers.find((header) => header.name === name)?.value.trim() || undefined
  return {
    from: { address: posted.FromFull.Email, name: posted.FromFull.Name },
    subject: posted.Subject,
    date: posted.Date,
    messageId: one('message-id') ?? `<${posted.MessageID}@inbound.postmarkapp.com>`,
    inReplyTo: one('in-reply-to'),
    headers,
    text: posted.TextBody.trim() === '' ? plainOf(posted.HtmlBody) : posted.TextBody,
    attachments: posted.Attachments.map(({ Name, ContentType, ContentLength, Content }) => ({
      fileName: Name === '' ? undefined : Name,
      mediaType: ContentType,
      sizeBytes: ContentLength,
      ...(Content === '' ? {} : { content: Content }),
    })),
  }
}
