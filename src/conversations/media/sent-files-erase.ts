import { sql } from 'kysely'
import { emptyFiles } from '../../platform/files-erase.ts'
import type { Transaction } from '../../platform/scope.ts'

/**
 * Takes away the files that members sent into these conversations, unless the words of another conversation lead to them too. Before
 * the words go: they alone say which files those are. In a transaction that erases somebody.
 */
export async function emptySentFiles(transaction: Transaction, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  const { db, organisationId } = transaction
  const theirs = sql`any(${[...conversationIds]}::uuid[])`
  const { rows } = await sql<{ id: string }>`
    with sent as (
      select distinct (regexp_matches(content::text, ${`/files/${organisationId}/([0-9a-f-]{36})/`}, 'g'))[1]::uuid as id
      from messages
      where organisation_id = ${organisationId} and conversation_id = ${theirs} and direction = 'out')
    select f.file_id as id from sent join files f on f.file_id = sent.id
    where f.organisation_id = ${organisationId} and f.purpose = 'message' and not exists (
      select from messages m
      where m.organisation_id = ${organisationId} and m.conversation_id <> all(${[...conversationIds]}::uuid[])
        and m.direction = 'out' and m.recorded_at >= f.created_at
        and position(${`/files/${organisationId}/`} || f.file_id || '/' in m.content::text) > 0)`.execute(db)
  await emptyFiles(
    transaction,
    rows.map(({ id }) => id),
  )
}
