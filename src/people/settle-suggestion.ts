import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import { type MergeParticipant, mergePersons } from './merge.ts'
import { lockOpen, setState } from './suggestions.ts'

/**
 * Says yes as a member who made sure: the newcomer is joined to whom we knew before; answers the id that stays. Fails with
 * `people.unknown-suggestion` when it is settled already, and as `mergePersons` does.
 */
export async function acceptSuggestion(
  scope: Scope,
  personId: string,
  otherId: string,
  participants: readonly MergeParticipant[],
): Promise<string> {
  permit(scope, 'people.change')
  const { actor } = scope
  if (actor.kind !== 'member') throw new Failure('people.unknown-suggestion', {}, { kind: 'missing' })
  return scope.transaction(async (transaction) => {
    const { newcomerId, knownId } = await lockOpen(transaction, personId, otherId)
    const merge = { fromId: newcomerId, intoId: knownId, proof: 'member', proofId: actor.id } as const
    await mergePersons(transaction, merge, participants)
    const subject = { subjectKind: 'person', subjectId: knownId }
    await audit(transaction, { action: 'people.accept-suggestion', ...subject, after: { joined: newcomerId } })
    return knownId
  })
}

/** Says no: two people. The pair is never suggested again. Fails with `people.unknown-suggestion`. */
export async function dismissSuggestion(scope: Scope, personId: string, otherId: string): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const { newcomerId, knownId } = await lockOpen(transaction, personId, otherId)
    await setState(transaction, newcomerId, knownId, 'dismissed')
    const subject = { subjectKind: 'person', subjectId: newcomerId }
    await audit(transaction, { action: 'people.dismiss-suggestion', ...subject, after: { otherId: knownId } })
  })
}
