import { changeConnectorAccount } from '../connectors/accounts.ts'
import { changeChannelAccount } from '../conversations/accounts.ts'
import { writePaymentAccount } from '../gifts/payment-account.ts'
import { listOrganisations, systemScope } from '../platform/jobs/work.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { sandboxSettings, testPaySecret } from './accounts.ts'
import { applicationOf } from './platform/application.ts'
import { isEmulated } from './providers.ts'

/**
 * Tells the accounts of a demo what the emulated providers know them by, which follows from the secret and is another after a change
 * of it. Doing it again changes nothing but the audit.
 */
export async function renewSandboxAccounts(context: Context): Promise<void> {
  for (const organisation of await listOrganisations(context)) {
    const scope = systemScope(context, organisation, 'sandbox')
    if (await isDemo(scope)) await renewAll(scope)
  }
}

async function isDemo(scope: Scope): Promise<boolean> {
  const found = await scope.transaction(({ db, organisationId }) =>
    db.selectFrom('organisations').where('organisation_id', '=', organisationId).select('is_demo').executeTakeFirst(),
  )
  return found?.is_demo ?? false
}

async function renewAll(scope: Scope): Promise<void> {
  const { channels, payments, platforms } = await findAccounts(scope)
  for (const { id, kind, name } of channels) {
    if (!isEmulated(kind)) continue
    await changeChannelAccount(scope, id, { config: sandboxSettings(scope, kind, name), isLeaked: true })
  }
  for (const { id } of payments) {
    const change = { config: { secret: testPaySecret(scope) }, isLeaked: true }
    await scope.transaction((transaction) => writePaymentAccount(transaction, id, change))
  }
  for (const { id } of platforms) await changeConnectorAccount(scope, id, { config: { ...applicationOf(scope) } })
}

function findAccounts(scope: Scope) {
  return scope.transaction(async ({ db, organisationId }) => ({
    channels: await db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .where('is_sandbox', '=', true)
      .select(['channel_account_id as id', 'kind', 'name'])
      .execute(),
    payments: await db
      .selectFrom('payment_accounts')
      .where('organisation_id', '=', organisationId)
      .where('provider', '=', 'sandbox')
      .select('payment_account_id as id')
      .execute(),
    platforms: await db
      .selectFrom('connector_accounts')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', 'tencent')
      .select('connector_account_id as id')
      .execute(),
  }))
}
