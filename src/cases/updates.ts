import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { newPublicReference, recordEntry, saltFor } from '../log/record.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import { isLanguage, type Language, languages } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { commitCase, commitStage, commitText } from '../proofs/commitment.ts'
import { hasEnded, isProgress, progressStages, updateApproved } from './case.ts'
import type { TellableField } from './consent.ts'
import { asTold, type Disclosure, disclosures } from './guard.ts'
import { needsOf } from './needs.ts'
import { columnsOf, type Proof, proof, proofOf, requireOfCase, requireProof } from './proof.ts'
import { fixShownTexts, type ShownTexts } from './shown-text.ts'
import { moveStage, requireEvidence } from './stages.ts'
import { lockCase } from './store.ts'

/** News of a case. Without free words the template of its stage speaks. */
export const newUpdate = z.object({
  caseId: z.uuid(),
  stage: z.enum(progressStages),
  evidence: z.string().trim().max(500).optional(),
  /** The document that shows it; whoever releases the update may still attach it. */
  proof: proof.optional(),
  texts: z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1000)).default({}),
  /** Kept for later instead of handed in for approval. */
  isDraft: z.boolean().default(false),
})
export type NewUpdate = z.input<typeof newUpdate>

/** Writes an update and hands it in for approval; answers its id. Fails with `cases.unknown`, `cases.ended`, `cases.stage-impossible`, `cases.document-unknown`. */
export async function writeUpdate(scope: Scope, update: NewUpdate): Promise<string> {
  permit(scope, 'updates.write')
  const { caseId, stage, evidence, proof: shows, texts, isDraft } = newUpdate.parse(update)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const found = await lockCase(transaction, caseId)
    requireTellable(found.stage, stage)
    if (shows) await requireOfCase(transaction, caseId, shows)
    const updateId = newId(now)
    await db
      .insertInto('updates')
      .values({
        organisation_id: organisationId,
        update_id: updateId,
        public_reference: newPublicReference(),
        case_id: caseId,
        stage,
        evidence: evidence || null,
        ...columnsOf(shows),
        state: isDraft ? 'draft' : 'submitted',
        written_by: memberOf(transaction),
        written_at: now,
      })
      .execute()
    for (const [language, text] of Object.entries(texts)) {
      await db
        .insertInto('update_texts')
        .values({ organisation_id: organisationId, update_id: updateId, language, text })
        .execute()
    }
    // The words themselves are medical, and whoever reads the audit need not be a reader of that.
    const after = { caseId, stage, isDraft, proof: shows, languages: Object.keys(texts) }
    await audit(transaction, { action: 'updates.write', subjectKind: 'update', subjectId: updateId, after })
    return updateId
  })
}

/** Hands a draft in for approval. Fails with `cases.update-unknown`, `cases.update-decided`. */
export async function submitUpdate(scope: Scope, updateId: string): Promise<void> {
  permit(scope, 'updates.write')
  await scope.transaction(async (transaction) => {
    await lockUpdate(transaction, updateId, 'draft')
    await decide(transaction, updateId, { state: 'submitted' })
    await audit(transaction, { action: 'updates.submit', subjectKind: 'update', subjectId: updateId })
  })
}

/** What the approver answers for. */
export interface Approval {
  /** The document seen; demanded before "treated" or "recovered" is told. */
  evidence?: string | undefined
  /** The document itself, where another than its writer attached. */
  proof?: Proof | undefined
  /** The languages whose free words were read and are good; the others are told by the template. */
  languages: readonly Language[]
}

/**
 * Releases an update written by somebody else: its words become final in every language, without what could point at the child;
 * the case moves to its stage, the public log gets its line. Fails with `cases.update-unknown`, `cases.update-decided`,
 * `cases.own-update`, `cases.ended`, `cases.evidence-missing`, `cases.document-missing`, `cases.document-unknown`,
 * `cases.stage-impossible`, `cases.beyond-consent`.
 */
export async function approveUpdate(scope: Scope, updateId: string, approval: Approval): Promise<void> {
  permit(scope, 'updates.approve')
  await scope.transaction((transaction) => release(transaction, updateId, approval))
}

/** `approveUpdate` in the caller's transaction, by a member or the holder of a link, without asking for a permission. */
export async function release(transaction: Transaction, updateId: string, approval: Approval): Promise<void> {
  const update = await lockUpdate(transaction, updateId, 'submitted')
  const approvedBy = approverOf(transaction)
  if (update.written_by === approvedBy) throw new Failure('cases.own-update', {}, { kind: 'forbidden' })
  const found = await lockCase(transaction, update.case_id)
  const stage = requireTellable(found.stage, update.stage)
  const evidence = approval.evidence?.trim() || undefined
  requireEvidence(stage, evidence)
  const shows = approval.proof ?? proofOf(update)
  await requireProof(transaction, { caseId: update.case_id, stage }, shows)
  if (found.stage !== stage) {
    const by = { changedBy: update.written_by, approvedBy }
    await moveStage(transaction, { caseId: update.case_id, to: stage, evidence }, by)
  }
  const may = (await disclosures(transaction, [update.case_id], reports))(update.case_id)
  requireConsent(may, approval)
  const written = await approveTexts(transaction, updateId, approval.languages)
  const items = (await needsOf(transaction, update.case_id)).filter((need) => !need.isCancelled)
  const facts = { ...asTold(found, may), items: [...new Set(items.map((need) => need.item))] }
  const texts = await fixShownTexts(transaction, { updateId, stage, written }, facts)
  const tells = toldFields(may, Object.keys(written).length > 0)
  const decision = {
    state: 'approved',
    approved_by: approvedBy,
    approved_at: transaction.now,
    tells,
    ...columnsOf(shows),
  }
  await decide(transaction, updateId, { ...decision, ...(evidence ? { evidence } : {}) })
  await disclose(transaction, update, { ...found, stage }, texts)
  const after = { stage, proof: shows, languages: approval.languages }
  await audit(transaction, { action: 'updates.approve', subjectKind: 'update', subjectId: updateId, after })
  await publish(transaction, updateApproved, { updateId })
}

