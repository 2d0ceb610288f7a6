import { z } from 'zod'
import { languages } from '../platform/languages.ts'
import type { CardTemplate } from './template.ts'

/** The life of a round. `sending` ends by itself as `done`; a recall ends it early. */
export const roundStates = ['draft', 'submitted', 'approved', 'sending', 'done', 'recalled', 'declined'] as const
export type RoundState = (typeof roundStates)[number]

/**
 * What a round is: news as it comes; the news of those who wish it once a month; only what was reached ("treated",
 * "recovered"); what puts earlier news right, for those who heard it; or the report at the end of a programme.
 */
export const roundKinds = ['progress', 'digest', 'milestone', 'correction', 'closing'] as const
export type RoundKind = (typeof roundKinds)[number]

/**
 * How a gift ends a round, exactly one of these; `queued` only until its message has left. `unknown`: the message left and the
 * channel never answered, so it may have arrived and is not sent again.
 */
export const results = ['queued', 'sent', 'unknown', 'shown', 'returned', 'waiting', 'held'] as const
export type Result = (typeof results)[number]

/** Money as JSON: minor units as a decimal string. */
const price = z.object({ minor: z.string(), currency: z.string() })

/** What an approver sees before deciding, and what is kept of it. Counts are of now: consent and gifts may still change. */
export const preview = z.object({
  /** People who would get a message, each one message. */
  people: z.number(),
  /** Of them, those whose message waits until a channel's monthly plan is renewed. */
  postponed: z.number().default(0),
  /** Gifts the round is about, whatever becomes of them. */
  gifts: z.number(),
  updates: z.number(),
  recipients: z.array(
    z.object({
      channel: z.string(),
      /** How it would travel: `reply`, `session`, `push` or `template`; null in rounds approved before this was kept. */
      by: z.string().nullable().default(null),
      language: z.enum(languages),
      people: z.number(),
    }),
  ),
  channels: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      people: z.number(),
      /** Left this month on the channel's plan; null where the channel sets no limit or has not said. */
      messagesLeft: z.number().nullable(),
      /** What the round would leave of them. */
      messagesLeftAfter: z.number().nullable().default(null),
      /** What its routes cost together. Null: the price of one is not known. */
      cost: price.nullable().default(null),
    }),
  ),
  /** Gifts whose news stands on their page only. */
  shown: z.number(),
  /** Gifts of giving platforms, told by order number. */
  returned: z.number(),
  held: z.number(),
  /** Gifts no need has yet. */
  waiting: z.number(),
  /** Of all channels together; null where one of them is not known, or they are in different currencies. */
  cost: price.nullable(),
})
export type Preview = z.infer<typeof preview>

/** A round as read. */
export interface Round {
  readonly roundId: string
  readonly programmeId: string
  readonly kind: RoundKind
  readonly state: RoundState
  /** Who answers for it; null while it is a draft of the house that nobody has handed in. */
  readonly writtenBy: string | null
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
  readonly finishedAt: Date | null
  /** Not before; null: as soon as it is approved. */
  readonly sendsAt: Date | null
  /** The programme's templates when it was handed in: what the approver saw. */
  readonly templates: readonly CardTemplate[]
  /** What the approver saw; null before. */
  readonly approvedPreview: Preview | null
}

/** After so many days a donor is told that no need has the gift yet. */
export const waitingDays = 30
