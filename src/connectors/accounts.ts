import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { isForThisMachineOnly } from '../platform/settings.ts'
import {
  type ConnectorAccount,
  connectorAccountChange,
  newConnectorAccount,
  type OpenConnectorAccount,
} from './account.ts'
import { troubleKinds } from './connector.ts'
import { connectorFields, connectorKinds, openConnector } from './kinds.ts'
import { mayAsk } from './transport.ts'

/**
 * Connects a giving platform; its settings are sealed at once, and the first orders are asked for within a minute. Fails with
 * `connectors.settings-invalid` naming the setting, `connectors.address-not-public`, `connectors.platform-taken`.
 */
export async function createConnectorAccount(
  scope: Scope,
  account: z.input<typeof newConnectorAccount>,
): Promise<string> {
  permit(scope, 'payments.change')
  const { kind, platform, name, config } = newConnectorAccount.parse(account)
  requireUsable(scope, { kind, platform, config })
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const id = newId(now)
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('connector_accounts')
      .values({
        organisation_id: organisationId,
        connector_account_id: id,
        kind,
        platform,
        name,
        config_cipher: context.vault.seal(JSON.stringify(config), sealPlace(organisationId, id)),
        next_pull_at: now,
        next_push_at: now,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) {
      throw new Failure('connectors.platform-taken', { platform }, { kind: 'conflict', field: 'platform' })
    }
    await audit(transaction, { action: 'connectors.create', ...subject(id), after: { kind, platform, name } })
    return id
  })
}

/** Changes a platform's account, or pauses it. Fails with `connectors.unknown-account` and the codes of `createConnectorAccount`. */
export async function changeConnectorAccount(
  scope: Scope,
  id: string,
  change: z.input<typeof connectorAccountChange>,
): Promise<void> {
  permit(scope, 'payments.change')
  const { name, state, config = {} } = connectorAccountChange.parse(change)
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const row = await readRow(transaction, id)
    const given = Object.entries(config).filter(([, value]) => value !== '')
    const merged = { ...settingsOf(transaction, row), ...Object.fromEntries(given) }
    requireUsable(scope, { kind: kindSchema.parse(row.kind), platform: row.platform, config: merged })
    await db
      .updateTable('connector_accounts')
      .set({
        name: name ?? row.name,
        state: state ?? row.state,
        config_cipher: context.vault.seal(JSON.stringify(merged), sealPlace(organisationId, id)),
        // What was mended is tried at once.
        ...{ failures: 0, next_pull_at: now, next_push_at: now },
      })
      .where('organisation_id', '=', organisationId)
      .where('connector_account_id', '=', id)
      .execute()
    const before = { name: row.name, state: row.state }
    const after = { name, state, changedSettings: given.map(([field]) => field) }
    await audit(transaction, { action: 'connectors.change', ...subject(id), before, after })
  })
}

/** Every platform that is connected, with what stands and what is wrong, the oldest first. */
export async function listConnectorAccounts(scope: Scope): Promise<ConnectorAccount[]> {
  permit(scope, 'gifts.read')
  return scope.transaction(async (transaction) => {
    const { organisationId } = transaction
    const rows = await transaction.db
      .selectFrom('connector_accounts')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .orderBy('created_at')
      .orderBy('connector_account_id')
      .execute()
    const { rows: counts } = await sql<{ id: string; state: string; count: number }>`
      select connector_account_id as id, state, count(*)::integer as count from order_returns
      where organisation_id = ${organisationId} group by 1, 2
      union all
      select a.connector_account_id, 'exceptions', count(*)::integer from order_exceptions e
      join connector_accounts a on a.organisation_id = e.organisation_id and a.platform = e.platform
      where e.organisation_id = ${organisationId} and e.resolved_at is null group by 1
      union all
      select connector_account_id, 'callBacks', count(*)::integer from call_backs
      where organisation_id = ${organisationId} and settled_at is null and connector_account_id is not null group by 1`.execute(
      transaction.db,
    )
    return rows.map((row) =>
      shownAccount(
        transaction,
        row,
        counts.filter(({ id }) => id === row.connector_account_id),
      ),
    )
  })
}

