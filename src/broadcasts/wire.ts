import { z } from '@hono/zod-openapi'
import { channelKinds } from '../channels/adapter.ts'
import { languages } from '../platform/languages.ts'
import { type Broadcast, broadcastPurposes, broadcastStates, pauseReasons, plan } from './broadcast.ts'
import type { TellingFigures } from './figures.ts'
import { keptAudience } from './filters.ts'
import { preflight } from './preflight.ts'
import { type Recipient, type Result, recipientStates } from './recipients.ts'

const at = z.iso.datetime()

/** See `Preflight`. */
export const preflightOut = z.object(preflight.shape).openapi('BroadcastPreflight')

/** A broadcast in a list. */
export const broadcastItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    purpose: z.enum(broadcastPurposes),
    state: z.enum(broadcastStates),
    pauseReason: z.enum(pauseReasons).nullable(),
    authorIds: z.array(z.uuid()),
    createdAt: at,
    submittedAt: at.nullable(),
    approvedAt: at.nullable(),
    startsAt: at.nullable(),
    finishedAt: at.nullable(),
    /** People its approver saw reached; null before. */
    reached: z.number().nullable(),
  })
  .openapi('Broadcast')

/** A broadcast with all that was written, and how it went so far. */
export const broadcastOut = broadcastItem
  .extend({
    plan: z.object({ ...plan.shape, audience: keptAudience }).openapi('BroadcastPlan'),
    declineReason: z.string().nullable(),
    approvedById: z.uuid().nullable(),
    approvedPreflight: preflightOut.nullable(),
    snapshotAt: at.nullable(),
    /** By state, channel and reason; together, the audience as it was written down. */
    results: z.array(
      z
        .object({
          state: z.enum(recipientStates),
          reason: z.string().nullable(),
          channel: z.enum(channelKinds).nullable(),
          people: z.number(),
        })
        .openapi('BroadcastResult'),
    ),
    /** What providers count, account by account; null is unknown, never 0. Empty where none counts. */
    figures: z.array(
      z
        .object({
          channel: z.enum(channelKinds),
          channelName: z.string(),
          seen: z.number().nullable(),
          pressed: z.number().nullable(),
          played: z.number().nullable(),
          /** Null: not ready yet. */
          askedAt: at.nullable(),
        })
        .openapi('BroadcastFigures'),
    ),
  })
  .openapi('BroadcastDetail')

/** One person of a broadcast. */
export const recipientOut = z
  .object({
    personId: z.uuid(),
    personName: z.string(),
    state: z.enum(recipientStates),
    reason: z.string().nullable(),
    channel: z.enum(channelKinds).nullable(),
    channelName: z.string().nullable(),
    conversationId: z.uuid().nullable(),
    at,
    sentAt: at.nullable(),
    deliveredAt: at.nullable(),
    readAt: at.nullable(),
  })
  .openapi('BroadcastRecipient')

/** What one person would get. */
export const previewOut = z.object({ language: z.enum(languages), message: z.unknown() }).openapi('BroadcastPreview')

/** A broadcast for a list. */
export function writeItem(broadcast: Broadcast): z.infer<typeof broadcastItem> {
  const { broadcastId, name, purpose, state, pauseReason, authors, approvedPreflight } = broadcast
  return {
    id: broadcastId,
    name,
    purpose,
    state,
    pauseReason,
    authorIds: [...authors],
    createdAt: broadcast.createdAt.toISOString(),
    submittedAt: moment(broadcast.submittedAt),
    approvedAt: moment(broadcast.approvedAt),
    startsAt: moment(broadcast.startsAt),
    finishedAt: moment(broadcast.finishedAt),
    reached: approvedPreflight?.reached ?? null,
  }
}

/** A broadcast for its page. */
export function writeBroadcast(
  broadcast: Broadcast,
  results: readonly Result[],
  figures: readonly TellingFigures[],
): z.infer<typeof broadcastOut> {
  const { name, purpose, audience, contents, fallbackLanguage, schedule, notAfter, leavers } = broadcast
  return {
    ...writeItem(broadcast),
    plan: { name, purpose, audience, contents, fallbackLanguage, schedule, notAfter, leavers },
    declineReason: broadcast.declineReason,
    approvedById: broadcast.approvedBy,
    approvedPreflight: broadcast.approvedPreflight,
    snapshotAt: moment(broadcast.snapshotAt),
    results: [...results],
    figures: figures.map((told) => ({ ...told, askedAt: moment(told.askedAt) })),
  }
}

/** A recipient for a list. */
export function writeRecipient(recipient: Recipient): z.infer<typeof recipientOut> {
  const { at, sentAt, deliveredAt, readAt, ...rest } = recipient
  return {
    ...rest,
    at: at.toISOString(),
    sentAt: moment(sentAt),
    deliveredAt: moment(deliveredAt),
    readAt: moment(readAt),
  }
}

function moment(when: Date | null): string | null {
  return when?.toISOString() ?? null
}
