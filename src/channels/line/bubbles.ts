import type { FittedMessage } from '../fit.ts'
import { cardWords } from '../fit.ts'
import type { Block, QuickReply } from '../message.ts'
import { shorten, shortenTo } from '../text.ts'
import { lineAbilities } from './abilities.ts'
import { flexBubble, postbackAction } from './flex.ts'

/** A message object of the Messaging API (messaging-api.yml `Message`), as far as we write it. */
export type Bubble = { readonly type: string; readonly [field: string]: unknown }

/** flex altText: 1500 UTF-16 units (Messaging API reference, 2026-08). */
const altTextLimit = 1500

/**
 * Writes a fitted message as LINE's message objects; the quick replies hang on the last, where LINE shows them. `altText`
 * stands for a card in notifications; a card's own words when absent.
 */
export function bubbles(message: FittedMessage, altText: string | undefined): Bubble[] {
  const written = message.blocks.map((block) => bubble(block, altText))
  const last = written.pop()
  if (last === undefined) return []
  return [
    ...written,
    message.quickReplies.length === 0 ? last : { ...last, quickReply: quickReply(message.quickReplies) },
  ]
}

/** Title and address of a place: 100 characters each (messaging-api.yml `LocationMessage`, 2026-08). */
const placeLimit = 100

function bubble(block: Block, altText: string | undefined): Bubble {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text }
    case 'image':
      return { type: 'image', originalContentUrl: block.url, previewImageUrl: block.previewUrl ?? block.url }
    case 'video':
      return { type: 'video', originalContentUrl: block.url, previewImageUrl: block.previewUrl }
    case 'audio':
      return { type: 'audio', originalContentUrl: block.url, duration: block.durationMilliseconds }
    case 'document':
      return { type: 'text', text: `${block.description}\n${block.url}` }
    case 'sticker':
      return { type: 'sticker', packageId: block.pack ?? '', stickerId: block.id }
    case 'location': {
      const { title, address = title, latitude, longitude } = block
      return { type: 'location', title: cut(title), address: cut(address), latitude, longitude }
    }
    case 'card': {
      const words = shortenTo(altText ?? cardWords(block), altTextLimit, 'utf16')
      return { type: 'flex', altText: words, contents: flexBubble(block) }
    }
  }
}

const cut = (words: string) => shortenTo(words, placeLimit, 'utf16')

function quickReply(replies: readonly QuickReply[]): { items: unknown[] } {
  const { labelLimit } = lineAbilities.quickReplies
  return {
    items: replies.map(({ label, payload }) => ({
      type: 'action',
      action: postbackAction(label, shorten(label, labelLimit), payload),
    })),
  }
}