/** A platform's account with its connector. Fails with `connectors.unknown-account`. */
export async function openConnectorAccount(transaction: Transaction, id: string): Promise<OpenConnectorAccount> {
  const row = await readRow(transaction, id)
  const { platform, cursor, failures } = row
  const kind = kindSchema.parse(row.kind)
  const connector = openConnector({ kind, platform, config: settingsOf(transaction, row) }, sandboxOf(transaction))
  return { id, platform, cursor, failures, connector }
}

/** Accounts that are at work and whose next pull or push is due. */
export async function dueAccounts(
  { db, organisationId, now }: Transaction,
  column: 'next_pull_at' | 'next_push_at',
): Promise<string[]> {
  const rows = await db
    .selectFrom('connector_accounts')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'active')
    .where(column, '<=', now)
    .select('connector_account_id')
    .orderBy(column)
    .execute()
  return rows.map((row) => row.connector_account_id)
}

/** Holds an account until the transaction ends: two who pull or push it take turns. */
export async function lockAccount({ db, organisationId }: Transaction, id: string): Promise<void> {
  await db
    .selectFrom('connector_accounts')
    .where('organisation_id', '=', organisationId)
    .where('connector_account_id', '=', id)
    .select('connector_account_id')
    .forUpdate()
    .execute()
}

type Row = Awaited<ReturnType<typeof readRow>>
const kindSchema = z.enum(connectorKinds)
const settingsSchema = z.record(z.string(), z.string())
const subject = (id: string) => ({ subjectKind: 'connector_account', subjectId: id })

async function readRow({ db, organisationId }: Transaction, id: string) {
  const row = await db
    .selectFrom('connector_accounts')
    .where('organisation_id', '=', organisationId)
    .where('connector_account_id', '=', id)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('connectors.unknown-account', {}, { kind: 'missing' })
  return row
}

function settingsOf({ context, organisationId }: Transaction, row: Row): Record<string, string> {
  const place = sealPlace(organisationId, row.connector_account_id)
  return settingsSchema.parse(JSON.parse(context.vault.open(row.config_cipher, place)))
}

function shownAccount(
  transaction: Transaction,
  row: Row,
  counts: readonly { state: string; count: number }[],
): ConnectorAccount {
  const kind = kindSchema.parse(row.kind)
  const settings = settingsOf(transaction, row)
  const shown = connectorFields[kind].filter((field) => !field.secret)
  const { trouble_at: at, trouble_detail: detail, failures } = row
  const trouble = troubleKinds.find((each) => each === row.trouble)
  return {
    id: row.connector_account_id,
    kind,
    platform: row.platform,
    name: row.name,
    state: row.state === 'paused' ? 'paused' : 'active',
    config: Object.fromEntries(shown.map(({ name }) => [name, settings[name] ?? ''])),
    pulledCount: Number(row.pulled_count),
    unreadableCount: Number(row.unreadable_count),
    pulledAt: row.pulled_at,
    nextPullAt: row.next_pull_at,
    trouble: trouble && at ? { kind: trouble, detail: detail ?? '', at, failures } : null,
    returns: Object.fromEntries(
      counts.filter(({ state }) => !['exceptions', 'callBacks'].includes(state)).map((one) => [one.state, one.count]),
    ),
    exceptionCount: counts.find((one) => one.state === 'exceptions')?.count ?? 0,
    callBackCount: counts.find((one) => one.state === 'callBacks')?.count ?? 0,
  }
}

/** The settings are whole, and lead where we may go. */
function requireUsable({ context }: Scope, account: Parameters<typeof openConnector>[0]): void {
  const { url } = openConnector(account, sandboxOf({ context })).orders(null, { now: new Date(0), nonce: '' })
  if (mayAsk(new URL(url), context.settings)) return
  throw new Failure('connectors.address-not-public', { host: new URL(url).host }, { field: 'config.baseUrl' })
}

/** On an installation for this machine alone Tencent is played; it has no door to the real one. */
function sandboxOf({ context }: Pick<Transaction, 'context'>): string | undefined {
  const { settings } = context
  return isForThisMachineOnly(settings) ? `${settings.publicUrl}/sandbox/tencent` : undefined
}

/** Where the settings of a platform's account are sealed. */
export function sealPlace(organisationId: string, id: string): string {
  return `${organisationId}/connector_accounts/${id}/config`
}
