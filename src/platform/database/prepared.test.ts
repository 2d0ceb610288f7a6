import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { organisationId } from '../ids.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { speaker } from './connect.ts'
import { inTenant } from './tenant.ts'

const organisation = organisationId('01990000-0000-7000-8000-000000000001')
const begin = `begin; set local citus.propagate_set_commands to 'local'; set local app.organisation to '${organisation}'`

let database: TestDatabase
let db: ReturnType<typeof speaker>
beforeAll(async () => {
  database = await testDatabase()
  db = speaker(new pg.Pool({ connectionString: database.url, max: 1, pipeline: true }))
  await sql`create table notes (note text not null)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** What leaves for the database while this is done, in its order. */
async function leaving(work: () => Promise<unknown>): Promise<unknown[]> {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return asked.mock.calls.map(([said]: unknown[]) => said)
  } finally {
    asked.mockRestore()
  }
}

const notes = async () => (await sql<{ note: string }>`select note from notes order by note`.execute(db)).rows

test('what only prepares leaves with the question after it and before it', async () => {
  const left = await leaving(() =>
    inTenant(db, organisation, async (tx) => {
      await sql`set local work_mem = '1MB'`.execute(tx)
      const { rows } = await sql<{ whose: string; memory: string }>`
        select current_setting('app.organisation') as whose, current_setting('work_mem') as memory`.execute(tx)
      expect(rows).toEqual([{ whose: organisation, memory: '1MB' }])
    }),
  )
  expect(left).toEqual([`${begin}; set local work_mem = '1MB'`, expect.stringContaining('select'), 'commit'])
})

test('a transaction in which nothing is asked is never begun', async () => {
  expect(await leaving(() => inTenant(db, organisation, async () => {}))).toEqual([])
  const fail = () => Promise.reject(new Error('no'))
  expect(await leaving(() => expect(inTenant(db, organisation, fail)).rejects.toThrow('no'))).toEqual([])
})

test('a preparation that fails is the failure of the question after it, and nothing of that transaction stays', async () => {
  const failing = inTenant(db, organisation, async (tx) => {
    await sql`insert into notes values (${'kept?'})`.execute(tx)
    await sql`set local work_mem = 'much'`.execute(tx)
    await sql`insert into notes values (${'lost'})`.execute(tx)
  })
  await expect(failing).rejects.toThrow('work_mem')
  expect(await notes()).toEqual([])
  const wrong = db.connection().execute(async (tx) => {
    await sql`begin; set local work_mem = 'much'`.execute(tx)
    await sql`insert into notes values (${'lost'})`.execute(tx).finally(() => sql`rollback`.execute(tx))
  })
  await expect(wrong).rejects.toThrow('work_mem')
  expect(await notes()).toEqual([])
})

test('what is asked next is outside of what was committed or taken back', async () => {
  await inTenant(db, organisation, (tx) => sql`insert into notes values (${'kept'})`.execute(tx))
  const failing = inTenant(db, organisation, async (tx) => {
    await sql`insert into notes values (${'lost'})`.execute(tx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await notes()).toEqual([{ note: 'kept' }])
  const { rows } = await sql`select coalesce(current_setting('app.organisation', true), '') as whose`.execute(db)
  expect(rows).toEqual([{ whose: '' }])
})
