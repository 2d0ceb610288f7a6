import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

let one: TestDatabase
let two: TestDatabase

beforeAll(async () => {
  ;[one, two] = await Promise.all([testDatabase(), testDatabase()])
})
afterAll(async () => {
  await Promise.all([one.drop(), two.drop()])
})

test('two test files never see each other’s rows', async () => {
  await query(one, 'CREATE TABLE only_here (word text)')
  await expect(query(two, 'SELECT * FROM only_here')).rejects.toThrow('does not exist')
})

test('a test database arrives migrated', async () => {
  const rows = await query(one, 'SELECT count(*)::int AS tables FROM pg_tables')
  expect(rows[0]?.tables).toBeGreaterThan(100)
})

async function query(database: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
