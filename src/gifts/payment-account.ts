import { z } from 'zod'
import { registerAddress } from '../organisations/addresses.ts'
import { audit } from '../organisations/audit.ts'
import { formerColumns, formerOf } from '../organisations/secret-overlap.ts'
import type { PaymentAccount } from '../payments/account.ts'
import { openAccount, providers } from '../payments/kinds.ts'
import { type ProviderKind, providerKinds } from '../payments/provider.ts'
import { isCurrency } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import { newId, newToken } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type FormerProvider, provingPaymentSecrets } from './former-payment-secret.ts'

/** A payment account as stored, its secrets opened: knows how to start, hear and ask. */
export interface StoredAccount {
  readonly paymentAccountId: string
  readonly kind: ProviderKind
  readonly name: string
  readonly hookKey: string
  readonly currency: string
  readonly isOffered: boolean
  readonly provider: PaymentAccount
  /** As it was before its secret was replaced, while that is taken. */
  readonly former: FormerProvider | null
}

/** See `createPaymentAccount`. `config` is checked by the provider. */
export const newPaymentAccount = z.strictObject({
  provider: z.enum(providerKinds),
  name: z.string().trim().min(1).max(120),
  currency: z.string().refine(isCurrency),
  config: z.unknown(),
  isOffered: z.boolean().default(true),
})
export type NewPaymentAccount = z.input<typeof newPaymentAccount>

/**
 * Connects a payment provider at once, on behalf of the house itself: a demo's accounts, a test's. Members propose
 * (`payment-changes/propose.ts`). Fails as `insertPaymentAccount` does.
 */
export function createPaymentAccount(scope: Scope, account: NewPaymentAccount): Promise<string> {
  requireHouse(scope)
  return scope.transaction((transaction) => insertPaymentAccount(transaction, newPaymentAccount.parse(account)))
}

/**
 * Writes a payment account that may be used at once; its settings are sealed. Whoever calls has seen to it that it may. Fails with
 * the codes of `requireAccountUsable`.
 */
export async function insertPaymentAccount(
  transaction: Transaction,
  account: z.output<typeof newPaymentAccount>,
): Promise<string> {
  const { db, organisationId, now, context } = transaction
  const { provider, name, currency, config, isOffered } = account
  const { opened, isDemo } = await requireAccountUsable(transaction, account)
  const paymentAccountId = newId(now)
  const hookKey = newToken()
  await db
    .insertInto('payment_accounts')
    .values({
      organisation_id: organisationId,
      payment_account_id: paymentAccountId,
      provider,
      name,
      hook_key: hookKey,
      config_cipher: context.vault.seal(JSON.stringify(config), sealPlace(organisationId, paymentAccountId)),
      currency,
      is_sandbox: opened.isPlayMoney,
      organisation_is_demo: isDemo,
      is_offered: isOffered,
      created_at: now,
    })
    .execute()
  await registerAddress(transaction, 'payment_hook', hookKey, paymentAccountId)
  const after = { provider, name, currency, isOffered }
  const subject = { subjectKind: 'payment_account', subjectId: paymentAccountId }
  await audit(transaction, { action: 'payments.create', ...subject, after })
  return paymentAccountId
}

/**
 * Whether an account could be connected as it is typed. Fails with `payments.config-invalid` naming the field,
 * `payments.currency-not-taken`, `gifts.play-money-needs-demo`.
 */
export async function requireAccountUsable(
  transaction: Transaction,
  { provider, config, currency }: Pick<z.output<typeof newPaymentAccount>, 'provider' | 'config' | 'currency'>,
): Promise<{ opened: PaymentAccount; isDemo: boolean }> {
  const opened = openAccount(provider, config)
  requireCurrency(opened, currency)
  const isDemo = await isDemoOrganisation(transaction)
  requireDemoForPlayMoney(opened, isDemo)
  return { opened, isDemo }
}

/** See `changePaymentAccount`. Fields of `config` left out, or empty, keep what is stored: secrets are never shown. */
export const paymentAccountChange = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  isOffered: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  /** The secret until now is known to others: it is taken no more, nor is one replaced before. Otherwise it is for a day. */
  isLeaked: z.boolean().optional(),
})
export type PaymentAccountChange = z.input<typeof paymentAccountChange>

/** Changes a payment account at once, on behalf of the house itself; see `createPaymentAccount`. Fails as `writePaymentAccount` does. */
export async function changePaymentAccount(scope: Scope, id: string, change: PaymentAccountChange): Promise<void> {
  requireHouse(scope)
  await scope.transaction((transaction) => writePaymentAccount(transaction, id, paymentAccountChange.parse(change)))
}

/** A payment account with its settings opened. */
export interface PaymentSettings {
  readonly row: Row
  readonly kind: ProviderKind
  readonly settings: Readonly<Record<string, unknown>>
}

/** Holds an account against other changes until the transaction ends. Fails with `gifts.unknown-payment-account`. */
export async function holdPaymentAccount(transaction: Transaction, id: string): Promise<PaymentSettings> {
  return withSettings(transaction, await readRow(transaction, id, 'update'))
}

/** Looks at an account without holding it. Fails with `gifts.unknown-payment-account`. */
export async function lookAtPaymentAccount(transaction: Transaction, id: string): Promise<PaymentSettings> {
  return withSettings(transaction, await readRow(transaction, id))
}

function withSettings({ context, organisationId }: Transaction, row: Row): PaymentSettings {
  const place = sealPlace(organisationId, row.payment_account_id)
  const settings = settingsSchema.parse(JSON.parse(context.vault.open(row.config_cipher, place)))
  return { row, kind: kindSchema.parse(row.provider), settings }
}

