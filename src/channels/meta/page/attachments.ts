import { z } from 'zod'
import type { Attachment } from '../../event.ts'
import { ofStory } from './files.ts'

const url = z.string().min(1).optional().catch(undefined)
const title = z.string().min(1).optional().catch(undefined)

const sent = z.object({
  type: z.string(),
  title,
  url,
  payload: z
    .object({
      url,
      title,
      sticker_id: z.unknown().optional(),
      coordinates: z.object({ lat: z.number(), long: z.number() }).optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
})
type Sent = z.infer<typeof sent>

const kinds = { image: 'image', video: 'video', audio: 'audio', file: 'file', sticker: 'sticker' } as const

/**
 * Reads `attachments[]`. Shared posts, reels and stories are files under Meta's own word for them. A sticker came as a
 * picture until 2026-05, as both until 2026-08-30, and comes as `sticker` alone since (changelog of 2026).
 */
export function readAttachments(items: readonly unknown[]): Attachment[] {
  const all = items.flatMap((item) => sent.safeParse(item).data ?? [])
  const isNamed = all.some(({ type }) => type === 'sticker')
  return all.filter((one) => !(isNamed && isOldSticker(one))).flatMap(readAttachment)
}

/** What a person shared from the web (`fallback`), as the words it is: no file, and an address of anybody's choice. */
export function sharedWords(items: readonly unknown[]): string | undefined {
  const lines = items
    .flatMap((item) => sent.safeParse(item).data ?? [])
    .filter(({ type }) => type === 'fallback')
    .flatMap((one) => [one.payload?.title ?? one.title, one.payload?.url ?? one.url])
    .filter((line) => line !== undefined)
  return lines.length === 0 ? undefined : lines.join('\n')
}

const template = z.object({
  type: z.literal('template'),
  payload: z.object({
    text: z.string().optional(),
    elements: z
      .array(z.object({ title: z.string().optional(), subtitle: z.string().optional() }))
      .optional()
      .catch(undefined),
  }),
})

/** The words of a card that the page sent, by any hand: echoes tell it in full. */
export function templateWords(items: readonly unknown[]): string | undefined {
  const lines = items
    .flatMap((item) => template.safeParse(item).data?.payload ?? [])
    .flatMap(({ text, elements = [] }) => [text, ...elements.flatMap(({ title, subtitle }) => [title, subtitle])])
    .filter((line) => line !== undefined && line !== '')
  return lines.length === 0 ? undefined : lines.join('\n')
}

function isOldSticker({ type, payload }: Sent): boolean {
  return type === 'image' && payload?.sticker_id !== undefined
}

function readAttachment(one: Sent): Attachment[] {
  const { type, payload } = one
  if (type === 'location' && payload?.coordinates) {
    const { lat: latitude, long: longitude } = payload.coordinates
    return [{ kind: 'location', title: one.title, latitude, longitude }]
  }
  // A tap on Instagram's heart: nothing to fetch.
  if (type === 'like_heart') return [{ kind: 'sticker', title: '❤' }]
  const address = payload?.url ?? one.url
  if (address === undefined || type === 'fallback') return []
  if (type === 'story_mention') return [{ kind: 'file', url: ofStory(address), title: type }]
  if (isOldSticker(one)) return [{ kind: 'sticker', url: address }]
  const kind = Object.entries(kinds).find(([name]) => name === type)?.[1]
  if (kind !== undefined) return [{ kind, url: address }]
  return [{ kind: 'file', url: address, title: payload?.title ?? one.title ?? type }]
}
