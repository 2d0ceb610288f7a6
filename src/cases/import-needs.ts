import { z } from 'zod'
import { type CheckedRow, type ImportField, importer } from '../imports/importer.ts'
import { Failure } from '../platform/errors.ts'
import { parseMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { hasEnded, needItems } from './case.ts'
import { addNeed, type NewNeed } from './needs.ts'
import { readWord } from './read-word.ts'

const field = (name: string, headings: string, required = true): ImportField => ({
  name,
  required,
  labelKey: `cases:importNeeds.${name}`,
  headings: headings.split(', '),
})

const fields = [
  field(
    'case',
    'case number, case id, pseudonym, alias, caso, codice caso, pseudonimo, 案件番号, 仮名, 個案, 個案編號, 案號, 化名, 个案, 个案编号',
  ),
  field('item', 'need, what, voce, bisogno, 項目, 品目, 需求, 需求項目, 项目'),
  field('amount', 'cost, price, importo, costo, 金額, 費用, 金额, 费用'),
  field('dueOn', 'due, due on, by, scadenza, entro, 期限, 期日, 到期日, 需於, 截止日', false),
  field('externalKey', 'need number, need id, id, numero, codice bisogno, 番号, 需求編號, 需求编号', false),
]

/** A need as a row says it, and the case it belongs to. */
interface NeedRow extends Omit<NewNeed, 'externalKey'> {
  externalKey: string | null
  dueOn: string | null
  isOver: boolean
}

/**
 * Needs from a spreadsheet, in the currency of the programme of their case. A row that carries a number is told apart by it within its
 * case, one without by everything it says, so that the same file twice asks for nothing twice.
 */
export const needImporter = importer<NeedRow>({
  kind: 'needs',
  permission: 'cases.import',
  fields,
  read: async (transaction, cells) => {
    const found = await caseNamed(transaction, cells('case'))
    return {
      caseId: found.caseId,
      item: readWord(transaction, { group: 'items', field: 'item', codes: needItems }, cells('item')),
      amountMinor: readAmount(cells('amount'), found.currency),
      dueOn: readDay(cells('dueOn')),
      externalKey: readNumber(cells('externalKey')),
      isOver: hasEnded(found.stage),
    }
  },
  key: ({ caseId, externalKey, item, amountMinor, dueOn }) =>
    externalKey ? `${caseId}:${externalKey}` : `${caseId}:${item}:${amountMinor}:${dueOn}`,
  check: checkNeed,
  apply: async (transaction, row) => {
    const { verdict, subjectId } = await checkNeed(transaction, row)
    if (subjectId !== undefined) return { verdict, subjectId }
    const { isOver: _checked, externalKey, ...need } = row
    return { verdict, subjectId: await addNeed(transaction, { ...need, externalKey: externalKey ?? undefined }) }
  },
})

/** Fails with `cases.ended`, and with `cases.need-differs` where the number is that of a need with other figures. */
async function checkNeed(transaction: Transaction, row: NeedRow): Promise<CheckedRow> {
  const known = await find(transaction, row)
  if (known) {
    const same = known.item === row.item && known.amount_minor === row.amountMinor && known.due_on === row.dueOn
    if (!same) throw new Failure('cases.need-differs', {}, { kind: 'conflict', field: 'externalKey' })
    return { verdict: 'unchanged', subjectId: known.need_id }
  }
  if (row.isOver) throw new Failure('cases.ended', {}, { kind: 'conflict', field: 'case' })
  return { verdict: 'create' }
}

function find({ db, organisationId }: Transaction, { caseId, externalKey, item, amountMinor, dueOn }: NeedRow) {
  const ofCase = db
    .selectFrom('needs')
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .select(['need_id', 'item', 'amount_minor', 'due_on'])
  const asked = externalKey
    ? ofCase.where('external_key', '=', externalKey)
    : ofCase
        .where('cancelled_at', 'is', null)
        .where('item', '=', item)
        .where('amount_minor', '=', amountMinor)
        .where('due_on', 'is not distinct from', dueOn)
  return asked.executeTakeFirst()
}

/** The case a cell names by its number or its pseudonym. Fails with `cases.case-unnamed`. */
async function caseNamed({ db, organisationId }: Transaction, named: string) {
  const found = await db
    .selectFrom('cases as c')
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.organisation_id', '=', 'c.organisation_id').onRef('p.programme_id', '=', 'c.programme_id'),
    )
    .where('c.organisation_id', '=', organisationId)
    .where((row) => row.or([row('c.external_key', '=', named), row('c.pseudonym', '=', named)]))
    .select(['c.case_id as caseId', 'c.stage', 'p.currency'])
    .limit(2)
    .execute()
  const [only, other] = found
  // A number of one programme may be a number of another, too.
  if (!only || other) throw new Failure('cases.case-unnamed', { named }, { kind: 'missing', field: 'case' })
  return only
}

function readAmount(typed: string, currency: string): bigint {
  try {
    const { minor } = parseMoney(typed, currency)
    if (minor > 0n) return minor
  } catch (error) {
    if (error instanceof Failure) throw new Failure(error.code, error.facts, { field: 'amount' })
    throw error
  }
  throw new Failure('money.not-a-number', { currency }, { field: 'amount' })
}

/** Fails with `imports.value-refused`. */
function readNumber(typed: string): string | null {
  if (typed.length > 100) throw new Failure('imports.value-refused', {}, { field: 'externalKey' })
  return typed || null
}

/** `2026-03-04`, `2026/3/4` or the day of a moment. Fails with `cases.day-unreadable`. */
function readDay(typed: string): string | null {
  if (typed === '') return null
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/.exec(typed) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!z.iso.date().safeParse(iso).success) throw new Failure('cases.day-unreadable', {}, { field: 'dueOn' })
  return iso
}
