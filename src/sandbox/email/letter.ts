import PostalMime from 'postal-mime'
import { z } from 'zod'

/** A mail as it lies in a mailbox: the very bytes, and what a mail program shows of them. */
export const letter = z.object({
  messageId: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Whether one press ends such mails (RFC 8058). */
  isUnsubscribable: z.boolean(),
  raw: z.string(),
})
export type Letter = z.infer<typeof letter>

/** Opens a mail; null for what no mail program could show: no sender, no subject line, no words. */
export async function openLetter(raw: string): Promise<Letter | null> {
  const { from, subject, messageId, text = '', html = '', headers } = await PostalMime.parse(raw)
  if (!from?.address || messageId === undefined || subject === undefined || text.trim() === '') return null
  const isUnsubscribable = headers.some(({ key }) => key === 'list-unsubscribe-post')
  return { messageId, subject, text, html, isUnsubscribable, raw }
}
