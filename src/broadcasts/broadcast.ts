import { z } from 'zod'
import { outboundMessage } from '../channels/message.ts'
import { event } from '../platform/jobs/event.ts'
import { languages } from '../platform/languages.ts'
import { type Audience, audience } from './filters.ts'
import { gapsIn } from './personalise.ts'
import type { Preflight } from './preflight.ts'

/** The life of a broadcast. `paused` goes on where it stood; `done` and `cancelled` are ends. */
export const broadcastStates = ['draft', 'submitted', 'approved', 'sending', 'paused', 'done', 'cancelled'] as const
export type BroadcastState = (typeof broadcastStates)[number]

/**
 * Why a broadcast rests. All but `member` are ours, because nobody can tell whether it should still leave: its hour has long
 * passed, it stood still for long, or the database is not the one in which it was released.
 */
export const pauseReasons = ['member', 'overdue', 'stood_still', 'restored'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** Service messages answer one person; to many only these are said, and both need consent. */
export const broadcastPurposes = ['appeals', 'feedback'] as const

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When it leaves: on release, at an hour of the organisation's clock, or at that hour of each person's own. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('at'), day: z.iso.date(), time: clockTime }),
  z.strictObject({
    kind: z.literal('local'),
    day: z.iso.date(),
    time: clockTime,
    /** What is done where that hour has passed already: the next day, or not at all. Never at once. */
    ifPast: z.enum(['next-day', 'skip']),
  }),
])
export type Schedule = z.infer<typeof schedule>

/** A message as JSON is no longer than this; all that channels take is far shorter. */
const longestMessage = 20_000

const message = outboundMessage
  .refine((content) => JSON.stringify(content).length <= longestMessage)
  .refine((content) => gapsIn(content).every((gap) => gap === 'name'))

/** What is said, by language. `{{name}}` in its words is the person's own; there are no other gaps. */
export const contents = z.partialRecord(z.enum(languages), message)

/** What a member writes. */
export const plan = z.strictObject({
  name: z.string().trim().min(1).max(120),
  purpose: z.enum(broadcastPurposes),
  audience,
  contents,
  /** Said to whoever speaks a language that was not written. */
  fallbackLanguage: z.enum(languages),
  schedule,
  /** What has not left by then never leaves. */
  notAfter: z.iso.datetime().nullable(),
  /** Who stops belonging to the audience after it was written down: is written to all the same, or is not. */
  leavers: z.enum(['keep', 'drop']),
})
export type Plan = Omit<z.infer<typeof plan>, 'audience'> & { audience: Audience }

/** A broadcast as read. */
export interface Broadcast extends Plan {
  readonly broadcastId: string
  readonly state: BroadcastState
  readonly pauseReason: PauseReason | null
  /** Everybody who wrote or changed it; somebody else releases it. */
  readonly authors: readonly string[]
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly declineReason: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  /** What the approver saw. */
  readonly approvedPreflight: Preflight | null
  /** When it begins, or began; null before it is approved. */
  readonly startsAt: Date | null
  /** When its audience was written down. */
  readonly snapshotAt: Date | null
  readonly finishedAt: Date | null
}

/** What its deliveries are part of. */
export function sourceOf(broadcastId: string): { kind: 'broadcast'; id: string } {
  return { kind: 'broadcast', id: broadcastId }
}

/** Everybody has their result. */
export const broadcastDone = event('broadcast.done', z.object({ broadcastId: z.uuid() }))
