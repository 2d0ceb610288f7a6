import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { caseEnded, hasEnded, mayChange, type Stage, stageChanged } from './case.ts'
import { closeNeeds } from './needs.ts'
import { lockCase } from './store.ts'

/** A step of a case, and what stands behind it. */
export interface StageChange {
  caseId: string
  to: Stage
  /** The document that was seen; names no person. Demanded for "treated" and "recovered". */
  evidence?: string | undefined
}

/**
 * Changes the stage of a case as a member. An end stops every automatic message about it. What donors are told as done is
 * not one member's to say: "treated" and "recovered" come with an update that somebody else approves. Fails with
 * `cases.unknown`, `cases.stage-impossible`, `cases.stage-needs-update`.
 */
export async function changeStage(scope: Scope, change: StageChange): Promise<void> {
  permit(scope, 'cases.change')
  if (isToldAsDone(change.to))
    throw new Failure('cases.stage-needs-update', { stage: change.to }, { kind: 'conflict', field: 'stage' })
  await scope.transaction(async (transaction) => {
    const { actor } = transaction
    await moveStage(transaction, change, { changedBy: actor.kind === 'member' ? actor.id : null, approvedBy: null })
  })
}

/** `changeStage` in the caller's transaction, without asking for a permission. */
export async function moveStage(
  transaction: Transaction,
  { caseId, to, evidence }: StageChange,
  by: { changedBy: string | null; approvedBy: string | null },
): Promise<void> {
  const { db, organisationId, now } = transaction
  const { stage: from } = await lockCase(transaction, caseId)
  if (!mayChange(from, to))
    throw new Failure('cases.stage-impossible', { from, to }, { kind: 'conflict', field: 'stage' })
  requireEvidence(to, evidence)
  await db
    .updateTable('cases')
    .set({ stage: to, stage_at: now })
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .execute()
  await db
    .insertInto('stage_changes')
    .values({
      organisation_id: organisationId,
      stage_change_id: newId(now),
      case_id: caseId,
      from_stage: from,
      to_stage: to,
      evidence: evidence?.trim() || null,
      at: now,
      changed_by: by.changedBy,
      approved_by: by.approvedBy,
    })
    .execute()
  await audit(transaction, {
    action: 'cases.change-stage',
    subjectKind: 'case',
    subjectId: caseId,
    before: { stage: from },
    after: { stage: to },
  })
  await publish(transaction, stageChanged, { caseId, from, to })
  if (!hasEnded(to)) return
  await closeNeeds(transaction, caseId)
  await publish(transaction, caseEnded, { caseId })
}

/** Nothing is told as done before somebody has seen that it was. Fails with `cases.evidence-missing`. */
export function requireEvidence(stage: string, evidence: string | null | undefined): void {
  if (!isToldAsDone(stage)) return
  if (!evidence?.trim()) throw new Failure('cases.evidence-missing', {}, { field: 'evidence' })
}

/** Whether news of this stage tells donors that help was given: one member alone cannot say so, nor anybody without a document. */
export function isToldAsDone(stage: string): boolean {
  return stage === 'treated' || stage === 'recovered'
}
