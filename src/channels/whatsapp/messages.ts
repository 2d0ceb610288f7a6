import { z } from 'zod'
import type { Attachment, ChannelEvent } from '../event.ts'
import { eventKey } from '../meta/page/event.ts'
import { readForm } from './form.ts'

const id = z.string().min(1)
/** Seconds since 1970, in a string. */
export const timestamp = z.string().regex(/^\d{1,12}$/)

/** Who writes. With a user name the phone number may be missing, and before April 2026 the user id. */
export const contact = z.object({
  profile: z.object({ name: z.string().optional() }).optional(),
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
})
export type Sender = z.infer<typeof contact>

const file = z.object({
  id,
  mime_type: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
})
const pressed = z.object({ id, title: z.string().optional() })

const envelope = z.object({
  id,
  timestamp,
  type: z.string(),
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  /** Where it was said, when that is no conversation between two (Groups API, 2026-06-17). */
  group_id: z.string().min(1).optional(),
  to: z.string().optional(),
  to_user_id: z.string().optional(),
  context: z.object({ id: id.optional() }).optional().catch(undefined),
  referral: z.object({ source_id: z.string().optional() }).optional().catch(undefined),
})

const bodies = {
  text: z.object({ text: z.object({ body: z.string() }) }),
  location: z.object({
    location: z.object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  }),
  contacts: z.object({
    contacts: z.array(
      z.object({
        name: z.object({ formatted_name: z.string().optional() }).optional(),
        phones: z.array(z.object({ phone: z.string().optional() })).optional(),
      }),
    ),
  }),
  button: z.object({ button: z.object({ payload: z.string(), text: z.string().optional() }) }),
  interactive: z.object({
    interactive: z.object({
      button_reply: pressed.optional(),
      list_reply: pressed.optional(),
      nfm_reply: z.object({ response_json: z.string() }).optional(),
    }),
  }),
  system: z.object({
    system: z.object({ type: z.string(), wa_id: z.string().optional(), user_id: z.string().optional() }),
  }),
  /** Of people who write to a number that is in the app too (coexistence): "Revoke" (2026-05-21) and "Edit messages webhook reference" (2026-07-20). */
  revoke: z.object({ revoke: z.object({ original_message_id: id }) }),
  edit: z.object({ edit: z.object({ original_message_id: id, message: z.looseObject({ type: z.string() }) }) }),
  reaction: z.object({ reaction: z.object({ message_id: id, emoji: z.string().optional() }) }),
}

type Read = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent>

/** `voice` is what recordings were called before the Cloud API; some captures still hold it. */
const files = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'file',
  sticker: 'sticker',
} as const

/** Reads one of `messages[]`; `null` for a type without a word here. */
export function readMessage(item: unknown, senders: readonly Sender[]): ChannelEvent | null {
  const read = envelope.safeParse(item)
  const said = read.success ? readContent(read.data.type, item) : null
  if (!read.success || said === null) return null
  const { from, from_user_id: userId, group_id: group, context } = read.data
  const sender = senders.find(({ wa_id, user_id }) => (from && wa_id === from) || (userId && user_id === userId))
  const names = [userId ?? sender?.user_id, from ?? sender?.wa_id].filter((name) => name !== undefined && name !== '')
  const [address, ...aliases] = names
  if (address === undefined) return null
  return {
    ...common(read.data),
    messageId: read.data.id,
    userId: address,
    chat: group === undefined ? { type: 'user', id: address } : { type: 'group', id: group },
    ...named(said.userId === undefined ? aliases : names),
    ...(sender?.profile?.name ? { profile: { displayName: sender.profile.name } } : {}),
    ...(context?.id === undefined ? {} : { repliesTo: context.id }),
    ...(read.data.referral?.source_id ? { referral: read.data.referral.source_id } : {}),
    ...said,
  }
}

function named(aliases: readonly (string | undefined)[]): Pick<ChannelEvent, 'aliases'> {
  const others = aliases.filter((name) => name !== undefined)
  return others.length === 0 ? {} : { aliases: others }
}

