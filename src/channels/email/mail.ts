import { z } from 'zod'

/** An id with its angle brackets. A header that is there and empty names nothing. */
const id = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)

/** A mail as read, whichever way it came. Plain JSON. */
export const mail = z.object({
  from: z.object({ address: z.string(), name: z.string().default('') }).optional(),
  subject: z.string().default(''),
  /** As written by the sender's clock. */
  date: z.string().optional(),
  messageId: id,
  inReplyTo: id,
  /** Names in lower case, in the order of the mail. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  text: z.string().default(''),
  attachments: z
    .array(
      z.object({
        fileName: z.string().optional(),
        mediaType: z.string(),
        sizeBytes: z.number(),
        /** Its bytes in base64; absent where the provider left them out. */
        content: z.string().optional(),
      }),
    )
    .default([]),
  /** `delivery`: what became of a mail (RFC 3464). `feedback`: its reader called it spam (RFC 5965). */
  report: z
    .object({
      kind: z.enum(['delivery', 'feedback']),
      fields: z.record(z.string(), z.string()),
      original: z.object({ id: z.string(), to: z.string() }),
    })
    .optional(),
})
export type Mail = z.infer<typeof mail>

/** What `unpack` makes of a raw mail, and `receive` reads. */
export const unpackedMail = z.object({ mail })

/** A mail without its files, to be kept as it came. */
export function withoutFiles({ attachments, ...read }: Mail): Mail {
  return { ...read, attachments: attachments.map(({ content: _, ...named }) => named) }
}

/** The values of a header, in order. */
export function headersOf(read: Mail, name: string): string[] {
  return read.headers.filter((header) => header.name === name).map(({ value }) => value)
}
