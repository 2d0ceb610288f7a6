import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type Original, originalOf } from './original.ts'

/** An expense as read, in the programme's currency. */
export interface ExpenseItem {
  expenseId: string
  needId: string
  amountMinor: bigint
  spentOn: string
  documentNote: string
  /** The media type of its document, where there is one. */
  documentType: string | null
  original: Original | null
  recordedBy: string | null
}

/** The expenses of a case, the newest first. */
export async function expensesOf({ db, organisationId }: Transaction, caseId: string): Promise<ExpenseItem[]> {
  const { rows } = await sql<ExpenseItem>`
    select e.expense_id as "expenseId", e.need_id as "needId", e.amount_minor as "amountMinor", e.spent_on as "spentOn",
      e.document_note as "documentNote", f.media_type as "documentType",
      ${originalOf('f')} as original, m.name as "recordedBy"
    from expenses e
    left join files f on f.organisation_id = e.organisation_id and f.file_id = e.document_file_id
    left join members m on m.organisation_id = e.organisation_id and m.member_id = e.recorded_by
    where e.organisation_id = ${organisationId} and e.case_id = ${caseId} and e.reversed_at is null
    order by e.spent_on desc, e.recorded_at desc, e.expense_id`.execute(db)
  return rows
}

/** One step of a case. */
export interface StageStep {
  from: string | null
  to: string
  at: Date
  evidence: string | null
  changedBy: string | null
}

/** The steps of a case, the first first. */
export async function stageStepsOf({ db, organisationId }: Transaction, caseId: string): Promise<StageStep[]> {
  const { rows } = await sql<StageStep>`
    select s.from_stage as "from", s.to_stage as "to", s.at, s.evidence, m.name as "changedBy"
    from stage_changes s
    left join members m on m.organisation_id = s.organisation_id and m.member_id = s.changed_by
    where s.organisation_id = ${organisationId} and s.case_id = ${caseId}
    order by s.at, s.from_stage is not null, s.stage_change_id`.execute(db)
  return rows
}

/** An update as read. `texts` are the free words; `shown` what people read, there from its approval on. */
export interface UpdateItem {
  updateId: string
  caseId: string
  publicReference: string
  stage: string
  state: string
  evidence: string | null
  proofDocumentId: string | null
  proofExpenseId: string | null
  declineReason: string | null
  writtenBy: string
  writtenById: string
  writtenAt: Date
  approvedBy: string | null
  approvedAt: Date | null
  texts: { language: string; text: string; isApproved: boolean }[]
  shown: Record<string, string>
}

/** The updates of a case, the newest first. */
export async function updatesOf({ db, organisationId }: Transaction, caseId: string): Promise<UpdateItem[]> {
  const { rows } = await sql<UpdateItem>`
    select u.update_id as "updateId", u.case_id as "caseId", u.public_reference as "publicReference", u.stage, u.state,
      u.evidence, u.proof_document_id as "proofDocumentId", u.proof_expense_id as "proofExpenseId", u.decline_reason as "declineReason", w.name as "writtenBy", u.written_by as "writtenById",
      u.written_at as "writtenAt", a.name as "approvedBy", u.approved_at as "approvedAt",
      coalesce((select json_agg(json_build_object('language', t.language, 'text', t.text, 'isApproved', t.is_approved)
        order by t.language) from update_texts t
        where t.organisation_id = u.organisation_id and t.update_id = u.update_id), '[]') as texts,
      coalesce((select json_object_agg(s.language, s.sentence) from update_sentences s
        where s.organisation_id = u.organisation_id and s.update_id = u.update_id), '{}') as shown
    from updates u
    join members w on w.organisation_id = u.organisation_id and w.member_id = u.written_by
    left join members a on a.organisation_id = u.organisation_id and a.member_id::text = u.approved_by
    where u.organisation_id = ${organisationId} and u.case_id = ${caseId}
    order by u.written_at desc, u.update_id desc`.execute(db)
  return rows
}
