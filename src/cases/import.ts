import { type ImportField, importer } from '../imports/importer.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { ageBands, conditionClasses, regions } from './case.ts'
import type { NewCase } from './cases.ts'
import { checkCase, importCase } from './import-case.ts'
import { readWord } from './read-word.ts'

const field = (name: string, headings: string, required = true): ImportField => ({
  name,
  required,
  labelKey: `cases:import.${name}`,
  headings: headings.split(', '),
})

const fields = [
  field('externalKey', 'id, case id, case number, codice caso, 案件番号, 個案編號, 案號, 个案编号'),
  field('programme', 'program, programma, プログラム, 計畫, 計畫代號, 计划'),
  field('pseudonym', 'alias, pseudonimo, nome di fantasia, 仮名, 化名'),
  field('ageBand', 'age, age band, fascia d’età, 年齢層, 年齡層, 年龄段'),
  field('region', 'city, province, regione, provincia, 地域, 縣市, 地區, 地区'),
  field('condition', 'condition class, condizione, 症状, 病症類別, 类别'),
  field('picture', 'illustration, immagine, イラスト, 圖片, 图片', false),
]

/**
 * Cases from a spreadsheet, told apart by the charity's own case number within a programme. Age band, region and condition are
 * read as codes or as the words of any of the five languages. A legal name, a hospital number or a diagnosis has no column.
 */
export const caseImporter = importer<NewCase & { externalKey: string }>({
  kind: 'cases',
  permission: 'cases.import',
  fields,
  read: async (transaction, cells) => {
    const programme = await programmeOf(transaction, cells('programme'))
    return {
      externalKey: cells('externalKey'),
      programmeId: programme.programme_id,
      pseudonym: cells('pseudonym'),
      ageBand: readWord(transaction, { group: 'ages', field: 'ageBand', codes: ageBands }, cells('ageBand')),
      region: readWord(transaction, { group: 'regions', field: 'region', codes: regions }, cells('region')),
      conditionClass: readWord(
        transaction,
        { group: 'conditions', field: 'condition', codes: conditionClasses },
        cells('condition'),
      ),
      picture: cells('picture') || programme.picture,
    }
  },
  key: ({ programmeId, externalKey, pseudonym }) => [`${programmeId}:${externalKey}`, `pseudonym:${pseudonym}`],
  check: async (transaction, row) => {
    const { verdict, caseId } = await checkCase(transaction, row)
    return caseId === undefined ? { verdict } : { verdict, subjectId: caseId }
  },
  apply: async (transaction, row) => {
    const { verdict, caseId } = await importCase(transaction, row)
    return { verdict, subjectId: caseId }
  },
})

/** The programme a cell names by its slug. Fails with `cases.programme-unnamed`. */
async function programmeOf({ db, organisationId }: Transaction, slug: string) {
  const programme = await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('slug', '=', slug.toLowerCase())
    .select(['programme_id', 'picture'])
    .executeTakeFirst()
  if (!programme) throw new Failure('cases.programme-unnamed', { slug }, { kind: 'missing', field: 'programme' })
  return programme
}
