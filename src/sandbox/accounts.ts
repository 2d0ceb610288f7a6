import { createHash } from 'node:crypto'
import { createChannelAccount } from '../conversations/accounts.ts'
import { createPaymentAccount } from '../gifts/payment-account.ts'
import type { Scope } from '../platform/scope.ts'
import type { EmulatedKind } from './emulator.ts'
import { providers } from './providers.ts'

/** The accounts of a demonstration, by id. */
export interface SandboxAccounts {
  lineAccountId: string
  testPaymentAccountId: string
  manualPaymentAccountId: string
}

/** Connects a demo organisation to the emulated LINE, the test pay page and bank transfer. Fails where the organisation is no demo. */
export async function createSandboxAccounts(
  scope: Scope,
  { name, currency }: { name: string; currency: string },
): Promise<SandboxAccounts> {
  const config = sandboxSettings(scope, 'line', name)
  const lineAccountId = await createChannelAccount(scope, { kind: 'line', name, isSandbox: true, config })
  const testPaymentAccountId = await createPaymentAccount(scope, {
    provider: 'sandbox',
    name: 'Test payment',
    currency,
    config: { secret: testPaySecret(scope) },
  })
  const manualPaymentAccountId = await createPaymentAccount(scope, {
    provider: 'manual',
    name: 'Bank transfer',
    currency,
    config: { accountHolder: name, bankName: '示範銀行', bankCode: '000', accountNumber: '0000-0000-0000' },
  })
  return { lineAccountId, testPaymentAccountId, manualPaymentAccountId }
}

/** Connects a demo organisation to the emulated provider of a kind, under its own name. */
export async function connectSandboxAccount(scope: Scope, kind: EmulatedKind): Promise<string> {
  const { name } = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select('name')
      .executeTakeFirstOrThrow(),
  )
  const config = sandboxSettings(scope, kind, name)
  return createChannelAccount(scope, { kind, name, isSandbox: true, config })
}

/**
 * The settings an organisation has at the emulated provider of a kind: derived, so that the provider need not read what the
 * charity has sealed, and finds out when somebody has typed a wrong token there.
 */
export function sandboxSettings(scope: Scope, kind: EmulatedKind, name: string) {
  const seed = createHash('sha512')
    .update(scope.context.vault.sign(`sandbox.${kind}`, scope.organisationId))
    .digest()
  return providers[kind].settings(seed, name)
}

/** What the test pay page of an organisation signs with: derived, so that the page need not read what another feature sealed. */
export function testPaySecret(scope: Scope): string {
  return scope.context.vault.sign('sandbox.pay', scope.organisationId)
}
