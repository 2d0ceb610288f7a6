import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { PaymentAccount } from '../payments/account.ts'
import type { ProviderKind, Reception } from '../payments/provider.ts'
import type { Scope } from '../platform/scope.ts'
import type { RawRequest } from '../platform/wire.ts'

/** The settings by which a provider proves to us what it tells. */
const proving: Readonly<Record<ProviderKind, readonly string[]>> = {
  ecpay: ['hashKey', 'hashIv'],
  sandbox: ['secret'],
  manual: [],
}

/** See `proving`. */
export function provingPaymentSecrets(kind: ProviderKind): readonly string[] {
  return proving[kind]
}

/** A provider as it was before its secret was replaced, and until when it is heard. */
export interface FormerProvider {
  readonly provider: PaymentAccount
  readonly until: Date
}

/** Reads a callback by the account's secret, or, within its day, by the one before. What neither proves is refused as by the new one. */
export function hearProvider(
  { provider, former }: { provider: PaymentAccount; former: FormerProvider | null },
  request: RawRequest,
  now: Date,
): Reception {
  const heard = provider.receive(request, now)
  if (heard.accepted || former === null || former.until <= now) return heard
  const earlier = former.provider.receive(request, now)
  return earlier.accepted ? earlier : heard
}

/** Takes an account's replaced secret no more, from this moment. Nothing happens where none is taken. */
export async function stopFormerPaymentSecret(scope: Scope, id: string): Promise<void> {
  permit(scope, 'payments.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const stopped = await db
      .updateTable('payment_accounts')
      .set({ former_cipher: null, former_until: null })
      .where('organisation_id', '=', organisationId)
      .where('payment_account_id', '=', id)
      .where('former_until', 'is not', null)
      .returning('payment_account_id')
      .executeTakeFirst()
    if (stopped === undefined) return
    await audit(transaction, {
      action: 'payments.stop-former-secret',
      subjectKind: 'payment_account',
      subjectId: id,
    })
  })
}
