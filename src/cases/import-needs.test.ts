import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFund } from '../campaigns/actions.ts'
import { importFile } from '../imports/import-file.ts'
import { listRows } from '../imports/lists.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { type NewCase, openCase } from './cases.ts'
import { needImporter } from './import-needs.ts'
import { needsOf } from './needs.ts'
import { createProgramme } from './programmes.ts'
import { changeStage } from './stages.ts'

let house: TestHouse
let caseId: string
beforeAll(async () => {
  house = await openTestHouse()
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const programme = { slug: 'cleft', fundId, currency: 'TWD', name: { en: 'Cleft' }, picture: 'cleft' }
  const programmeId = await createProgramme(house.scope, programme)
  const open = (fields: Partial<NewCase> & { pseudonym: string }) =>
    house.scope.transaction((tx) =>
      openCase(tx, {
        ...{ programmeId, ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' },
        ...fields,
      }),
    )
  caseId = await open({ pseudonym: 'Star', externalKey: 'C-1' })
  const gone = await open({ pseudonym: 'Moon' })
  await changeStage(house.scope, { caseId: gone, to: 'withdrawn' })
})
afterAll(() => house.close())

const bring = (lines: readonly string[], isDryRun = false) =>
  importFile(
    house.scope,
    [needImporter],
    { kind: 'needs', fileName: 'needs.csv', bytes: Buffer.from(['個案,項目,金額,期限,需求編號', ...lines].join('\n')) },
    { isDryRun },
  )

const needs = () => house.scope.transaction((tx) => needsOf(tx, caseId))

async function refusals(importId: string) {
  const rows = await house.scope.transaction((tx) => listRows(tx, importId, { verdict: 'refused', limit: 100 }))
  return rows.map(({ row, refusal }) => [row, refusal?.code, refusal?.field])
}

test('needs come from a spreadsheet by case number or pseudonym, and the same file twice asks for nothing twice', async () => {
  const lines = ['C-1,手術,48000,2026/4/1,N-1', 'Star,travel,900,,', 'Star,Travel,900,2026-05-01,']
  expect((await bring(lines, true)).counts).toMatchObject({ create: 3, applied: 0 })
  expect(await needs()).toEqual([])
  expect((await bring(lines)).counts).toMatchObject({ create: 3, refused: 0 })
  expect((await needs()).map(({ item, amount, dueOn }) => [item, amount.minor, dueOn])).toEqual([
    ['surgery', 4_800_000n, '2026-04-01'],
    ['travel', 90_000n, '2026-05-01'],
    ['travel', 90_000n, null],
  ])
  expect((await bring(lines)).counts).toMatchObject({ create: 0, unchanged: 3 })
  expect(await needs()).toHaveLength(3)
})

test('a row that cannot be right is refused by name, and the others come in', async () => {
  const { importId, counts } = await bring([
    'Nobody,surgery,1,,',
    'Moon,surgery,1,,',
    'Star,dancing,1,,',
    'Star,surgery,"1,000",,',
    'Star,surgery,0,,',
    'Star,surgery,1,31.4.2026,',
    'C-1,surgery,50000,2026-04-01,N-1',
    'Star,medicine,70,,',
    'Star,medicine,70,,',
  ])
  expect(await refusals(importId)).toEqual([
    [2, 'cases.case-unnamed', 'case'],
    [3, 'cases.ended', 'case'],
    [4, 'cases.word-unknown', 'item'],
    [5, 'money.not-a-number', 'amount'],
    [6, 'money.not-a-number', 'amount'],
    [7, 'cases.day-unreadable', 'dueOn'],
    [8, 'cases.need-differs', 'externalKey'],
    [10, 'imports.row-repeated', undefined],
  ])
  expect(counts).toMatchObject({ create: 1, refused: 8 })
})
