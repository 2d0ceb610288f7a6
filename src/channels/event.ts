import { z } from 'zod'
import { templateNews } from './template-state.ts'

/** What can happen on a channel, in one vocabulary for all of them. Whatever has no word here arrives as `ignored`. */
export const eventTypes = [
  'message',
  'postback',
  'follow',
  'unfollow',
  'referral',
  'optin',
  'delivery',
  'read',
  'echo',
  'unsend',
  'edited',
  'reaction',
  'account_link',
  'join',
  'leave',
  'member_joined',
  'member_left',
  'command',
  'interaction',
  'template_state',
  'webhook_check',
  'ignored',
] as const

/**
 * Where a conversation takes place: alone with one person, or in a group or room with its own id. `comment` is a public
 * remark under a post, which can be answered in private once.
 */
export const chat = z.object({ type: z.enum(['user', 'group', 'room', 'comment']), id: z.string().min(1) })
export type Chat = z.infer<typeof chat>

/**
 * Something that came with a message. Exactly one of `mediaId` (ask the adapter's `content`) and `url` is set for a file.
 * A `contact` is somebody's visiting card: `title` the name, `phone` as the provider wrote it.
 */
export const attachment = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file', 'location', 'sticker', 'contact']),
  mediaId: z.string().optional(),
  /** The provider's word for the content type. A claim, not a fact: the bytes are sniffed. */
  mediaType: z.string().optional(),
  phone: z.string().optional(),
  url: z.string().optional(),
  fileName: z.string().optional(),
  sizeBytes: z.number().optional(),
  durationMilliseconds: z.number().optional(),
  /** WGS 84, degrees. Locations only. */
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  /** The name of a place, or the words of a sticker: what a reader without the picture needs. */
  title: z.string().optional(),
  address: z.string().optional(),
  /** Which sticker of the channel's own store: what a `sticker` block says to send it back. */
  sticker: z.object({ pack: z.string().optional(), id: z.string().min(1) }).optional(),
})
export type Attachment = z.infer<typeof attachment>

/** A one-time right to answer without cost. Never logged; worthless after `expiresAt`. */
export const replyToken = z.object({ token: z.string().min(1), expiresAt: z.number() })
export type ReplyToken = z.infer<typeof replyToken>

/** What an event tells about the person besides. `language` is the provider's own tag. */
export const eventProfile = z.object({ displayName: z.string().optional(), language: z.string().optional() })

/**
 * One thing that happened on a channel, normalised. It is plain JSON, so it can be stored as it is and read back with
 * this schema. Every id is a string, exact to the last digit, also where the provider sends a 64-bit number.
 */
export const channelEvent = z.object({
  type: z.enum(eventTypes),
  /** Equal for every redelivery of the same event and for nothing else on the same channel account. At most 200 characters. */
  dedupeKey: z.string().min(1).max(200),
  /** When it happened by the provider's clock, milliseconds since 1970. Messages are shown in this order. */
  at: z.number(),
  /** Who did it, by the provider's name for them on this account. Absent where a group member has not agreed. */
  userId: z.string().optional(),
  /** Where to answer. Absent only for events that belong to no conversation, such as `webhook_check`. */
  chat: chat.optional(),
  /** The provider's id of the message this is (`message`), or is about (`unsend`, `edited`, `read`, `delivery`, `reaction`). */
  messageId: z.string().optional(),
  /** The message this one answers, by the name it bears in `messageId` or in the outcome of a send. */
  repliesTo: z.string().optional(),
  /** Pictures sent in one go come as messages of their own that share this. */
  albumId: z.string().optional(),
  /** What the person wrote, untouched: not trimmed, not normalised. */
  text: z.string().optional(),
  /** The tail of an e-mail that repeats what was said before, or only signs it; `text` and this are the whole. */
  quoted: z.string().optional(),
  attachments: z.array(attachment).default([]),
  /** What our own button, quick reply or rich menu carried: the `payload` we once composed. */
  payload: z.string().optional(),
  /** `interaction`: what a form was filled with, by the names its fields were given. Several choices stand in one value, with commas. */
  form: z.record(z.string(), z.string()).optional(),
  /** For `delivery` and `read`: what became of the message we sent. */
  status: z.enum(['sent', 'delivered', 'read', 'failed']).optional(),
  /** `read`: the provider tells it once, of the last of several messages that were read. */
  coversEarlier: z.boolean().optional(),
  /** `delivery`: whether the provider will charge for this message, and its own word for what kind it was. */
  charge: z.object({ billable: z.boolean(), category: z.string() }).optional(),
  /** Why it `failed`: the provider's code and words, and what that means for this person or account where it means more. */
  failure: z
    .object({
      code: z.string(),
      words: z.string(),
      meaning: z.enum(['blocked', 'window_closed', 'quota', 'rate_limited', 'auth', 'rejected']).optional(),
    })
    .optional(),
  /** `reaction`: the emoji, empty when it was taken back. */
  reaction: z.string().optional(),
  /** `reaction`, where a person can leave several on one message: which of them this is. Elsewhere each replaces the last. */
  reactionSlot: z.string().optional(),
  /** `command`: its name without the slash; what follows it is `text`. */
  command: z.string().optional(),
  /** Other names of the same person on this account (WhatsApp: user id and phone). The provider vouches for them. */
  aliases: z.array(z.string().min(1)).optional(),
  /** What the event itself tells about the person, where no profile needs to be asked for. */
  profile: eventProfile.optional(),
  /** How long and how often this event lets us write for free, when that is not `abilities.window`. */
  window: z.object({ closesAt: z.number(), messages: z.number().nullable() }).optional(),
  /** Where a person came from: the code of a QR, link or advertisement, when the provider tells. */
  referral: z.string().optional(),
  /** In a group: whether the account itself was mentioned, commanded or answered. Absent where the channel does not tell. */
  addressed: z.boolean().optional(),
  /** `follow`: true when someone who had blocked the account lifts the block. */
  unblocked: z.boolean().optional(),
  /** `account_link`: whether the provider could link, and the nonce we had handed out. */
  accountLink: z.object({ linked: z.boolean(), nonce: z.string() }).optional(),
  /** `member_joined` and `member_left`: user ids. */
  members: z.array(z.string()).optional(),
  /** `template_state`: the template the provider has judged anew. Belongs to no conversation. */
  template: templateNews.optional(),
  replyToken: replyToken.optional(),
  /** What the provider wants back when the message is to be shown as read; not where it takes the message's own id. */
  seenToken: z.string().optional(),
  /** The provider says it has sent this before. Dedupe by `dedupeKey`, never by this. */
  redelivered: z.boolean().default(false),
  /** Another system holds the conversation (LINE `mode: standby`): store, do not answer. */
  standby: z.boolean().default(false),
  /** What came, untouched. Kept for `ignored` only, so that nothing the provider told us is lost. */
  raw: z.unknown().optional(),
})
export type ChannelEvent = z.infer<typeof channelEvent>
