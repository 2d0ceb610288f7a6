import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'

/** What stands in an address of ours behind the last slash. */
const token = /(?<=\/)[\w-]{43}(?![\w-])/g

/**
 * For private links in words that go to somebody who has proved nothing: the page of a gift shows its report alone from now on
 * (`only: report`), and every other private link opens no more.
 */
export async function narrowLinks(transaction: Transaction, contents: readonly unknown[]): Promise<void> {
  const tokens = contents.flatMap((content) => JSON.stringify(content).match(token) ?? [])
  if (tokens.length === 0) return
  const { db, organisationId, now } = transaction
  await sql`
    update links set
      subject = case when kind = 'gift_page' then subject || '{"only": "report"}' else subject end,
      revoked_at = case when kind = 'gift_page' then revoked_at else ${now}::timestamptz end
    where organisation_id = ${organisationId} and token_hash = any(${tokens.map(hashToken)}::bytea[])`.execute(db)
}
