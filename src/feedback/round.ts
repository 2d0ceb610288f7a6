import { z } from 'zod'
import { languages } from '../platform/languages.ts'

/** The life of a round. `sending` ends by itself as `done`; a recall ends it early. */
export const roundStates = ['draft', 'submitted', 'approved', 'sending', 'done', 'recalled', 'declined'] as const
export type RoundState = (typeof roundStates)[number]

/** How a gift ends a round, exactly one of these; `queued` only until its message has left. */
export const results = ['queued', 'sent', 'shown', 'returned', 'waiting', 'held'] as const
export type Result = (typeof results)[number]

/** What an approver sees before deciding, and what is kept of it. Counts are of now: consent and gifts may still change. */
export const preview = z.object({
  /** People who would get a message, each one message. */
  people: z.number(),
  /** Gifts the round is about, whatever becomes of them. */
  gifts: z.number(),
  updates: z.number(),
  recipients: z.array(z.object({ channel: z.string(), language: z.enum(languages), people: z.number() })),
  channels: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      people: z.number(),
      /** Left this month on the channel's plan; null where the channel sets no limit or has not said. */
      messagesLeft: z.number().nullable(),
    }),
  ),
  /** Gifts whose news stands on their page only. */
  shown: z.number(),
  /** Gifts of giving platforms, told by order number. */
  returned: z.number(),
  held: z.number(),
  /** Gifts no need has yet. */
  waiting: z.number(),
  /** In minor units; null where the channel's price is not known. */
  cost: z.object({ minor: z.string(), currency: z.string() }).nullable(),
})
export type Preview = z.infer<typeof preview>

/** A round as read. */
export interface Round {
  readonly roundId: string
  readonly programmeId: string
  readonly state: RoundState
  readonly writtenBy: string
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
  readonly finishedAt: Date | null
  /** What the approver saw; null before. */
  readonly approvedPreview: Preview | null
}

/** After so many days a donor is told that no need has the gift yet. */
export const waitingDays = 30
