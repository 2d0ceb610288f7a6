import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loginRoles } from '../platform/database/migrate.ts'
import type { OrganisationId } from '../platform/ids.ts'
import { readTables, rowFor, type Table } from './catalogue.fixture.ts'
import { openTestHouse, type TestHouse } from './testing.ts'

/** The global tables of schema public, all of them: they hold hashes and ids, no personal data. */
const globalTables = ['addresses']

let house: TestHouse
let theirs: OrganisationId
let owner: pg.Client
let app: pg.Client
let tables: Table[]

beforeAll(async () => {
  house = await openTestHouse()
  theirs = (await house.neighbour('evening-star')).organisationId
  const url = house.context.settings.databaseUrl ?? ''
  owner = new pg.Client(url)
  await owner.connect()
  tables = await readTables(owner)
  app = new pg.Client(asLogin(url, 'app'))
  await app.connect()
  await fill(theirs)
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await house.close()
})

function asLogin(url: string, role: 'app' | 'ingest'): string {
  const login = new URL(url)
  login.username = loginRoles(url)[role]
  login.password = house.context.vault.rolePassword(login.username)
  return login.href
}

/** One row in every table of one organisation, foreign keys and triggers asleep. */
async function fill(organisation: OrganisationId): Promise<void> {
  await owner.query('set session_replication_role = replica')
  for (const table of tables) {
    const { rows } = await owner.query(`select from ${table.name} where organisation_id = $1 limit 1`, [organisation])
    if (rows.length === 0) await owner.query(insert(table, organisation))
  }
  await owner.query('set session_replication_role = default')
}

function insert(table: Table, organisation: OrganisationId): string {
  const row = rowFor(table, organisation)
  const names = row.map(([name]) => pg.escapeIdentifier(name))
  return `insert into ${table.name} (${names.join(', ')}) values (${row.map(([, value]) => value).join(', ')})`
}

/** What the application gets when it runs a statement as one tenant; nothing it does stays. */
function asTenant(organisation: OrganisationId | undefined, statement: string): Promise<number | string> {
  return attempt(app, organisation, statement)
}

async function attempt(client: pg.Client, organisation: OrganisationId | undefined, statement: string) {
  await client.query('begin')
  try {
    if (organisation) await client.query(`set local app.organisation to '${organisation}'`)
    // Of several statements the last one counts.
    const answered = [await client.query(statement)].flat()
    return answered.at(-1)?.rowCount ?? 0
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  } finally {
    await client.query('rollback')
  }
}

const insufficientPrivilege = '42501'
const invalidUuid = '22P02'
const unknownSetting = '42704'

test('the catalogue was read, and nothing is global but what is named here', async () => {
  expect(tables.length).toBeGreaterThan(50)
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`,
  )
  const tenant = new Set(tables.map((table) => table.name))
  expect(rows.map((row) => row.name).filter((name) => !tenant.has(name))).toEqual(globalTables)
})

test('row level security is enabled and forced on every tenant table, and no view or function goes round it', async () => {
  expect(tables.filter((table) => !table.isGuarded).map((table) => table.name)).toEqual([])
  const { rows: views } = await owner.query(
    `select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace`,
  )
  expect(views).toEqual([])
  const { rows: definers } = await owner.query<{ proname: string }>(
    `select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`,
  )
  expect(definers.map((one) => one.proname)).toEqual(['riscontro_enqueue'])
})

test('the application owns nothing and may not lift the rules', async () => {
  const role = loginRoles(house.context.settings.databaseUrl ?? '').app
  const { rows } = await owner.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
     from pg_roles where rolname in ($1, 'riscontro_app', 'riscontro_ingest')`,
    [role],
  )
  expect(rows).toHaveLength(3)
  for (const row of rows) {
    expect(row).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 })
  }
})

test('every primary, unique and foreign key begins with the organisation', () => {
  expect(tables.flatMap((table) => table.keys).length).toBeGreaterThan(2 * tables.length)
  const astray = tables.flatMap((table) =>
    table.keys.filter((key) => key.columns[0] !== 'organisation_id').map((key) => `${table.name}: ${key.name}`),
  )
  expect(astray).toEqual([])
})

describe('as another tenant', () => {
  test('the rows are there: their own organisation sees at least one in each table', async () => {
    for (const { name } of readable()) {
      expect([name, await asTenant(theirs, `select 1 from ${name}`)]).not.toEqual([name, 0])
    }
  })

  test('select finds none of them', async () => {
    for (const { name } of readable()) {
      const found = await asTenant(house.organisationId, `select 1 from ${name} where organisation_id = '${theirs}'`)
      expect([name, found]).toEqual([name, 0])
    }
  })

  test('update touches none of them', async () => {
    for (const { name } of tables) {
      const touched = await asTenant(
        house.organisationId,
        `update ${name} set organisation_id = organisation_id where organisation_id = '${theirs}'`,
      )
      expect([name, touched]).toEqual([name, may(name, 'update') ? 0 : insufficientPrivilege])
    }
  })

  test('delete removes none of them', async () => {
    for (const { name } of tables) {
      const removed = await asTenant(house.organisationId, `delete from ${name} where organisation_id = '${theirs}'`)
      expect([name, removed]).toEqual([name, may(name, 'delete') ? 0 : insufficientPrivilege])
    }
  })

  test('insert in their name is refused', async () => {
    for (const table of tables) {
      const refused = await asTenant(house.organisationId, insert(table, theirs))
      expect([table.name, refused]).toEqual([table.name, insufficientPrivilege])
    }
  })
})

