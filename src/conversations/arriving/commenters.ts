import { renameIdentity } from '../../people/identity-rename.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { Attempt } from '../sending/attempt.ts'

/**
 * The answer to a private reply says who the commenter is in messages: from then on their conversation is found by that name,
 * so that what they write back stands under what we said.
 */
export async function meetCommenters(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
  for (const { outcome, outgoing } of attempts) {
    const { comment, identityId, channelAccountId, address } = outgoing
    if (comment === undefined || outcome.kind !== 'accepted' || outcome.recipientId === undefined) continue
    if (outcome.recipientId === address) continue
    await renameIdentity(transaction, {
      identityId,
      channelAccountId,
      name: outcome.recipientId,
      spare: `comment:${comment}`,
    })
  }
}
