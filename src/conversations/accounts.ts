import type { ChannelKind } from '../channels/adapter.ts'
import { adapters, openChannel } from '../channels/kinds.ts'
import { registerAddress } from '../organisations/addresses.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { formerColumns, formerOf } from '../organisations/secret-overlap.ts'
import { Failure } from '../platform/errors.ts'
import { newId, newToken } from '../platform/ids.ts'
import type { Money } from '../platform/money.ts'
import { hint } from '../platform/realtime.ts'
import type { Context, Scope, Transaction } from '../platform/scope.ts'
import { type AccountState, channelKind, configPlace, type OpenAccount, priceOf } from './account.ts'
import { provingSecrets } from './accounts/former-secret.ts'

/** A channel account to be connected. `config` is the kind's own settings, checked before anything is stored. */
export interface NewChannelAccount {
  kind: ChannelKind
  name: string
  config: unknown
  /** Its provider is emulated on this machine; demo organisations only. */
  isSandbox?: boolean
}

/** Connects a channel account; its hook key never changes. Fails with `channels.config-invalid` naming the field. */
export async function createChannelAccount(scope: Scope, account: NewChannelAccount): Promise<string> {
  permit(scope, 'channels.change')
  const config = withGenerated(account.kind, account.config)
  openChannel(account.kind, config)
  const { context, organisationId } = scope
  const channelAccountId = newId(context.clock.now())
  const hookKey = newToken()
  const sealed = context.vault.seal(JSON.stringify(config), configPlace(organisationId, channelAccountId))
  await scope.transaction(async (transaction) => {
    const { db, now } = transaction
    const { is_demo } = await db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select('is_demo')
      .executeTakeFirstOrThrow()
    if (account.isSandbox && !is_demo) throw new Failure('conversations.sandbox-needs-demo', {}, { kind: 'conflict' })
    await db
      .insertInto('channel_accounts')
      .values({
        organisation_id: organisationId,
        channel_account_id: channelAccountId,
        kind: account.kind,
        name: account.name,
        hook_key: hookKey,
        config_cipher: sealed,
        is_sandbox: account.isSandbox ?? false,
        organisation_is_demo: is_demo,
        created_at: now,
      })
      .execute()
    await registerAddress(transaction, 'channel_hook', hookKey, channelAccountId)
    await audit(transaction, {
      action: 'channels.connect',
      subjectKind: 'channel_account',
      subjectId: channelAccountId,
      after: { kind: account.kind, name: account.name },
    })
    await hint(transaction, 'channel', [channelAccountId])
  })
  return channelAccountId
}

/** What nobody needs to invent: secrets that are ours to make, for fields left empty. */
function withGenerated(kind: ChannelKind, config: unknown): Record<string, unknown> {
  const made = adapters[kind].configFields.flatMap(({ name, generated }) => (generated ? [[name, newToken()]] : []))
  return { ...Object.fromEntries(made), ...asRecord(config) }
}

/** What may be changed; settings left out of `config` keep their value, so that a secret need not be typed again. */
export interface AccountChange {
  name?: string | undefined
  state?: Exclude<AccountState, 'draft'> | undefined
  config?: Readonly<Record<string, unknown>> | undefined
  /** The secret until now is known to others: it is taken no more, nor is one replaced before. Otherwise it is for a day. */
  isLeaked?: boolean | undefined
  /** What one message beyond the plan costs; null forgets it. */
  messagePrice?: Money | null | undefined
  /** Messages a second agreed with the provider, 1 to 2000; null: as many as it publishes. */
  ratePerSecond?: number | null | undefined
}