/** What the charity's own people wrote in the WhatsApp app, on a number used by both. */
export function readEcho(item: unknown): ChannelEvent | null {
  const read = envelope.safeParse(item)
  const said = read.success ? readContent(read.data.type, item) : null
  const to = read.success ? (read.data.to_user_id ?? read.data.to) : undefined
  // What they change, take back or feel about it changes no word of ours.
  if (!read.success || said?.type !== 'message' || !to) return null
  return {
    ...common(read.data),
    ...said,
    type: 'echo',
    messageId: read.data.id,
    userId: to,
    chat: { type: 'user', id: to },
  }
}

function common({ id: wamid, timestamp: seconds }: z.infer<typeof envelope>): Omit<ChannelEvent, 'type'> {
  return {
    dedupeKey: eventKey('message', wamid),
    at: Number(seconds) * 1000,
    attachments: [],
    redelivered: false,
    standby: false,
  }
}

function readContent(type: string, item: unknown): Read | null {
  if (Object.hasOwn(files, type)) return readFile(type, item)
  switch (type) {
    case 'text':
      return reading(bodies.text, item, ({ text }) => ({ type: 'message', text: text.body }))
    case 'location':
      return reading(bodies.location, item, ({ location: { name, ...place } }) => ({
        type: 'message',
        attachments: [{ kind: 'location', title: name, ...place }],
      }))
    case 'contacts':
      return reading(bodies.contacts, item, ({ contacts }) => ({
        type: 'message',
        attachments: contacts.map(
          ({ name, phones }): Attachment => ({
            kind: 'contact',
            title: name?.formatted_name,
            phone: phones?.[0]?.phone,
          }),
        ),
      }))
    case 'button':
      return reading(bodies.button, item, ({ button }) => ({ type: 'postback', ...button }))
    case 'interactive':
      return reading(bodies.interactive, item, ({ interactive }) => readInteractive(interactive))
    case 'system':
      return reading(bodies.system, item, ({ system }) => readRenaming(system))
    case 'revoke':
      return reading(bodies.revoke, item, ({ revoke }) => ({ type: 'unsend', messageId: revoke.original_message_id }))
    case 'edit':
      return reading(bodies.edit, item, ({ edit }) => readEdit(edit.message, edit.original_message_id))
    case 'reaction':
      return reading(bodies.reaction, item, ({ reaction }) => ({
        type: 'reaction',
        messageId: reaction.message_id,
        reaction: reaction.emoji ?? '',
      }))
    default:
      return null
  }
}

function readFile(type: string, item: unknown): Read | null {
  const kind = Object.entries(files).find(([name]) => name === type)?.[1]
  return reading(z.record(z.string(), z.unknown()), item, (whole) => {
    const sent = file.safeParse(whole[type])
    if (!sent.success || kind === undefined) return null
    const { id: mediaId, mime_type: mediaType, filename: fileName, caption } = sent.data
    return { type: 'message', text: caption, attachments: [{ kind, mediaId, mediaType, fileName }] }
  })
}

/** The message as it now is, under the name it always had. */
function readEdit(message: { type: string }, messageId: string): Read | null {
  const said = message.type === 'edit' ? null : readContent(message.type, message)
  return said?.type === 'message' ? { ...said, type: 'edited', messageId } : null
}

/** Somebody has moved to another number or user id: from now on that is their name, and the old one another of it. */
function readRenaming({ type, wa_id, user_id }: z.infer<typeof bodies.system>['system']): Read | null {
  const name = type === 'user_changed_user_id' ? user_id : wa_id
  return name === undefined || name === ''
    ? null
    : { type: 'interaction', userId: name, chat: { type: 'user', id: name } }
}

function readInteractive(chosen: z.infer<typeof bodies.interactive>['interactive']): Read | null {
  const reply = chosen.button_reply ?? chosen.list_reply
  if (reply) return { type: 'postback', payload: reply.id, text: reply.title }
  if (chosen.nfm_reply === undefined) return null
  const { response_json: payload } = chosen.nfm_reply
  return { type: 'interaction', payload, form: readForm(payload) }
}

function reading<Shape>(schema: z.ZodType<Shape>, item: unknown, become: (read: Shape) => Read | null): Read | null {
  const read = schema.safeParse(item)
  return read.success ? become(read.data) : null
}
