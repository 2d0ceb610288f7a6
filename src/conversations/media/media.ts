import type { Attachment } from '../../channels/event.ts'
import { receivedBytes } from '../../platform/received.ts'

/**
 * `wanted`: to be fetched from the provider. `fetched`: the bytes are ours. `refused`: not kept, see the reason. `gone`: the
 * provider has it no more.
 */
export const mediaStates = ['wanted', 'fetched', 'refused', 'gone'] as const
export type MediaState = (typeof mediaStates)[number]

/**
 * Why a file is not kept. `unreadable`: a picture or PDF nobody could draw, or that unpacks to
 * more than is safe. `locked`: a PDF that opens with a password only. `heic`: a photo in Apple's
 * format, which no library we may ship can draw. `elsewhere`: it lies
 * where the adapter does not vouch for the host. `not-given`: the provider refuses it. `unreachable`: every try failed.
 */
export const refusals = [
  'too-large',
  'unreadable',
  'locked',
  'heic',
  'program',
  'empty',
  'elsewhere',
  'not-given',
  'unreachable',
] as const
export type Refusal = (typeof refusals)[number]

/** What came with a message and has to be fetched. */
export interface WantedMedia {
  readonly messageId: string
  readonly place: number
  readonly conversationId: string
  readonly fileId: string
  readonly attempts: number
  readonly attachment: Attachment
}

/** Tries before a file is given up: some four hours, in which the links of most providers have died. */
export const mediaTries = 12

/** How long after the n-th try the next one is due. */
export function mediaWaitSeconds(attempts: number): number {
  return Math.min(3600, 10 * 2 ** (attempts - 1))
}

/** Whoever claimed a file has this long; then somebody else may. Longer than all time limits of a fetch together. */
export const mediaLeaseSeconds = 300

/** Where an attachment is to be had; `undefined` for places, cards, and stickers that are only words. */
export function sourceOf({ mediaId, url }: Attachment): string | undefined {
  return mediaId ?? url
}

/** Refused before anybody is asked: the provider itself says how large it is. */
export function refusedUnseen({ sizeBytes = 0 }: Attachment): Refusal | undefined {
  return sizeBytes > receivedBytes ? 'too-large' : undefined
}

/** Played in the page; anything else of sound and film is handed out. Media types as `file-type` 21 names them. */
const playable: ReadonlySet<string> = new Set([
  'audio/aac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/ogg; codecs=opus',
  'audio/wav',
  'audio/x-m4a',
  'video/mp4',
  'video/quicktime',
  'video/webm',
])

const drawable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** How a browser may use a file: drawn and played in a page, or only saved. */
export function usesOf(mediaType: string): 'picture' | 'recording' | 'download' {
  if (drawable.has(mediaType)) return 'picture'
  return playable.has(mediaType) ? 'recording' : 'download'
}
