import { audit } from '../organisations/audit.ts'
import { createLink, type OpenedLink, openLink, useLink } from '../organisations/links.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Context, Scope, Transaction } from '../platform/scope.ts'
import { previewRound } from './preview.ts'
import type { Preview, Round } from './round.ts'
import { changeRound, lockRound } from './rounds.ts'
import { sendRoundJob } from './send.ts'

/** Releases a round planned by somebody else; its messages leave at its time or at once, quiet hours apart. Fails with `feedback.own-round`, `feedback.round-decided`. */
export async function approveRound(scope: Scope, roundId: string): Promise<void> {
  permit(scope, 'rounds.approve')
  await scope.transaction((transaction) => decide(transaction, roundId, 'approve'))
}

/** Sends a round back to who planned it. Fails with `feedback.round-unknown`, `feedback.round-decided`. */
export async function declineRound(scope: Scope, roundId: string): Promise<void> {
  permit(scope, 'rounds.approve')
  await scope.transaction((transaction) => decide(transaction, roundId, 'decline'))
}

const linkDays = 7

/**
 * A single-use address, open for 7 days, at which a board member decides about a submitted round. Whoever planned the round
 * cannot have it: they could release it themselves. Fails with `feedback.own-round`, `feedback.round-decided`.
 */
export async function approvalLink(scope: Scope, roundId: string): Promise<{ url: string; expiresAt: Date }> {
  permit(scope, 'rounds.plan')
  return scope.transaction(async (transaction) => {
    const { writtenBy } = await lockRound(transaction, roundId, ['submitted'])
    if (isMember(scope, writtenBy)) throw new Failure('feedback.own-round', {}, { kind: 'forbidden' })
    const expiresAt = new Date(transaction.now.getTime() + linkDays * 86_400_000)
    const subject = { feedbackRoundId: roundId }
    const token = await createLink(transaction, { kind: 'approve_round', subject, expiresAt, singleUse: true })
    await audit(transaction, { action: 'rounds.link', subjectKind: 'round', subjectId: roundId })
    return { url: `${transaction.context.settings.publicUrl}/approve/${token}`, expiresAt }
  })
}

/** What a board member sees at the link. */
export interface OpenApproval {
  link: OpenedLink
  round: Round
  preview: Preview
}

/** Opens an approval link without using it up. Fails with the codes of `openLink` and `feedback.round-decided`. */
export async function openApproval(context: Context, token: string): Promise<OpenApproval> {
  const link = await openLink(context, 'approve_round', token)
  return link.scope.transaction(async (transaction) => {
    const round = await lockRound(transaction, link.subject.feedbackRoundId ?? '', ['submitted'])
    return { link, round, preview: await previewRound(transaction, round.roundId) }
  })
}

/** Decides as the holder of the link, once. Fails with the codes of `openLink` and `feedback.round-decided`. */
export async function decideApproval(context: Context, token: string, decision: 'approve' | 'decline'): Promise<void> {
  const link = await openLink(context, 'approve_round', token)
  await link.scope.transaction(async (transaction) => {
    await useLink(transaction, link.linkId)
    await decide(transaction, link.subject.feedbackRoundId ?? '', decision)
  })
}

async function decide(transaction: Transaction, roundId: string, decision: 'approve' | 'decline'): Promise<void> {
  const { actor, now } = transaction
  const round = await lockRound(transaction, roundId, ['submitted'])
  if (decision === 'decline') await changeRound(transaction, roundId, { state: 'declined' })
  else {
    if (isMember(transaction, round.writtenBy)) {
      throw new Failure('feedback.own-round', {}, { kind: 'forbidden' })
    }
    await changeRound(transaction, roundId, {
      state: 'approved',
      approved_by: actor.kind === 'member' ? actor.id : actor.kind === 'link' ? `link:${actor.id}` : 'system',
      approved_at: now,
      preview: JSON.stringify(await previewRound(transaction, roundId)),
    })
    await enqueue(
      transaction,
      sendRoundJob,
      { roundId },
      { key: roundId, ...(round.sendsAt ? { runAt: round.sendsAt } : {}) },
    )
  }
  await audit(transaction, { action: `rounds.${decision}`, subjectKind: 'round', subjectId: roundId })
}

function isMember({ actor }: Pick<Scope, 'actor'>, memberId: string | null): boolean {
  return actor.kind === 'member' && actor.id === memberId
}
