import { z } from 'zod'
import type { ChannelEvent } from '../../event.ts'
import { type Circumstance, eventKey, moment } from './event.ts'

const id = z.string().min(1)
const receipt = z.object({
  mids: z.array(id).optional().catch(undefined),
  mid: id.optional().catch(undefined),
  watermark: moment.optional().catch(undefined),
})

/**
 * Reads `delivery` and `read`. Without ids it speaks of everything sent before its watermark: one event without `messageId`
 * whose `at` is that moment.
 */
export function readReceipt(body: unknown, about: Circumstance, type: 'delivery' | 'read'): ChannelEvent[] | null {
  const read = receipt.safeParse(body)
  if (!read.success) return null
  const { mid, watermark } = read.data
  const mids = read.data.mids?.length ? read.data.mids : mid === undefined ? [] : [mid]
  const told = { ...about, type, status: type === 'read' ? ('read' as const) : ('delivered' as const) }
  if (mids.length > 0) {
    return mids.map((messageId) => ({ ...told, dedupeKey: eventKey(type, messageId), messageId }))
  }
  if (watermark === undefined) return null
  return [{ ...told, at: watermark, dedupeKey: eventKey(type, about.userId ?? '', watermark) }]
}