/** Changes, pauses or resumes an account. New settings or resuming clear the last failure. Fails with `conversations.account-missing`. */
export async function changeChannelAccount(
  scope: Scope,
  channelAccountId: string,
  change: AccountChange,
): Promise<void> {
  permit(scope, 'channels.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, context, now } = transaction
    const row = await readRow(transaction, channelAccountId)
    const place = configPlace(organisationId, channelAccountId)
    const kind = channelKind.parse(row.kind)
    const known = { settings: readSettings(context, row.config_cipher, place), cipher: row.config_cipher }
    const merged = change.config && { ...known.settings, ...change.config }
    if (merged) openChannel(kind, merged)
    const isLeaked = change.isLeaked ?? false
    const former = formerOf(now, known, {
      settings: merged ?? known.settings,
      secrets: provingSecrets(kind),
      isLeaked,
    })
    const mends = merged !== undefined || change.state === 'active'
    await db
      .updateTable('channel_accounts')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.state === undefined ? {} : { state: change.state }),
        ...(merged ? { config_cipher: context.vault.seal(JSON.stringify(merged), place) } : {}),
        ...formerColumns(former),
        ...(mends ? { last_failure: null } : {}),
        ...(change.messagePrice === undefined ? {} : priceColumns(change.messagePrice)),
        ...(change.ratePerSecond === undefined ? {} : { rate_per_second: change.ratePerSecond }),
        // A change of nothing is still a valid statement.
        channel_account_id: channelAccountId,
      })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .execute()
    await audit(transaction, {
      action: 'channels.change',
      subjectKind: 'channel_account',
      subjectId: channelAccountId,
      before: {
        name: row.name,
        state: row.state,
        messagePrice: shownPrice(priceOf(row)),
        ratePerSecond: row.rate_per_second,
      },
      after: {
        name: change.name,
        state: change.state,
        settings: Object.keys(change.config ?? {}),
        ...(former === undefined ? {} : { formerUntil: former?.until ?? null }),
        messagePrice: shownPrice(change.messagePrice),
        ratePerSecond: change.ratePerSecond,
      },
    })
    await hint(transaction, 'channel', [channelAccountId])
  })
}

function priceColumns(price: Money | null) {
  return { message_price_minor: price?.minor ?? null, message_price_currency: price?.currency ?? null }
}

/** For the audit, which is JSON and has no bigint. */
function shownPrice(price: Money | null | undefined) {
  return price ? { ...price, minor: price.minor.toString() } : price
}

/** The settings somebody may see again: secrets are left out, `hasSecrets` tells which of them are set. */
export async function readChannelConfig(
  scope: Scope,
  channelAccountId: string,
): Promise<{ shown: Record<string, unknown>; hasSecrets: string[] }> {
  permit(scope, 'channels.read')
  const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
  const settings = Object.entries(asRecord(account.settings))
  const secrets = adapters[account.kind].configFields.filter((field) => field.secret).map((field) => field.name)
  return {
    shown: Object.fromEntries(settings.filter(([name]) => !secrets.includes(name))),
    hasSecrets: settings.map(([name]) => name).filter((name) => secrets.includes(name)),
  }
}

/** The channel accounts of an organisation, oldest first, without their settings. */
export async function listChannelAccounts(scope: Scope) {
  permit(scope, 'channels.read')
  return scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .orderBy('created_at')
      .orderBy('channel_account_id')
      .select([
        'channel_account_id',
        'kind',
        'name',
        'hook_key',
        'is_sandbox',
        'state',
        'messages_left',
        'quota_read_at',
        'message_price_minor',
        'message_price_currency',
        'rate_per_second',
        'last_event_at',
        'last_failure',
        'former_until',
      ])
      .execute(),
  )
}

/** Opens an account with its settings. Fails with `conversations.account-missing`, `vault.cannot-open`. */
export async function openAccountRow(transaction: Transaction, channelAccountId: string): Promise<OpenAccount> {
  const row = await readRow(transaction, channelAccountId)
  const { organisationId, context } = transaction
  const kind = channelKind.parse(row.kind)
  const place = configPlace(organisationId, channelAccountId)
  const settings = readSettings(context, row.config_cipher, place)
  return {
    organisationId,
    channelAccountId,
    kind,
    isSandbox: row.is_sandbox,
    state: row.state === 'active' ? 'active' : 'paused',
    channel: openChannel(kind, settings),
    former:
      row.former_cipher === null || row.former_until === null
        ? null
        : { channel: openChannel(kind, readSettings(context, row.former_cipher, place)), until: row.former_until },
    hookKey: row.hook_key,
    ratePerSecond: row.rate_per_second,
    settings,
  }
}

async function readRow({ db, organisationId }: Transaction, channelAccountId: string) {
  const row = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .selectAll()
    .executeTakeFirst()
  if (!row) throw new Failure('conversations.account-missing', {}, { kind: 'missing' })
  return row
}

function readSettings(context: Context, sealed: Buffer, place: string): Record<string, unknown> {
  return asRecord(JSON.parse(context.vault.open(sealed, place)))
}

function asRecord(settings: unknown): Record<string, unknown> {
  return typeof settings === 'object' && settings !== null ? { ...settings } : {}
}
