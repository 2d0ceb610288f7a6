import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { type Circumstance, eventKey } from './event.ts'

/** The payload of the Get Started button that `register` sets: the first press of a person who came with a code or without. */
export const startPayload = 'start'

const name = z.string().min(1).optional().catch(undefined)

/** Where somebody came from: `ref` of an m.me or ig.me link, else the number of an advertisement. */
export const referral = z.object({ ref: name, ad_id: name })

const postback = z.object({
  mid: name,
  title: name,
  payload: name,
  referral: referral.optional().catch(undefined),
})

export function readReferral(
  { ref, ad_id }: z.infer<typeof referral>,
  about: Circumstance,
  mid: string | number = about.at,
): ChannelEvent[] {
  const code = ref ?? ad_id
  if (code === undefined) return []
  return [
    { ...about, type: 'referral', dedupeKey: eventKey('referral', about.userId ?? '', mid, code), referral: code },
  ]
}

/**
 * Reads `postback`. Our own Get Started begins the conversation, so it is a `follow` with the code it came with; any other
 * press that came with a code is told as two events.
 */
export function readPostback(body: unknown, about: Circumstance): ChannelEvent[] | null {
  const read = postback.safeParse(body)
  if (!read.success) return null
  const { mid, title, payload } = read.data
  const came = read.data.referral ? readReferral(read.data.referral, about, mid) : []
  const dedupeKey = eventKey('postback', mid ?? `${about.userId}:${about.at}:${payload}`)
  if (payload === startPayload) {
    const [arrival] = came
    return [{ ...about, type: 'follow', dedupeKey, ...(arrival ? { referral: arrival.referral } : {}) }]
  }
  const press: ChannelEvent = {
    ...about,
    type: 'postback',
    dedupeKey,
    ...(mid === undefined ? {} : { messageId: mid }),
    ...(title === undefined ? {} : { text: title }),
    ...(payload === undefined ? {} : { payload }),
  }
  return [...came, press]
}
