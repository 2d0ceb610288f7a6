import { createHash } from 'node:crypto'
import { createChannelAccount } from '../conversations/accounts.ts'
import { createPaymentAccount } from '../gifts/payment-account.ts'
import type { Scope } from '../platform/scope.ts'

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
  const digest = createHash('sha256').update(scope.context.vault.sign('sandbox.line', scope.organisationId)).digest()
  const lineAccountId = await createChannelAccount(scope, {
    kind: 'line',
    name,
    isSandbox: true,
    config: {
      channelId: `2${digest.readUInt32BE(0).toString().padStart(10, '0')}`,
      channelSecret: digest.subarray(4, 20).toString('hex'),
    },
  })
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

/** What the test pay page of an organisation signs with: derived, so that the page need not read what another feature sealed. */
export function testPaySecret(scope: Scope): string {
  return scope.context.vault.sign('sandbox.pay', scope.organisationId)
}
