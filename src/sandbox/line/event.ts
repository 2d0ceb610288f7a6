import { randomBytes } from 'node:crypto'

/** What a person does on their phone, as the particular part of a LINE webhook event (webhook.yml @ 6e4c2a2). */
export type LineDeed =
  | { readonly type: 'follow'; readonly follow: { readonly isUnblocked: boolean } }
  | { readonly type: 'unfollow' }
  | { readonly type: 'message'; readonly message: Readonly<Record<string, unknown>> }
  | { readonly type: 'postback'; readonly postback: { readonly data: string } }
  | { readonly type: 'unsend'; readonly unsend: { readonly messageId: string } }
  | { readonly type: 'join' }
  | { readonly type: 'leave' }

/** Where it was done. Of a group LINE names who did it only with their consent; here they have given it. */
export type LineSource =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'group'; readonly groupId: string; readonly userId?: string }

/** A webhook event as it goes over the wire. */
export type LineEvent = LineDeed & {
  readonly mode: 'active'
  /** Milliseconds since 1970, of the deed, also when it is told again. */
  readonly timestamp: number
  readonly source: LineSource
  readonly webhookEventId: string
  readonly deliveryContext: { readonly isRedelivery: boolean }
  readonly replyToken?: string
}

/** Deeds nothing can be answered to: the chat is closed, or the words are gone. */
export function isAnswerable({ type }: LineDeed): boolean {
  return type !== 'unfollow' && type !== 'unsend' && type !== 'leave'
}

/** Dresses a deed as an event. */
export function eventOf(deed: LineDeed, source: LineSource, at: Date, replyToken: string | undefined): LineEvent {
  return {
    ...deed,
    mode: 'active',
    timestamp: at.getTime(),
    source,
    webhookEventId: newUlid(at),
    deliveryContext: { isRedelivery: false },
    ...(replyToken === undefined ? {} : { replyToken }),
  }
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 48 bits of time and 80 of chance in Crockford's base 32, 26 characters. */
function newUlid(at: Date): string {
  const chance = BigInt(`0x${randomBytes(10).toString('hex')}`)
  const whole = (BigInt(at.getTime()) << 80n) | chance
  return Array.from({ length: 26 }, (_, place) => crockford[Number((whole >> BigInt(5 * (25 - place))) & 31n)]).join('')
}
