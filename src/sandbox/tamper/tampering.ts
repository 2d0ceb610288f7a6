import { z } from 'zod'

/** What somebody with full access to the database could do to a record of a gift. */
export const tamperKinds = ['gift_amount', 'update_text', 'deleted_entry', 'rebuilt_log'] as const
export type TamperKind = (typeof tamperKinds)[number]

const minor = z.string().regex(/^\d+$/)
const amounts = z.object({
  amountMinor: minor,
  portion: z.object({ amountMinor: minor, shareMinor: minor }).nullable(),
})
export type Amounts = z.infer<typeof amounts>

const subject = { organisationId: z.uuid(), giftId: z.uuid(), at: z.iso.datetime() }

/** What was changed and what stood there before: all that is needed to put it back. */
export const tampering = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gift_amount'), ...subject, before: amounts }),
  z.object({
    kind: z.literal('update_text'),
    ...subject,
    before: z.object({ updateId: z.uuid(), texts: z.record(z.string(), z.string()) }),
  }),
  z.object({
    kind: z.literal('deleted_entry'),
    ...subject,
    /** Bytes in base64. */
    before: z.object({ position: minor, entry: z.base64(), leafHash: z.base64(), sequencedAt: z.iso.datetime() }),
  }),
  z.object({ kind: z.literal('rebuilt_log'), ...subject, before: amounts.extend({ entry: z.base64() }) }),
])
export type Tampering = z.infer<typeof tampering>
