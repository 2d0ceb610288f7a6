import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { type Stage, stages } from './case.ts'

/** A case's row with what its programme adds, locked: two changes of one case wait for each other. Fails with `cases.unknown`. */
export async function lockCase({ db, organisationId }: Transaction, caseId: string) {
  const row = await db
    .selectFrom('cases as c')
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.organisation_id', '=', 'c.organisation_id').onRef('p.programme_id', '=', 'c.programme_id'),
    )
    .innerJoin('funds as f', (join) =>
      join.onRef('f.organisation_id', '=', 'p.organisation_id').onRef('f.fund_id', '=', 'p.fund_id'),
    )
    .innerJoin('organisations as o', 'o.organisation_id', 'c.organisation_id')
    .where('c.organisation_id', '=', organisationId)
    .where('c.case_id', '=', caseId)
    .select([
      'c.case_id as caseId',
      'c.programme_id as programmeId',
      'c.pseudonym',
      'c.age_band as ageBand',
      'c.region',
      'c.condition_class as conditionClass',
      'c.stage',
      'p.fund_id as fundId',
      'p.currency',
      'f.code as fundCode',
      'o.time_zone as timeZone',
    ])
    .forUpdate('c')
    .executeTakeFirst()
  if (!row) throw new Failure('cases.unknown', {}, { kind: 'missing' })
  return { ...row, stage: stageOf(row.stage) }
}

/** A stage as stored; the table's check allows no other. */
export function stageOf(text: string): Stage {
  const stage = stages.find((known) => known === text)
  if (!stage) throw new Error(`an unknown stage is stored: ${text}`)
  return stage
}