test('without a tenant every verb is an error, never an empty answer', async () => {
  for (const table of tables) {
    const { name } = table
    for (const [verb, statement] of [
      ['select', `select 1 from ${name}`],
      ['insert', insert(table, theirs)],
      ['update', `update ${name} set organisation_id = organisation_id`],
      ['delete', `delete from ${name}`],
    ] as const) {
      const outcome = await asTenant(undefined, statement)
      const isRefused = [invalidUuid, unknownSetting, insufficientPrivilege].includes(String(outcome))
      expect([name, verb, isRefused ? 'refused' : outcome]).toEqual([name, verb, 'refused'])
    }
  }
})

/** What was once written here stays: who did, said, gave, moved or published what. */
const appendOnly = [
  ...['audit_entries', 'identity_links', 'events', 'platform_orders'],
  ...['ledger_accounts', 'ledger_transfers', 'receipt_gifts', 'allocations', 'stage_changes', 'update_sentences'],
  ...['feedback_waiting', 'feedback_corrections', 'told_waiting', 'log_entries', 'log_tile_roots'],
]

test('what is append-only cannot be changed or deleted even by its own organisation', async () => {
  expect(appendOnly.filter((name) => !tables.some((table) => table.name === name))).toEqual([])
  for (const name of appendOnly) {
    const changed = await asTenant(theirs, `update ${name} set organisation_id = organisation_id`)
    expect([name, changed]).toEqual([name, insufficientPrivilege])
    expect([name, await asTenant(theirs, `delete from ${name}`)]).toEqual([name, insufficientPrivilege])
  }
})

/** What goes when its person is erased, in a transaction that says it erases; by no other statement of any other. */
const onlyErased = ['consents', 'feedback_wishes', 'identity_aliases', 'private_replies', 'reactions']

test('what a person said is never changed, and goes only with the person', async () => {
  for (const name of onlyErased) {
    const removed = await asTenant(theirs, `delete from ${name}`)
    expect([name, removed]).toEqual([name, 0])
    const erased = await asTenant(theirs, `select set_config('app.erasing', 'yes', true); delete from ${name}`)
    expect([name, erased]).not.toEqual([name, 0])
  }
})

test('a line of the audit is emptied where somebody is erased, and never rewritten', async () => {
  const erasing = `select set_config('app.erasing', 'yes', true);`
  expect(await asTenant(theirs, `update audit_entries set after = null`)).toBe(0)
  expect(await asTenant(theirs, `${erasing} update audit_entries set after = null`)).not.toBe(insufficientPrivilege)
  expect(await asTenant(theirs, `${erasing} update audit_entries set after = '{}'`)).toBe(insufficientPrivilege)
  expect(await asTenant(theirs, `${erasing} update audit_entries set action = 'x'`)).toBe(insufficientPrivilege)
})

test('a receipt, a gift, a checkpoint and their like may move on but never be deleted', async () => {
  for (const name of ['gifts', 'receipts', 'receipt_series', 'refunds', 'updates', 'expenses', 'checkpoints']) {
    expect([name, await asTenant(theirs, `delete from ${name}`)]).toEqual([name, insufficientPrivilege])
  }
})

test('the hook’s own role may add to the inbox of events and do nothing else to any table', async () => {
  const ingest = new pg.Client(asLogin(house.context.settings.databaseUrl ?? '', 'ingest'))
  await ingest.connect()
  try {
    for (const table of tables) {
      const { name } = table
      for (const [verb, statement] of [
        ['select', `select 1 from ${name}`],
        ['insert', insert(table, theirs)],
        ['update', `update ${name} set organisation_id = organisation_id`],
        ['delete', `delete from ${name}`],
        ['truncate', `truncate ${name}`],
      ] as const) {
        const isItsOwn = name === 'inbound_events' && verb === 'insert'
        const outcome = await attempt(ingest, theirs, statement)
        expect([name, verb, outcome]).toEqual([name, verb, isItsOwn ? 1 : insufficientPrivilege])
      }
    }
  } finally {
    await ingest.end()
  }
})

function readable(): Table[] {
  return tables.filter((table) => may(table.name, 'select'))
}

function may(name: string, verb: string): boolean {
  return tables.find((table) => table.name === name)?.verbs.includes(verb) ?? false
}
