import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetClock } from '../platform/clock.ts'
import { connect } from '../platform/database/connect.ts'
import { FileStore } from '../platform/file-store.ts'
import { Translator } from '../platform/i18n/translator.ts'
import { newId, type OrganisationId } from '../platform/ids.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import type { Subscription } from '../platform/jobs/event.ts'
import { createLogger } from '../platform/log.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { testDatabase } from '../platform/testing/database.ts'
import { testSecret } from '../platform/testing/secret.ts'
import { Vault } from '../platform/vault.ts'
import { foundOrganisation } from './found.ts'
import { type Permission, type Role, startingRoles } from './permission.ts'

/** A whole house for one test file: a real database of its own, a clock that stands still, one organisation. */
export interface TestHouse {
  context: Context
  clock: SetClock
  /** The house itself, acting in the organisation. */
  scope: Scope
  organisationId: OrganisationId
  /** A member of the organisation with these roles; `members` has the row. */
  member(...roles: Role[]): Promise<Scope>
  /** Another organisation of the same installation. */
  neighbour(slug: string): Promise<Scope>
  /** Hands all news to the subscribers given at opening, now. */
  drainEvents(): Promise<void>
  close(): Promise<void>
}

/** Opens a house at 2026-03-02 10:00 in Taipei. Outgoing HTTP is refused unless `fetch` is given. */
export async function openTestHouse(
  options: { subscriptions?: readonly Subscription[]; fetch?: typeof fetch } = {},
): Promise<TestHouse> {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'riscontro-test-'))
  const vault = new Vault(testSecret)
  const clock = new SetClock('2026-03-02T02:00:00Z')
  const context: Context = {
    settings: {
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: database.url,
      dataFolder: folder,
      secret: testSecret,
      publicUrl: 'http://127.0.0.1:3000',
      wantsDemo: false,
    },
    clock,
    databases: connect(database.url, vault, { app: 8, ingest: 2, owner: 4 }),
    vault,
    log: createLogger('silent'),
    translator: await Translator.load((key) => {
      throw new Error(`no words for ${key}`)
    }),
    files: new FileStore(join(folder, 'files')),
    fetch: options.fetch ?? refuse,
    subscriptions: options.subscriptions ?? [],
  }
  const scope = await foundOrganisation(context, { ...example, slug: 'morning-light' })
  return {
    context,
    clock,
    scope,
    organisationId: scope.organisationId,
    member: (...roles) => hire(scope, roles),
    neighbour: (slug) => foundOrganisation(context, { ...example, slug }),
    drainEvents: () => drainEvents(scope),
    close: async () => {
      await context.databases.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const example = {
  name: 'Morning Light',
  country: 'TW',
  timeZone: 'Asia/Taipei',
  language: 'zh-Hant',
  isDemo: true,
} as const

async function hire(scope: Scope, roles: readonly Role[]): Promise<Scope> {
  const memberId = newId(scope.context.clock.now())
  const name = `Member ${memberId.slice(-4)}`
  await scope.transaction(async ({ db, organisationId, now }) => {
    await db
      .insertInto('members')
      .values({
        organisation_id: organisationId,
        member_id: memberId,
        user_id: memberId,
        name,
        email: `${memberId}@example.org`,
        language: 'en',
        created_at: now,
      })
      .execute()
    if (roles.length === 0) return
    await db
      .insertInto('member_roles')
      .values(roles.map((role) => ({ organisation_id: organisationId, member_id: memberId, role })))
      .execute()
  })
  const permissions = new Set<Permission>(roles.flatMap((role) => startingRoles[role]))
  return new Scope(scope.context, scope.organisationId, { kind: 'member', id: memberId, name, permissions })
}

const refuse: typeof fetch = async (input) => {
  throw new Error(`a test reached for the network: ${input instanceof Request ? input.url : input}`)
}
