import { z } from '@hono/zod-openapi'
import { type Attachment, attachment } from '../../channels/event.ts'
import { mediaStates, sourceOf, usesOf } from './media.ts'
import type { KeptMedia } from './store.ts'

/** An attachment as members see it: where it lies at the provider stays with us. */
export const shownAttachment = attachment
  .omit({ mediaId: true, url: true, mediaType: true })
  .extend({
    /** Null for what is no file: places, cards, stickers that are only words. */
    state: z.enum(mediaStates).nullable(),
    /** Why it was refused: `conversations:media.refused.<reason>`. */
    reason: z.string().nullable(),
    /** What the bytes are. */
    mediaType: z.string().nullable(),
    /** Where it is shown (`picture`), played (`recording`) or only saved; null unless fetched. */
    use: z.enum(['picture', 'recording', 'download']).nullable(),
    href: z.string().nullable(),
    thumbnail: z.string().nullable(),
  })
  .openapi('Attachment')
export type ShownAttachment = z.infer<typeof shownAttachment>

/** The attachments of a message with what became of their files. */
export function showAttachments(
  messageId: string,
  attachments: readonly Attachment[],
  kept: readonly KeptMedia[],
): ShownAttachment[] {
  return attachments.map((one, place) => {
    const { mediaId: _id, url: _url, mediaType: _claimed, ...told } = one
    const file = kept.find((row) => row.messageId === messageId && row.place === place)
    // Older than the table of files, and never fetched.
    if (file === undefined) return { ...told, ...unkept, state: sourceOf(one) === undefined ? null : 'gone' }
    const { state, reason, mediaType } = file
    if (state !== 'fetched') return { ...told, ...unkept, state, reason }
    const href = `/api/messages/${messageId}/media/${place}`
    return {
      ...told,
      state,
      reason,
      mediaType,
      use: usesOf(mediaType ?? ''),
      href,
      thumbnail: file.hasThumbnail ? `${href}?size=small` : null,
      sizeBytes: file.byteLength ?? undefined,
      fileName: file.fileName ?? undefined,
    }
  })
}

const unkept = { reason: null, mediaType: null, use: null, href: null, thumbnail: null }
