import type { FittedMessage } from '../fit.ts'
import { cardWords } from '../fit.ts'
import type { Block, QuickReply } from '../message.ts'
import { shorten, shortenTo } from '../text.ts'
import { lineAbilities } from './abilities.ts'
import { flexBubble, postbackAction } from './flex.ts'

/** A message object of the Messaging API (messaging-api.yml `Message`), as far as we write it. */
export type Bubble = { readonly type: 'text' | 'image' | 'flex'; readonly [field: string]: unknown }

interface Presentation {
  readonly altText: string | undefined
  /** Real LINE fetches pictures by https only; an emulator on this machine also by http. */
  readonly secureOnly: boolean
}

/** flex altText: 1500 UTF-16 units (Messaging API reference, 2026-08). */
const altTextLimit = 1500

/** Writes a fitted message as LINE's message objects; the quick replies hang on the last, where LINE shows them. */
export function bubbles(message: FittedMessage, presentation: Presentation): Bubble[] {
  const written = message.blocks.map((block) => bubble(block, presentation))
  const last = written.pop()
  if (last === undefined) return []
  return [
    ...written,
    message.quickReplies.length === 0 ? last : { ...last, quickReply: quickReply(message.quickReplies) },
  ]
}

function bubble(block: Block, { altText, secureOnly }: Presentation): Bubble {
  const reachable = (url: string) => !secureOnly || url.startsWith('https://')
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text }
    case 'image': {
      const preview = block.previewUrl ?? block.url
      if (!reachable(block.url) || !reachable(preview)) return { type: 'text', text: block.description }
      return { type: 'image', originalContentUrl: block.url, previewImageUrl: preview }
    }
    case 'card': {
      const { picture, ...plain } = block
      const card = picture === undefined || reachable(picture.url) ? block : plain
      const words = shortenTo(altText ?? cardWords(card), altTextLimit, 'utf16')
      return { type: 'flex', altText: words, contents: flexBubble(card) }
    }
  }
}

function quickReply(replies: readonly QuickReply[]): { items: unknown[] } {
  const { labelLimit } = lineAbilities.quickReplies
  return {
    items: replies.map(({ label, payload }) => ({
      type: 'action',
      action: postbackAction(label, shorten(label, labelLimit), payload),
    })),
  }
}
