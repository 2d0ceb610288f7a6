import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage, isMedia } from '../fit.ts'
import type { Block, MediaBlock, OutboundMessage, QuickReply } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { telegramAbilities } from './abilities.ts'
import { call } from './call.ts'
import { bold, cardText, keyboard } from './card.ts'
import type { TelegramConfig } from './config.ts'

/** Captions: 1,024 units after entities are read (Bot API 10.1, 2026-06). */
const captionLimit = 1024

/** A method of the Bot API and what it is called with, the chat excluded. */
interface Say {
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * Says a message on Telegram, one bubble a request; suggestions hang under the last as buttons, because only buttons carry
 * a payload. Pictures side by side are one album. Telegram knows no retry key: a send that ends in silence is unknown. Throws `channels.address-unfit` for what
 * is neither a person nor a group. Stars are never spent: `allow_paid_broadcast` is not among what we send.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: TelegramConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user' && to.type !== 'group') throw new Failure('channels.address-unfit', { kind: 'telegram' })
  const fetchable = (url: string) => context.sandboxOrigin !== undefined || url.startsWith('https://')
  const particulars = { kind: 'telegram', fetchable, takes, captionLimit }
  const { blocks, quickReplies } = fitMessage(message, telegramAbilities, particulars)
  const said = gathered(blocks, quickReplies.length > 0).flatMap((group, index, all) => {
    const [first, ...others] = group
    if (first === undefined) return []
    return others.length > 0 ? [album(group)] : say(first, index === all.length - 1 ? quickReplies : [])
  })
  return said.map(({ method, parameters }, index) =>
    call(method, { chat_id: to.id, ...parameters, disable_notification: context.silent }, config, context, index + 1),
  )
}

/** How many pictures an album holds; one alone is none (Bot API `sendMediaGroup`: 2–10). */
const albumLimit = 10

/** Pictures that stand side by side, as one album; what suggestions are to hang under stands alone, because albums take no buttons. */
function gathered(blocks: readonly Block[], hasSuggestions: boolean): Block[][] {
  const groups: Block[][] = []
  for (const [index, block] of blocks.entries()) {
    const last = groups.at(-1)
    const isAlone = hasSuggestions && index === blocks.length - 1
    const joins = block.type === 'image' && last?.[0]?.type === 'image' && last.length < albumLimit && !isAlone
    if (joins) last.push(block)
    else groups.push([block])
  }
  return groups
}

function album(pictures: readonly Block[]): Say {
  const media = pictures.flatMap((block) =>
    block.type === 'image' ? [{ type: 'photo', media: block.url, caption: block.description }] : [],
  )
  return { method: 'sendMediaGroup', parameters: { media } }
}

function say(block: Block, replies: readonly QuickReply[]): Say[] {
  const reply_markup = keyboard(block.type === 'card' ? block.buttons : [], replies)
  if (isMedia(block)) {
    const parameters = { [block.type]: block.url, caption: block.description, reply_markup }
    return [{ method: mediaMethods[block.type], parameters }]
  }
  switch (block.type) {
    case 'text':
      return [{ method: 'sendMessage', parameters: { text: block.text, reply_markup } }]
    case 'image':
      return [{ method: 'sendPhoto', parameters: { photo: block.url, caption: block.description, reply_markup } }]
    case 'location': {
      const { title, address = title, latitude, longitude } = block
      return [{ method: 'sendVenue', parameters: { latitude, longitude, title, address, reply_markup } }]
    }
    case 'sticker':
      return [{ method: 'sendSticker', parameters: { sticker: block.id, reply_markup } }]
    case 'card': {
      const text = cardText(block)
      const entities = bold(block.title)
      const written: Say = { method: 'sendMessage', parameters: { text, entities, reply_markup } }
      if (block.picture === undefined) return [written]
      const photo = block.picture.url
      return text.length <= captionLimit
        ? [{ method: 'sendPhoto', parameters: { photo, caption: text, caption_entities: entities, reply_markup } }]
        : [{ method: 'sendPhoto', parameters: { photo } }, written]
    }
  }
}

const mediaMethods = { video: 'sendVideo', audio: 'sendAudio', document: 'sendDocument' } as const

/** By URL Telegram takes MP4 films, MP3 and M4A recordings, and of papers PDF, ZIP and GIF (Bot API 10.1, "Sending files"). */
const endings = { video: /\.mp4$/i, audio: /\.(mp3|m4a)$/i, document: /\.(pdf|zip|gif)$/i } as const

function takes(media: MediaBlock): boolean {
  return endings[media.type].test(new URL(media.url).pathname)
}
