import { waitingErasure } from '../../people/erasures.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { ForgetDoor } from './gift-story.ts'

/** The way from a giver's page at `base` to the one about being erased. */
export async function forgetDoor(transaction: Transaction, personId: string, base: string): Promise<ForgetDoor> {
  const waiting = await waitingErasure(transaction, personId)
  return { url: `${base}/forget`, dueAt: waiting?.dueAt ?? null }
}
