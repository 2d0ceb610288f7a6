import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { digest } from '../../keys.ts'

/** What an event of a page or an Instagram account is before it has a type and a name. */
export type Circumstance = Omit<ChannelEvent, 'type' | 'dedupeKey'>

/** Milliseconds since 1970. Meta writes numbers or texts; in comments and some samples seconds. */
export const moment = z
  .union([z.number().nonnegative(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number)
  .transform((time) => (time < 100_000_000_000 ? time * 1000 : time))

/** A name within the 200 characters of `dedupeKey`. Instagram's ids are nearly as long, and differ only near their end. */
export function eventKey(...parts: readonly [string, ...(string | number)[]]): string {
  const key = parts.join(':')
  return key.length <= 200 ? key : `${parts[0]}:${digest(key)}`
}

/** Nothing names what we do not know but its own bytes. */
export function ignored(raw: unknown, now: Date): ChannelEvent {
  return { ...happening('ignored', raw, now.getTime()), raw }
}

/** The dashboard's Test button: nobody wrote, only the way is tried. */
export function webhookCheck(raw: unknown, at: number): ChannelEvent {
  return happening('webhook_check', raw, at)
}

function happening(type: 'ignored' | 'webhook_check', raw: unknown, at: number): ChannelEvent {
  const dedupeKey = `${type}:${digest(JSON.stringify(raw) ?? '')}`
  return { type, dedupeKey, at, attachments: [], redelivered: false, standby: false }
}
