import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../imports/import-file.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { mayReceive, recordConsent } from './consents.ts'
import { peopleImporter } from './import.ts'
import { createPerson, getPerson } from './persons.ts'
import { searchPeople } from './search.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

function bring(lines: readonly string[], headings = '編號,姓名,電子郵件,手機,語言,同意回報,同意募款訊息') {
  const bytes = Buffer.from([headings, ...lines].join('\n'))
  return importFile(
    house.scope,
    [peopleImporter],
    { kind: 'people', fileName: 'people.csv', bytes },
    { isDryRun: false },
  )
}

const find = (query: string) => house.scope.transaction((transaction) => searchPeople(transaction, query, 5))

test('people come in with their numbers, addresses in one spelling, and what they agreed to', async () => {
  const { counts } = await bring(['A1,陳美玲,Mei@Example.org,0912-345-678,日本語,是,否'])
  expect(counts).toMatchObject({ create: 1, refused: 0 })
  const [person] = await find('陳美玲')
  expect(person).toMatchObject({ email: 'mei@example.org', phone: '+886912345678', language: 'ja' })
  const may = await house.scope.transaction(async (transaction) => ({
    feedback: await mayReceive(transaction, person?.personId ?? '', 'feedback', 'line'),
    appeals: await mayReceive(transaction, person?.personId ?? '', 'appeals', 'line'),
  }))
  expect(may).toEqual({ feedback: true, appeals: false })
})

test('again it changes nothing; a change is an update; an empty cell takes nothing away', async () => {
  const row = 'B1,林大華,lin@example.org,,,是,'
  await bring([row])
  expect((await bring([row])).counts).toMatchObject({ unchanged: 1, create: 0, update: 0 })
  expect((await bring(['B1,林大華,,0922333444,,,'])).counts).toMatchObject({ update: 1 })
  expect((await find('林大華'))[0]).toMatchObject({ email: 'lin@example.org', phone: '+886922333444' })
})

test('a yes in a file never undoes a STOP', async () => {
  const personId = await house.scope.transaction(async (transaction) => {
    const id = await createPerson(transaction, { displayName: '黃小芳', language: 'zh-Hant', email: 'f@example.org' })
    await recordConsent(transaction, {
      ...{ personId: id, purpose: 'appeals', channel: 'line', granted: false },
      ...{ source: 'stop_word', textVersion: '1', language: 'zh-Hant' },
    })
    return id
  })
  const { counts } = await bring(['C1,黃小芳,f@example.org,,,,是'])
  expect(counts).toMatchObject({ update: 1 })
  await house.scope.transaction(async (transaction) => {
    expect(await mayReceive(transaction, personId, 'appeals', 'line')).toBe(false)
    expect((await getPerson(transaction, personId)).external_key).toBe('C1')
  })
})

test('the same name with another address is another person; with another number too', async () => {
  await bring(['D1,王小明,one@example.org,,,,'])
  const { counts } = await bring(['D2,王小明,two@example.org,,,,', 'D3,王小明,one@example.org,,,,'])
  expect(counts).toMatchObject({ create: 2 })
})

test('a column of tags gives them beside those somebody bears, and takes none; the same file again changes nothing', async () => {
  const headings = '編號,姓名,Tags'
  const tagged = async () => {
    const [person] = await find('高雅婷')
    const { rows } = await house.context.databases.owner.query<{ tag: string }>(
      'select tag from person_tags where person_id = $1 order by folded',
      [person?.personId],
    )
    return rows.map(({ tag }) => tag)
  }
  await bring(['G1,高雅婷,"志工; Press desk、VIP"'], headings)
  expect(await tagged()).toEqual(['Press desk', 'VIP', '志工'])
  expect((await bring(['G1,高雅婷,vip｜志工'], headings)).counts).toMatchObject({ unchanged: 1 })
  expect((await bring(['G1,高雅婷,學校'], headings)).counts).toMatchObject({ update: 1 })
  expect(await tagged()).toEqual(['Press desk', 'VIP', '學校', '志工'])
  const many = Array.from({ length: 27 }, (_, at) => `t${at}`).join(';')
  const { counts } = await bring([`G1,高雅婷,${many}`, `G2,長名,${'長'.repeat(41)}`], headings)
  expect(counts).toMatchObject({ refused: 2 })
  expect((await tagged()).length).toBe(4)
})

test('rows that cannot be read are refused one by one, with the cell at fault', async () => {
  const { importId, counts } = await bring([
    'E1,,x@example.org,,,,',
    'E2,無效信箱,not-an-address,,,,',
    'E3,無效電話,,12,,,',
    'E4,無效語言,,,tlhIngan,,',
    'E5,不清楚,,,,maybe,',
    'E6,好的,,,,,',
    'E6,重複,,,,,',
  ])
  expect(counts).toMatchObject({ refused: 6, create: 1 })
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('import_rows')
      .where('organisation_id', '=', organisationId)
      .where('import_id', '=', importId)
      .where('verdict', '=', 'refused')
      .select('refusal')
      .orderBy('row_number')
      .execute(),
  )
  expect(rows.map(({ refusal }) => refusal)).toMatchObject([
    { code: 'imports.cell-missing', field: 'name' },
    { code: 'people.email-invalid', field: 'email' },
    { code: 'people.phone-invalid', field: 'phone' },
    { code: 'people.language-unknown', field: 'language' },
    { code: 'people.consent-unclear', field: 'feedback' },
    { code: 'imports.row-repeated', facts: { row: 7 } },
  ])
})

test('an import never sends a message: no delivery, no news', async () => {
  await bring(['F1,收信人,f1@example.org,0911222333,,是,是'])
  const { rows } = await house.scope.transaction(({ db, organisationId }) =>
    sql`select (select count(*)::int from deliveries where organisation_id = ${organisationId}) as deliveries,
      (select count(*)::int from events where organisation_id = ${organisationId}) as events`.execute(db),
  )
  expect(rows).toEqual([{ deliveries: 0, events: 0 }])
})
