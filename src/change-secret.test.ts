import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { sealed } from './app.ts'
import { resealEverything } from './change-secret.ts'
import { readTables, rowFor } from './organisations/catalogue.fixture.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { type OrganisationId, organisationId } from './platform/ids.ts'
import type { Context } from './platform/scope.ts'
import { type Sealed, type SealedColumn, sealedColumn } from './platform/sealed.ts'
import { testSecret } from './platform/testing/secret.ts'
import { Vault } from './platform/vault.ts'

const newSecret = 'the secret after the change, over 32 letters'
const former = new Vault(testSecret)
const changing = new Vault(newSecret, testSecret)
const after = new Vault(newSecret)
const columns = sealed.filter((one): one is Sealed & SealedColumn => 'table' in one)

let house: TestHouse
let owner: pg.Client
let organisations: OrganisationId[]
beforeAll(async () => {
  house = await openTestHouse()
  organisations = [house.organisationId, (await house.neighbour('evening-star')).organisationId]
  owner = new pg.Client(house.context.settings.databaseUrl)
  await owner.connect()
})
beforeEach(async () => {
  for (const table of new Set(columns.map((column) => column.table))) await owner.query(`truncate ${table} cascade`)
})
afterAll(async () => {
  await owner.end()
  await house.close()
})

/** As a house that was started with these secrets. */
function under(vault: Vault): Context {
  return { ...house.context, vault }
}

/** As values were sealed until November 2026. */
function sealAsBefore(secret: string, plain: string, place: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'riscontro', 'seal/1', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body])
}

const idRows = z.array(z.object({ id: z.string() }))

/** A row of each organisation in the table of a column, with what `seal` makes of the place; foreign keys, checks and unique keys asleep. */
async function fill(of: SealedColumn, seal: (place: string) => Buffer, count = 1): Promise<void> {
  const table = (await readTables(owner)).find(({ name }) => name === of.table)
  if (!table) throw new Error(`no table ${of.table}`)
  await owner.query('set session_replication_role = replica')
  const { rows: checks } = await owner.query<{ name: string }>(
    `select conname as name from pg_constraint where contype in ('c', 'u') and conrelid = $1::regclass`,
    [of.table],
  )
  for (const { name } of checks) await owner.query(`alter table ${of.table} drop constraint ${name} cascade`)
  for (const organisation of organisations) {
    for (let made = 0; made < count; made += 1) {
      const row = rowFor(table, organisation)
      const names = row.map(([name]) => pg.escapeIdentifier(name)).join(', ')
      const values = row.map(([, value]) => value).join(', ')
      const { rows } = await owner.query(
        `insert into ${of.table} (${names}) values (${values}) returning ${of.row} as id`,
      )
      const [{ id } = { id: '' }] = idRows.parse(rows)
      await owner.query(`update ${of.table} set ${of.column} = $3 where organisation_id = $1 and ${of.row} = $2`, [
        organisation,
        id,
        seal(of.place(organisation, id)),
      ])
    }
  }
  await owner.query('set session_replication_role = default')
}

const heldRows = z.array(z.object({ organisation: z.string(), id: z.string(), held: z.instanceof(Buffer) }))

/** What a vault reads in a column: one word for each row, or that it does not open. */
async function read(of: SealedColumn, vault: Vault): Promise<string[]> {
  const { rows } = await owner.query(
    `select organisation_id as organisation, ${of.row} as id, ${of.column} as held from ${of.table}
     where ${of.column} is not null`,
  )
  return heldRows.parse(rows).map(({ organisation, id, held }) => {
    try {
      return vault.open(held, of.place(organisation, id))
    } catch {
      return 'shut'
    }
  })
}

test('every column of bytes is told to be sealed, or has a name that says what else it is', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema in ('public', 'auth') and data_type = 'bytea' order by 1`,
  )
  const isSomethingElse = /(_hash|sha256|\.(hash|root|salt|entry|mark|key_id|public_key))$/
  const known = new Set(columns.map(({ name }) => name))
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name) && !isSomethingElse.test(name))).toEqual([])
  expect(columns.length).toBeGreaterThan(15)
})

test('nothing is listed twice', async () => {
  expect(new Set(sealed.map(({ name }) => name)).size).toBe(sealed.length)
})

test.each(columns)('$name lives through a change, sealed by today’s version or the one before', async (column) => {
  const isOneEach = column.row === 'organisation_id'
  await fill(column, (place) => former.seal('said', place))
  if (!isOneEach) await fill(column, (place) => sealAsBefore(testSecret, 'said', place))
  const rows = isOneEach ? 2 : 4
  expect(await column.countLeft(under(changing))).toBe(rows)
  expect(await read(column, changing)).toEqual(Array(rows).fill('said'))

  expect(await resealEverything(under(changing), [column], () => {})).toEqual([])
  expect(await read(column, after)).toEqual(Array(rows).fill('said'))
  expect(await read(column, former)).toEqual(Array(rows).fill('shut'))
})

const [some] = columns
if (!some) throw new Error('nothing is sealed')

test('with a wrong former secret nothing is touched, and it is told how much opens under neither', async () => {
  await fill(some, (place) => former.seal('said', place))
  const wrong = under(new Vault(newSecret, 'not the secret before, but over 32 letters'))
  expect(await resealEverything(wrong, [some], () => {})).toEqual([{ name: some.name, count: 2 }])
  expect(await read(some, former)).toEqual(['said', 'said'])
})

test('killed after any batch, it goes on where it was', async () => {
  const small = sealedColumn({ ...some, batch: 2 })
  await fill(some, (place) => former.seal('said', place), 5)
  for (let batches = 1; batches < 6; batches += 1) {
    let count = 0
    // Whoever looks meanwhile finds every value open.
    for await (const _ of small.reseal(under(changing))) {
      expect(await read(some, changing)).toEqual(Array(10).fill('said'))
      count += 1
      if (count === batches) break
    }
  }
  expect(await resealEverything(under(changing), [small], () => {})).toEqual([])
  expect(await read(some, after)).toEqual(Array(10).fill('said'))
})

test('what is written while it runs is not overwritten with what was read before', async () => {
  await fill(some, (place) => former.seal('old', place))
  const vault = new Vault(newSecret, testSecret)
  const seal = vault.seal.bind(vault)
  let isFirst = true
  // Between reading and writing, the house at work writes a newer value.
  vault.seal = (plain, place) => {
    if (isFirst) written = write(place)
    isFirst = false
    return seal(plain, place)
  }
  let written: Promise<unknown> = Promise.resolve()
  const write = (place: string) =>
    owner.query(`update ${some.table} set ${some.column} = $1 where organisation_id = $2`, [
      after.seal('new', place),
      place.match(/[0-9a-f-]{36}/)?.[0],
    ])
  await resealEverything(under(vault), [some], () => {})
  await written
  expect((await read(some, after)).sort()).toEqual(['new', 'old'])
})

test('a value moved into the row of another organisation does not open there', async () => {
  const [mine, theirs] = organisations.map((id) => some.place(id, organisationId(id)))
  const held = after.seal('said', mine ?? '')
  expect(() => after.open(held, theirs ?? '')).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
})
