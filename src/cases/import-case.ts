import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { type NewCase, newCase, openCase } from './cases.ts'

/** What a row does to the cases, or would do. */
export interface ImportedCase {
  verdict: 'create' | 'update' | 'unchanged'
  /** Absent while the case is not there yet. */
  caseId?: string
}

/** What `importCase` would do, without writing. Fails with `cases.pseudonym-fixed`. */
export async function checkCase(
  transaction: Transaction,
  row: NewCase & { externalKey: string },
): Promise<ImportedCase> {
  const wanted = newCase.parse(row)
  const known = await find(transaction, row.programmeId, row.externalKey)
  if (!known) return { verdict: 'create' }
  if (known.pseudonym !== wanted.pseudonym) {
    throw new Failure('cases.pseudonym-fixed', {}, { kind: 'conflict', field: 'pseudonym' })
  }
  const same =
    known.age_band === wanted.ageBand &&
    known.region === wanted.region &&
    known.condition_class === wanted.conditionClass &&
    known.picture === wanted.picture
  return { verdict: same ? 'unchanged' : 'update', caseId: known.case_id }
}

/**
 * Brings a case in by its external key: the same row twice is one case and one change. Touches neither stage nor needs and
 * never sends anything. Fails with `cases.pseudonym-fixed`, `cases.pseudonym-taken`.
 */
export async function importCase(
  transaction: Transaction,
  row: NewCase & { externalKey: string },
): Promise<{ verdict: ImportedCase['verdict']; caseId: string }> {
  const { verdict, caseId } = await checkCase(transaction, row)
  if (!caseId) return { verdict, caseId: await openCase(transaction, row) }
  if (verdict === 'update') {
    const { db, organisationId } = transaction
    const { ageBand, region, conditionClass, picture } = newCase.parse(row)
    await db
      .updateTable('cases')
      .set({ age_band: ageBand, region, condition_class: conditionClass, picture })
      .where('organisation_id', '=', organisationId)
      .where('case_id', '=', caseId)
      .execute()
  }
  return { verdict, caseId }
}

function find({ db, organisationId }: Transaction, programmeId: string, externalKey: string) {
  return db
    .selectFrom('cases')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .where('external_key', '=', externalKey)
    .selectAll()
    .executeTakeFirst()
}
