import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/**
 * Takes what was written about these subjects out of the audit (who did what and when stays) and closes every link to them.
 * Only in a transaction that erases somebody; elsewhere it changes no line.
 */
export async function forgetSubjects(
  { db, organisationId, now }: Transaction,
  subjectIds: readonly string[],
): Promise<void> {
  const ids = [...subjectIds]
  await sql`
    update audit_entries set before = null, after = null
    where organisation_id = ${organisationId} and subject_id = any(${ids}::text[])
      and (before is not null or after is not null)`.execute(db)
  await sql`
    update links set revoked_at = ${now}
    where organisation_id = ${organisationId} and revoked_at is null and expires_at > ${now}
      and exists (select from jsonb_each_text(subject) as part where part.value = any(${ids}::text[]))`.execute(db)
}
