import { audit } from '../organisations/audit.ts'
import { createLink, type OpenedLink, openLink, useLink } from '../organisations/links.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { KeptFile } from '../platform/files.ts'
import type { Context, Scope, Transaction } from '../platform/scope.ts'
import { type CaseItem, getCase } from './cases.ts'
import { giversPage } from './consent.ts'
import { readForm, readingOf } from './documents.ts'
import { asTold, disclosures } from './guard.ts'
import { type UpdateItem, updatesOf } from './history.ts'
import { noteMedicalRead } from './medical.ts'
import { findShown, proofOf, requireProof, type ShownProof } from './proof.ts'
import { type Approval, declineIn, lockUpdate, release } from './updates.ts'

const linkDays = 7

/**
 * A single-use address, open for 7 days, at which a board member decides about a submitted update. Fails with
 * `cases.update-unknown`, `cases.update-decided`, `cases.own-update`, `cases.document-missing`.
 */
export async function updateApprovalLink(scope: Scope, updateId: string): Promise<{ url: string; expiresAt: Date }> {
  permit(scope, 'updates.write')
  return scope.transaction(async (transaction) => {
    const update = await lockUpdate(transaction, updateId, 'submitted')
    const { actor } = transaction
    // Whoever holds the link can release the news, so its writer cannot have it.
    if (actor.kind === 'member' && actor.id === update.written_by) {
      throw new Failure('cases.own-update', {}, { kind: 'forbidden' })
    }
    // Whoever has no account cannot bring a document: it must be there before they are asked.
    await requireProof(transaction, { caseId: update.case_id, stage: update.stage }, proofOf(update))
    const expiresAt = new Date(transaction.now.getTime() + linkDays * 86_400_000)
    const token = await createLink(transaction, {
      kind: 'approve_update',
      subject: { updateId },
      expiresAt,
      singleUse: true,
    })
    await audit(transaction, { action: 'updates.link', subjectKind: 'update', subjectId: updateId })
    return { url: `${transaction.context.settings.publicUrl}/approve/${token}`, expiresAt }
  })
}

/** What a board member sees at the link: the child's case as it may be told, the words in each language, the evidence its writer named. */
export interface OpenUpdateApproval {
  link: OpenedLink
  found: CaseItem
  update: UpdateItem
  /** What shows it, to be opened with `readLinkedProof`. */
  proof?: ShownProof | undefined
}

/** Opens an update's approval link without using it up. Fails with the codes of `openLink` and `cases.update-decided`. */
export async function openUpdateApproval(context: Context, token: string): Promise<OpenUpdateApproval> {
  const link = await openLink(context, 'approve_update', token)
  return link.scope.transaction(async (transaction) => ({ link, ...(await readUpdate(transaction, updateOf(link))) }))
}

/**
 * The document that shows what the holder of a link is asked to decide, as long as they can decide it; every reading is noted, as one of
 * medical fields. Made anew: what came is not handed to who has no account. Fails with the codes of `openUpdateApproval` and
 * `cases.document-unknown`.
 */
export async function readLinkedProof(context: Context, token: string): Promise<KeptFile> {
  const { scope, ...link } = await openLink(context, 'approve_update', token)
  const { fileId, purpose } = await scope.transaction(async (transaction) => {
    const update = await lockUpdate(transaction, updateOf(link), 'submitted')
    const proof = proofOf(update)
    const shown = proof && (await findShown(transaction, proof))
    if (!proof || shown?.caseId !== update.case_id) throw new Failure('cases.document-unknown', {}, { kind: 'missing' })
    await noteMedicalRead(transaction, shown.caseId)
    await audit(transaction, { ...readingOf('clean'), subjectKind: 'case', subjectId: shown.caseId, after: proof })
    return shown
  })
  return readForm(scope, { fileId, purpose, form: 'clean' })
}

/** What the holder of the link decided. */
export type LinkDecision = ({ approve: true } & Approval) | { approve: false; reason: string }

/** Decides as the holder of the link, once. Fails with the codes of `openLink` and of `approveUpdate`; a failure leaves the link unused. */
export async function decideUpdateApproval(context: Context, token: string, decision: LinkDecision): Promise<void> {
  const link = await openLink(context, 'approve_update', token)
  await link.scope.transaction(async (transaction) => {
    await useLink(transaction, link.linkId)
    if (decision.approve) await release(transaction, updateOf(link), decision)
    else await declineIn(transaction, updateOf(link), decision.reason)
  })
}

function updateOf(link: Pick<OpenedLink, 'subject'>): string {
  return link.subject.updateId ?? ''
}

async function readUpdate(transaction: Transaction, updateId: string) {
  const locked = await lockUpdate(transaction, updateId, 'submitted')
  const { case_id: caseId } = locked
  const proof = proofOf(locked)
  const update = (await updatesOf(transaction, caseId)).find((one) => one.updateId === updateId)
  if (!update) throw new Failure('cases.update-unknown', {}, { kind: 'missing' })
  const may = (await disclosures(transaction, [caseId], giversPage))(caseId)
  const shown = proof && (await findShown(transaction, proof))
  return { found: asTold(await getCase(transaction, caseId), may), update, proof: shown }
}
