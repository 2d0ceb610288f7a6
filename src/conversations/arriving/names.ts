import { readByName } from '../../people/aliases.ts'
import { learnAliases } from '../../people/identity-join.ts'
import type { MergeParticipant } from '../../people/merge.ts'
import type { Transaction } from '../../platform/scope.ts'
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
  const told = turns.flatMap(({ correspondent, event: { aliases, userId } }) => {
    const names = aliases === undefined ? [] : [...aliases, ...(userId === undefined ? [] : [userId])]
    return names.filter((name) => name !== correspondent.address).map((name) => ({ correspondent, name }))
  })
  if (told.length === 0) return
  const names = new Set(told.map(({ name }) => name))
  const known = await readByName(transaction, channelAccountId, [...names])
  for (const { correspondent, name } of told) {
    if (known.get(name)?.identityId === correspondent.identityId) continue
    const { identityId, personId } = correspondent
    const aliases = [name]
    correspondent.personId = await learnAliases(
      transaction,
      channelAccountId,
      { identityId, personId, aliases },
      merging,
    )
  }
}
