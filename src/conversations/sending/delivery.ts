/** The life of a delivery; see `advance` for which way it may go. */
export const deliveryStates = [
  'queued',
  'held',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'read',
  'failed',
  'skipped',
  'cancelled',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** How far a state is; of two, the higher stands. Ends that are not arrivals are not on the way at all. */
const progress: Partial<Record<DeliveryState, number>> = {
  queued: 0,
  held: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  delivered: 4,
  read: 5,
}

/** What a receipt makes of a state: only forward, whatever the order in which receipts arrive. An arrival stands against a later failure. */
export function advance(state: DeliveryState, news: 'sent' | 'delivered' | 'read' | 'failed'): DeliveryState {
  const reached = progress[state]
  if (reached === undefined) return state
  if (news === 'failed') return reached >= 4 ? state : 'failed'
  return (progress[news] ?? 0) > reached ? news : state
}

/** Seconds to wait before attempt `attempts + 1`: doubling from 2, at most 10 minutes. */
export function backoffSeconds(attempts: number): number {
  return Math.min(600, 2 ** Math.min(attempts, 10))
}

/** After so many attempts a provider that never answers counts as out of reach. With the waits between: about 40 minutes. */
export const attemptLimit = 10