/** News are words for givers; where one of the ways to them is closed, the update is held there. */
const reports = { purpose: 'report_to_givers', channel: 'somewhere' } as const

/** Fails with `cases.beyond-consent` where nothing may be told, or not in a member's own words. */
function requireConsent(may: Disclosure, { languages: read }: Approval): void {
  if (!may.pseudonym) throw new Failure('cases.beyond-consent', {}, { kind: 'conflict' })
  if (read.length > 0 && !may.story)
    throw new Failure('cases.beyond-consent', {}, { kind: 'conflict', field: 'languages' })
}

/** What the words of an update tell, in fields of a consent. The sentence of a template names region and condition. */
function toldFields(may: Disclosure, isWritten: boolean): TellableField[] {
  return [
    'pseudonym',
    ...(may.region ? (['region'] as const) : []),
    ...(may.condition ? (['condition'] as const) : []),
    ...(isWritten ? (['story'] as const) : []),
  ]
}

/** Sends an update back with a reason. Fails with `cases.update-unknown`, `cases.update-decided`. */
export async function declineUpdate(scope: Scope, updateId: string, reason: string): Promise<void> {
  permit(scope, 'updates.approve')
  await scope.transaction((transaction) => declineIn(transaction, updateId, reason))
}

/** `declineUpdate` in the caller's transaction, without asking for a permission. */
export async function declineIn(transaction: Transaction, updateId: string, reason: string): Promise<void> {
  await lockUpdate(transaction, updateId, 'submitted')
  await decide(transaction, updateId, { state: 'declined', decline_reason: reason })
  await audit(transaction, { action: 'updates.decline', subjectKind: 'update', subjectId: updateId, after: { reason } })
}

async function disclose(
  transaction: Transaction,
  update: Awaited<ReturnType<typeof lockUpdate>>,
  found: { caseId: string; pseudonym: string; stage: string; timeZone: string },
  texts: ShownTexts,
): Promise<void> {
  const salt = await saltFor(transaction, 'update', update.update_id)
  const text: Record<string, string> = {}
  for (const language of languages) text[language] = await commitText(salt, language, texts[language])
  await recordEntry(transaction, {
    subjectKind: 'update',
    subjectId: update.update_id,
    entry: {
      kind: 'update.published',
      update: update.public_reference,
      day: isoDay(transaction.now, found.timeZone),
      case: await commitCase(await saltFor(transaction, 'case', found.caseId), found.pseudonym),
      stage: await commitStage(salt, found.stage),
      text,
    },
  })
}

async function approveTexts(
  { db, organisationId }: Transaction,
  updateId: string,
  approved: readonly Language[],
): Promise<Partial<Record<Language, string>>> {
  if (approved.length === 0) return {}
  const rows = await db
    .updateTable('update_texts')
    .set({ is_approved: true })
    .where('organisation_id', '=', organisationId)
    .where('update_id', '=', updateId)
    .where('language', 'in', [...approved])
    .returning(['language', 'text'])
    .execute()
  const written: Partial<Record<Language, string>> = {}
  for (const { language, text } of rows) if (isLanguage(language)) written[language] = text
  return written
}

/** A case that ended is told by a person; otherwise news is of where the case is or will be, never of where it was. */
function requireTellable(current: string, told: string): (typeof progressStages)[number] {
  if (hasEnded(current)) throw new Failure('cases.ended', {}, { kind: 'conflict' })
  if (!isProgress(told) || !isProgress(current) || progressStages.indexOf(told) < progressStages.indexOf(current)) {
    throw new Failure('cases.stage-impossible', { from: current, to: told }, { kind: 'conflict', field: 'stage' })
  }
  return told
}

/** An update, locked, in this state. Fails with `cases.update-unknown`, `cases.update-decided`. */
export async function lockUpdate({ db, organisationId }: Transaction, updateId: string, state: 'draft' | 'submitted') {
  const update = await db
    .selectFrom('updates')
    .where('organisation_id', '=', organisationId)
    .where('update_id', '=', updateId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!update) throw new Failure('cases.update-unknown', {}, { kind: 'missing' })
  if (update.state !== state) throw new Failure('cases.update-decided', {}, { kind: 'conflict' })
  return update
}

async function decide(
  { db, organisationId }: Transaction,
  updateId: string,
  decision: {
    state: string
    approved_by?: string
    approved_at?: Date
    tells?: string[]
    evidence?: string
    proof_document_id?: string | null
    proof_expense_id?: string | null
    decline_reason?: string
  },
): Promise<void> {
  await db
    .updateTable('updates')
    .set(decision)
    .where('organisation_id', '=', organisationId)
    .where('update_id', '=', updateId)
    .execute()
}

function memberOf({ actor }: Transaction): string {
  if (actor.kind !== 'member')
    throw new Failure('organisations.not-permitted', { permission: 'updates' }, { kind: 'forbidden' })
  return actor.id
}

/** A member's id, or `link:<id>` for a board member reached by a one-time link. */
function approverOf(transaction: Transaction): string {
  const { actor } = transaction
  return actor.kind === 'link' ? `link:${actor.id}` : memberOf(transaction)
}
