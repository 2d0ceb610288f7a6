import { learnAliases } from '../people/identity-join.ts'
import type { MergeParticipant } from '../people/merge.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Turn } from './apply.ts'

/**
 * Ties the further names that events tell of their person (WhatsApp: user id and phone number) before anything is answered;
 * whose the turns are may change by it. Callers hold the lock of every person concerned.
 */
export async function heedNames(
  transaction: Transaction,
  channelAccountId: string,
  turns: readonly Turn[],
  merging: readonly MergeParticipant[],
): Promise<void> {
  for (const { correspondent, event } of turns) {
    if (event.aliases === undefined) continue
    const names = [...event.aliases, ...(event.userId === undefined ? [] : [event.userId])]
    const aliases = names.filter((name) => name !== correspondent.address)
    correspondent.personId = await learnAliases(transaction, channelAccountId, { ...correspondent, aliases }, merging)
  }
}
