import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { applyImport, mapColumns, readImport, startImport } from './actions.ts'
import { fundImporter } from './fund.fixture.ts'
import { suggestMapping } from './import.ts'
import { importFile } from './import-file.ts'
import { importSweeps } from './jobs.ts'
import { listRows } from './lists.ts'
import { runImport } from './run.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const csv = (lines: readonly string[]) => ({
  kind: 'cases',
  fileName: 'funds.csv',
  bytes: Buffer.from(['Fund No.,名稱', ...lines].join('\n')),
})

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at},Fund ${at}`)

async function codes(prefix: string): Promise<string[]> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('funds')
      .where('organisation_id', '=', organisationId)
      .where('code', 'like', `${prefix}%`)
      .select('code')
      .execute(),
  )
  return rows.map((row) => row.code)
}

const dayMilliseconds = 24 * 60 * 60 * 1000

/** What the database holds of an upload. */
async function kept(importId: string) {
  const of = (table: string) => `from ${table} where import_id = '${importId}'`
  const { rows } = await house.context.databases.owner.query(`
    select (select count(*)::int ${of('import_drafts')}) as drafts,
      (select coalesce(json_agg(cells order by row_number), '[]') ${of('import_rows')}) as cells`)
  return rows[0]
}

const verdicts = async (importId: string) => {
  const rows = await house.scope.transaction((transaction) => listRows(transaction, importId, { limit: 500 }))
  return rows.map(({ row, verdict, refusal }) => ({ row, verdict, code: refusal?.code ?? null }))
}

test('a file is shown by five rows and its columns are recognised in any language', async () => {
  const started = await startImport(house.scope, fundImporter(), csv(many('preview', 9)))
  expect(started.preview).toHaveLength(5)
  expect(started.preview[0]).toEqual({ 'Fund No.': 'preview0', 名稱: 'Fund 0' })
  expect(started.totalRows).toBe(9)
  expect(started.suggestedMapping).toEqual({ code: 'Fund No.', name: '名稱' })
})

test('the columns chosen last time are offered again before those whose headings are known', () => {
  const [plan] = fundImporter()
  expect(suggestMapping(['fund no', 'odd', '名称'], plan?.fields ?? [], { name: 'odd' })).toEqual({
    name: 'odd',
    code: 'fund no',
  })
})

test('the dry run writes nothing, and the real run comes to the same verdicts', async () => {
  await importFile(house.scope, fundImporter(), csv(['old,Old', 'same,Same']), { isDryRun: false })
  const lines = ['new,New', 'old,Renamed', 'same,Same', 'bad,Bad', ',Nameless', 'new,Again', `long,${'\u0001'}ok`]
  const dry = await importFile(house.scope, fundImporter(), csv(lines), { isDryRun: true })
  expect(dry.counts).toMatchObject({ create: 2, update: 1, unchanged: 1, refused: 3, applied: 0 })
  expect(await codes('new')).toEqual([])
  const before = await verdicts(dry.importId)
  expect(before.filter(({ verdict }) => verdict === 'refused')).toEqual([
    { row: 5, verdict: 'refused', code: 'people.consent-unclear' },
    { row: 6, verdict: 'refused', code: 'imports.cell-missing' },
    { row: 7, verdict: 'refused', code: 'imports.row-repeated' },
  ])
  await applyImport(house.scope, fundImporter(), dry.importId)
  await runImport(house.scope, fundImporter(), dry.importId)
  expect(await verdicts(dry.importId)).toEqual(before)
  expect(await codes('new')).toEqual(['new'])
})

test('the same file again brings nothing new', async () => {
  const file = csv(many('again', 30))
  const first = await importFile(house.scope, fundImporter(), file, { isDryRun: false })
  const second = await importFile(house.scope, fundImporter(), file, { isDryRun: false })
  expect(first.counts).toMatchObject({ create: 30, applied: 30 })
  expect(second.counts).toMatchObject({ create: 0, update: 0, unchanged: 30 })
})

test('a crash in the middle costs one batch, and the sweep’s wake-up finishes without doing anything twice', async () => {
  const dry = await importFile(house.scope, fundImporter(), csv(many('crash', 250)), { isDryRun: true })
  await applyImport(house.scope, fundImporter(), dry.importId)
  const dies = fundImporter((code) => {
    if (code === 'crash150') throw Object.assign(new Error('connection lost'), { code: '57P01' })
  })
  await expect(runImport(house.scope, dies, dry.importId)).rejects.toThrow('connection lost')
  expect(await codes('crash')).toHaveLength(100)
  expect(await readImport(house.scope, dies, dry.importId)).toMatchObject({ state: 'applying', done_rows: 100 })

  for (const sweep of importSweeps) await sweep.run(house.scope)
  await runImport(house.scope, fundImporter(), dry.importId)
  const end = await readImport(house.scope, fundImporter(), dry.importId)
  expect(end).toMatchObject({ state: 'done', done_rows: 250, counts: { create: 250, applied: 250 } })
  expect(new Set(await codes('crash')).size).toBe(250)
})

test('two processes on one import do each row once', async () => {
  const dry = await importFile(house.scope, fundImporter(), csv(many('twin', 250)), { isDryRun: true })
  await applyImport(house.scope, fundImporter(), dry.importId)
  await Promise.all([1, 2, 3].map(() => runImport(house.scope, fundImporter(), dry.importId)))
  expect(await codes('twin')).toHaveLength(250)
  expect(await readImport(house.scope, fundImporter(), dry.importId)).toMatchObject({ state: 'done', done_rows: 250 })
})

test('an error nobody foresaw ends the import in words and can be resumed once it is mended', async () => {
  const broken = fundImporter(() => {
    throw new TypeError('a bug')
  })
  const { importId, state } = await importFile(house.scope, broken, csv(many('bug', 3)), { isDryRun: false })
  expect(state).toBe('failed')
  expect(await codes('bug')).toEqual([])
  await applyImport(house.scope, fundImporter(), importId)
  await runImport(house.scope, fundImporter(), importId)
  expect(await codes('bug')).toHaveLength(3)
})

test('a mapping must name columns that exist and every required field', async () => {
  const { id } = await startImport(house.scope, fundImporter(), csv(['x,X']))
  const map = (mapping: Record<string, string>, fixed = {}) =>
    mapColumns(house.scope, fundImporter(), id, { mapping, fixed })
  await expect(map({ code: 'Fund No.', name: 'nowhere' })).rejects.toMatchObject({ code: 'imports.column-unknown' })
  await expect(map({ code: 'Fund No.' })).rejects.toMatchObject({ code: 'imports.field-unmapped', field: 'name' })
  await expect(applyImport(house.scope, fundImporter(), id)).rejects.toMatchObject({ code: 'imports.not-now' })
  await map({ code: 'Fund No.' }, { name: 'The same for all' })
  await runImport(house.scope, fundImporter(), id)
  expect((await readImport(house.scope, fundImporter(), id)).counts.create).toBe(1)
})

test('a column nobody mapped is written nowhere but in the sealed upload, which goes when the rows are in', async () => {
  const file = {
    kind: 'cases',
    fileName: 'funds.csv',
    bytes: Buffer.from('Fund No.,名稱,Diagnosis\nsecret1,One,a secret'),
  }
  const { id, columns } = await startImport(house.scope, fundImporter(), file)
  expect(columns).toContain('Diagnosis')
  expect(await kept(id)).toEqual({ drafts: 1, cells: [] })
  await mapColumns(house.scope, fundImporter(), id, { mapping: { code: 'Fund No.', name: '名稱' }, fixed: {} })
  await runImport(house.scope, fundImporter(), id)
  const mapped = [{ 'Fund No.': 'secret1', 名稱: 'One' }]
  expect(await kept(id)).toEqual({ drafts: 1, cells: mapped })
  await applyImport(house.scope, fundImporter(), id)
  await runImport(house.scope, fundImporter(), id)
  expect(await kept(id)).toEqual({ drafts: 0, cells: mapped })
  const { rows } = await house.context.databases.owner.query(`select purpose from files where purpose = 'import'`)
  expect(rows).toEqual([])
})

test('another choice of columns reads the upload again, while it is there', async () => {
  const file = { kind: 'cases', fileName: 'funds.csv', bytes: Buffer.from('a,b,c\nagain,Wrong,Right') }
  const { id } = await startImport(house.scope, fundImporter(), file)
  for (const name of ['b', 'c']) {
    await mapColumns(house.scope, fundImporter(), id, { mapping: { code: 'a', name }, fixed: {} })
    await runImport(house.scope, fundImporter(), id)
  }
  expect(await kept(id)).toEqual({ drafts: 1, cells: [{ a: 'again', c: 'Right' }] })
  house.clock.advance(8 * dayMilliseconds)
  for (const sweep of importSweeps) await sweep.run(house.scope)
  const late = mapColumns(house.scope, fundImporter(), id, { mapping: { code: 'a', name: 'b' }, fixed: {} })
  await expect(late).rejects.toMatchObject({ code: 'imports.draft-gone' })
})

test('cells are forgotten after ninety days, what became of the rows is not', async () => {
  const { importId } = await importFile(house.scope, fundImporter(), csv(many('old', 3)), { isDryRun: false })
  const open = await importFile(house.scope, fundImporter(), csv(many('open', 3)), { isDryRun: true })
  house.clock.advance(89 * dayMilliseconds)
  for (const sweep of importSweeps) await sweep.run(house.scope)
  expect((await kept(importId)).cells).toContainEqual({ 'Fund No.': 'old0', 名稱: 'Fund 0' })
  house.clock.advance(2 * dayMilliseconds)
  for (const sweep of importSweeps) await sweep.run(house.scope)
  expect(await kept(importId)).toEqual({ drafts: 0, cells: [{}, {}, {}] })
  expect((await readImport(house.scope, fundImporter(), importId)).counts).toMatchObject({ applied: 3 })
  const late = applyImport(house.scope, fundImporter(), open.importId)
  await expect(late).rejects.toMatchObject({ code: 'imports.draft-gone' })
})

test('only who may import this kind may touch its imports', async () => {
  const viewer = await house.member('viewer')
  const officer = await house.member('programme_officer')
  await expect(startImport(viewer, fundImporter(), csv(['p,P']))).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
  const { id } = await startImport(officer, fundImporter(), csv(['p,P']))
  await expect(readImport(viewer, fundImporter(), id)).rejects.toMatchObject({ code: 'organisations.not-permitted' })
})

test('every refusal has words in five languages', () => {
  const codes = [
    'cell-missing',
    'row-repeated',
    'value-refused',
    'field-unmapped',
    'column-unknown',
    'not-now',
    'draft-gone',
    'unknown',
  ]
  for (const language of ['en', 'it', 'ja', 'zh-Hant', 'zh-Hans'] as const) {
    const translate = house.context.translator.in(language)
    for (const code of codes) {
      expect(
        z
          .string()
          .min(3)
          .parse(translate(`failures.imports:${code}.remedy`)),
      ).not.toContain('failures')
    }
  }
})
