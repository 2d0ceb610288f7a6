import type { Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import type { Trouble } from './connector.ts'

/** A platform is asked for orders every ten minutes. */
const restSeconds = 600

/** One minute, doubled with each trouble in a row, six hours at most; never sooner than the platform asked for. */
export function waitSeconds(failures: number, { waitSeconds: asked = 0 }: Pick<Trouble, 'waitSeconds'> = {}): number {
  return Math.max(asked, Math.min(60 * 2 ** Math.max(0, failures - 1), 21_600))
}

/** Notes that a pull or a push went well: the next is due after a rest, and the last trouble is forgotten. */
export async function noteSuccess(
  { db, organisationId, now }: Transaction,
  { id }: Pick<OpenConnectorAccount, 'id'>,
  of: 'pull' | 'push',
): Promise<void> {
  const next = new Date(now.getTime() + restSeconds * 1000)
  const well = of === 'pull' ? { pulled_at: now, next_pull_at: next } : { next_push_at: now }
  await db
    .updateTable('connector_accounts')
    .set({ ...well, ...{ failures: 0, trouble: null, trouble_detail: null, trouble_at: null } })
    .where('organisation_id', '=', organisationId)
    .where('connector_account_id', '=', id)
    .execute()
}

/** Notes what went wrong and when it is tried again: a platform that refuses us is asked less and less. */
export async function noteTrouble(
  { db, organisationId, now }: Transaction,
  { id, failures }: Pick<OpenConnectorAccount, 'id' | 'failures'>,
  trouble: Trouble,
  of: 'pull' | 'push',
): Promise<void> {
  const next = new Date(now.getTime() + waitSeconds(failures + 1, trouble) * 1000)
  await db
    .updateTable('connector_accounts')
    .set({
      failures: failures + 1,
      trouble: trouble.trouble,
      trouble_detail: trouble.detail,
      trouble_at: now,
      ...(of === 'pull' ? { next_pull_at: next } : { next_push_at: next }),
    })
    .where('organisation_id', '=', organisationId)
    .where('connector_account_id', '=', id)
    .execute()
}
