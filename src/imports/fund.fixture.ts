import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { type AppliedRow, type CheckedRow, type Importer, importer } from './importer.ts'

interface FundRow {
  code: string
  name: string
}

async function checkFund({ db, organisationId }: Transaction, row: FundRow): Promise<CheckedRow> {
  if (row.code === 'bad') throw new Failure('people.consent-unclear', {}, { field: 'code' })
  const known = await db
    .selectFrom('funds')
    .where('organisation_id', '=', organisationId)
    .where('code', '=', row.code)
    .select(['name', 'fund_id'])
    .executeTakeFirst()
  if (!known) return { verdict: 'create' }
  return { verdict: known.name === row.name ? 'unchanged' : 'update', subjectId: known.fund_id }
}

async function applyFund(transaction: Transaction, row: FundRow): Promise<AppliedRow> {
  const { verdict, subjectId = crypto.randomUUID() } = await checkFund(transaction, row)
  const fund = { organisation_id: transaction.organisationId, fund_id: subjectId, is_restricted: false, ...row }
  await transaction.db
    .insertInto('funds')
    .values(fund)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'code']).doUpdateSet({ name: row.name }))
    .execute()
  return { verdict, subjectId }
}

/** Brings in funds by their code: a table of a few columns will do. Fails after writing, where a test tells it to. */
export function fundImporter(mishap: (code: string) => void = () => {}): Importer[] {
  return [
    importer<FundRow>({
      kind: 'cases',
      permission: 'cases.import',
      fields: [
        { name: 'code', required: true, labelKey: 'people:import.externalKey', headings: ['Fund No.', '編號', '编号'] },
        { name: 'name', required: true, labelKey: 'people:import.name', headings: ['名稱', '名称'] },
      ],
      read: (_transaction, cells) => ({ code: cells('code'), name: cells('name') }),
      key: ({ code }) => code,
      check: checkFund,
      apply: async (transaction, row) => {
        const applied = await applyFund(transaction, row)
        mishap(row.code)
        return applied
      },
    }),
  ]
}
