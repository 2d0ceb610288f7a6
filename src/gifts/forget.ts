import type { Transaction } from '../platform/scope.ts'

const keptMilliseconds = 30 * 24 * 60 * 60 * 1000

/**
 * Forgets the personal details of attempts that ended without money 30 days ago: we keep nothing on people who did not
 * give. Money that comes even later goes to suspense. Answers how many.
 */
export async function forgetLostIntents({ db, organisationId, now }: Transaction): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('gift_intents')
    .set({
      donor_name: '',
      donor_email: null,
      donor_phone: null,
      receipt_name: null,
      tax_identifier_cipher: null,
      consents: JSON.stringify({}),
    })
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['failed', 'expired', 'cancelled'])
    .where('state_at', '<', new Date(now.getTime() - keptMilliseconds))
    .where('donor_name', '<>', '')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