/** The settings as they would be: what is left out or empty stays. Fails as `openAccount` does, and with `gifts.play-money-needs-demo`. */
export function mergeSettings({ row, kind, settings }: PaymentSettings, config: PaymentAccountChange['config']) {
  const given = Object.entries(config ?? {}).filter(([, value]) => value !== '' && value !== undefined)
  const merged: Readonly<Record<string, unknown>> = { ...settings, ...Object.fromEntries(given) }
  const opened = openAccount(kind, merged)
  requireDemoForPlayMoney(opened, row.organisation_is_demo)
  return { given, merged, opened }
}

/**
 * Writes a change of an account, now. Whoever calls has seen to it that it may be. Fails with `gifts.unknown-payment-account` and
 * as `mergeSettings` does.
 */
export async function writePaymentAccount(
  transaction: Transaction,
  id: string,
  { name, isOffered, config, isLeaked = false }: PaymentAccountChange,
): Promise<void> {
  const { db, organisationId, context, now } = transaction
  const held = await holdPaymentAccount(transaction, id)
  const { row, kind, settings } = held
  const { given, merged, opened } = mergeSettings(held, config)
  // The keys of a rehearsal are known to everybody: they end with it.
  const endsRehearsal = row.is_sandbox && !opened.isPlayMoney
  const former = formerOf(
    now,
    { settings, cipher: row.config_cipher },
    { settings: merged, secrets: provingPaymentSecrets(kind), isLeaked: isLeaked || endsRehearsal },
  )
  await db
    .updateTable('payment_accounts')
    .set({
      name: name ?? row.name,
      is_offered: isOffered ?? row.is_offered,
      is_sandbox: opened.isPlayMoney,
      config_cipher: context.vault.seal(JSON.stringify(merged), sealPlace(organisationId, id)),
      ...formerColumns(former),
    })
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', id)
    .execute()
  const after = {
    name,
    isOffered,
    changedSettings: given.map(([field]) => field),
    ...(former === undefined ? {} : { formerUntil: former?.until ?? null }),
  }
  await audit(transaction, {
    action: 'payments.change',
    subjectKind: 'payment_account',
    subjectId: id,
    before: { name: row.name, isOffered: row.is_offered },
    after,
  })
}

/** A payment account ready for use. Fails with `gifts.unknown-payment-account`. */
export async function openPaymentAccount(transaction: Transaction, id: string): Promise<StoredAccount> {
  return opened(transaction, await readRow(transaction, id))
}

/** Every payment account, ready for use, the oldest first. */
export async function openPaymentAccounts(transaction: Transaction): Promise<StoredAccount[]> {
  const rows = await transaction.db
    .selectFrom('payment_accounts')
    .where('organisation_id', '=', transaction.organisationId)
    .selectAll()
    .orderBy('created_at')
    .orderBy('payment_account_id')
    .execute()
  return rows.map((row) => opened(transaction, row))
}

/** The settings of an account that are no secrets, for the set-up page. */
export async function publicSettings(transaction: Transaction, id: string): Promise<Record<string, string>> {
  const { kind, settings } = await lookAtPaymentAccount(transaction, id)
  const shown = providers[kind].configFields.filter((field) => !field.secret)
  return Object.fromEntries(shown.map(({ name }) => [name, String(settings[name] ?? '')]))
}

const kindSchema = z.enum(providerKinds)
const settingsSchema = z.record(z.string(), z.unknown())

type Row = Awaited<ReturnType<typeof readRow>>

async function readRow({ db, organisationId }: Transaction, id: string, hold?: 'update') {
  const row = await db
    .selectFrom('payment_accounts')
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', id)
    .selectAll()
    .$if(hold === 'update', (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw new Failure('gifts.unknown-payment-account', {}, { kind: 'missing' })
  return row
}

function opened({ context, organisationId }: Transaction, row: Row): StoredAccount {
  const kind = kindSchema.parse(row.provider)
  const place = sealPlace(organisationId, row.payment_account_id)
  const open = (cipher: Buffer) => openAccount(kind, JSON.parse(context.vault.open(cipher, place)))
  return {
    paymentAccountId: row.payment_account_id,
    kind,
    name: row.name,
    hookKey: row.hook_key,
    currency: row.currency,
    isOffered: row.is_offered,
    provider: open(row.config_cipher),
    former:
      row.former_cipher === null || row.former_until === null
        ? null
        : { provider: open(row.former_cipher), until: row.former_until },
  }
}

/** A member's change goes through a second person; a way round must not come about by mistake. */
function requireHouse({ actor }: Scope): void {
  if (actor.kind !== 'system') throw new Error('a member proposes a change of where money is paid')
}

async function isDemoOrganisation({ db, organisationId }: Transaction): Promise<boolean> {
  const row = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('is_demo')
    .executeTakeFirstOrThrow()
  return row.is_demo
}

function requireDemoForPlayMoney(account: PaymentAccount, isDemo: boolean): void {
  if (account.isPlayMoney && !isDemo) throw new Failure('gifts.play-money-needs-demo', {}, { field: 'provider' })
}

function requireCurrency({ abilities: { currencies } }: PaymentAccount, currency: string): void {
  if (currencies === 'any' || currencies.includes(currency)) return
  throw new Failure('payments.currency-not-taken', { currency }, { field: 'currency' })
}

function sealPlace(organisationId: string, paymentAccountId: string): string {
  return `${organisationId}/payment_accounts/${paymentAccountId}/config`
}
