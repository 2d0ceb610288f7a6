import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { readAttachments, sharedWords, templateWords } from './attachments.ts'
import { type Circumstance, eventKey } from './event.ts'
import { ofStory } from './files.ts'
import { readReferral, referral } from './referral.ts'

const id = z.string().min(1)
const flag = z.boolean().optional().catch(undefined)

const message = z.object({
  mid: id,
  text: z.string().optional(),
  is_echo: flag,
  is_deleted: flag,
  quick_reply: z
    .object({ payload: z.string().min(1) })
    .optional()
    .catch(undefined),
  attachments: z.array(z.unknown()).optional().catch(undefined),
  referral: referral.optional().catch(undefined),
  reply_to: z
    .object({ mid: id.optional(), story: z.object({ url: z.string().min(1) }).optional() })
    .optional()
    .catch(undefined),
})

const edit = z.object({ mid: id, text: z.string(), num_edit: z.union([z.string(), z.number()]).optional() })

/**
 * Reads `message`: what a person wrote, pressed, took back, or what the page itself said by any hand. The code of a link
 * that opened the conversation is told first, as an event of its own; an advertisement with the message.
 */
export function readMessage(body: unknown, about: Circumstance, isOurs: boolean): ChannelEvent[] | null {
  const read = message.safeParse(body)
  if (!read.success) return null
  const { mid, is_echo, is_deleted, quick_reply, reply_to, attachments: sent = [] } = read.data
  if (is_deleted) return [{ ...about, type: 'unsend', dedupeKey: eventKey('unsend', mid), messageId: mid }]
  const story = reply_to?.story ? [{ kind: 'file' as const, url: ofStory(reply_to.story.url), title: 'story' }] : []
  const attachments = [...readAttachments(sent), ...story]
  const text = read.data.text ?? sharedWords(sent) ?? templateWords(sent)
  if (text === undefined && attachments.length === 0) return null
  const said = {
    ...about,
    messageId: mid,
    attachments,
    ...(text === undefined ? {} : { text }),
    ...(reply_to?.mid === undefined ? {} : { repliesTo: reply_to.mid }),
  }
  if (is_echo || isOurs) return [{ ...said, type: 'echo', dedupeKey: eventKey('echo', mid) }]
  if (quick_reply) {
    return [{ ...said, type: 'postback', dedupeKey: eventKey('message', mid), payload: quick_reply.payload }]
  }
  const { ref, ad_id } = read.data.referral ?? {}
  const came = ref === undefined ? [] : readReferral({ ref, ad_id }, about, mid)
  const advertised = ref === undefined && ad_id !== undefined ? { referral: ad_id } : {}
  return [...came, { ...said, ...advertised, type: 'message', dedupeKey: eventKey('message', mid) }]
}

/** Reads `message_edit`: five times at most, says Meta, and each is news. */
export function readEdit(body: unknown, about: Circumstance): ChannelEvent[] | null {
  const read = edit.safeParse(body)
  if (!read.success) return null
  const { mid, text, num_edit = about.at } = read.data
  return [{ ...about, type: 'edited', dedupeKey: eventKey('edited', num_edit, mid), messageId: mid, text }]
}
