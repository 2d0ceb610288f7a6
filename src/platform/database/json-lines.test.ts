import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { speaker } from './connect.ts'
import { jsonLines } from './json-lines.ts'

let database: TestDatabase
let db: ReturnType<typeof speaker>
beforeAll(async () => {
  database = await testDatabase()
  db = speaker(new pg.Pool({ connectionString: database.url, max: 1 }))
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** Everything that could end a line, a text or an element, and words. */
const text = fc.string({
  unit: fc.constantFrom('\n', '\r', '\\', '"', ',', '{', '}', '\u2028', '\t', '捐', '🙏', 'n', ' '),
})

test('documents arrive as they were sent and in their order, whatever their words are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ text, list: fc.array(text) })), async (documents) => {
      const { rows } = await sql<{ one: unknown }>`
        select one from unnest(${jsonLines(documents)}) with ordinality as d (one, place) order by place`.execute(db)
      expect(rows.map(({ one }) => one)).toEqual(documents)
    }),
    { numRuns: 60 },
  )
})
