import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { orderedId } from '../../platform/ids.ts'
import { languages } from '../../platform/languages.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'

/** A text the team says again and again: what it is called, and how it is said in each language that has it. */
export const savedReply = z.object({
  name: z.string().trim().min(1).max(80),
  texts: z
    .partialRecord(z.enum(languages), z.string().trim().min(1).max(5000))
    .refine((texts) => Object.keys(texts).length > 0),
})

/** See `savedReply`. */
export type SavedReply = z.infer<typeof savedReply>

/** All saved replies by name; a team has dozens, and the list is searched while typing. */
export async function listSavedReplies(scope: Scope): Promise<(SavedReply & { id: string })[]> {
  permit(scope, 'conversations.read')
  const rows = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('saved_replies')
      .where('organisation_id', '=', organisationId)
      .select(['saved_reply_id as id', 'name', 'texts'])
      .orderBy(sql`lower(name)`)
      .orderBy('saved_reply_id')
      .limit(500)
      .execute(),
  )
  return rows.map(({ id, ...row }) => ({ id, ...savedReply.parse(row) }))
}

/** Keeps one more; answers its id. */
export async function addSavedReply(scope: Scope, reply: SavedReply): Promise<{ id: string }> {
  permit(scope, 'conversations.reply')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const id = orderedId(now)
    const { name, texts } = reply
    await db
      .insertInto('saved_replies')
      .values({
        organisation_id: organisationId,
        saved_reply_id: id,
        name,
        texts: JSON.stringify(texts),
        changed_at: now,
      })
      .execute()
    await note(transaction, id, { action: 'conversations.add-saved-reply', after: reply })
    return { id }
  })
}

/** Says it otherwise. Fails with `conversations.saved-reply-missing`. */
export async function changeSavedReply(scope: Scope, id: string, reply: SavedReply): Promise<void> {
  permit(scope, 'conversations.reply')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { name, texts } = reply
    const before = await db
      .selectFrom('saved_replies')
      .where('organisation_id', '=', organisationId)
      .where('saved_reply_id', '=', id)
      .select(['name', 'texts'])
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw missing()
    await db
      .updateTable('saved_replies')
      .set({ name, texts: JSON.stringify(texts), changed_at: now })
      .where('organisation_id', '=', organisationId)
      .where('saved_reply_id', '=', id)
      .execute()
    const change = { before: savedReply.parse(before), after: reply }
    await note(transaction, id, { action: 'conversations.saved-reply', ...change })
  })
}

/** Takes one away; the audit keeps what it said. Fails with `conversations.saved-reply-missing`. */
export async function removeSavedReply(scope: Scope, id: string): Promise<void> {
  permit(scope, 'conversations.reply')
  await scope.transaction(async (transaction) => {
    const row = await transaction.db
      .deleteFrom('saved_replies')
      .where('organisation_id', '=', transaction.organisationId)
      .where('saved_reply_id', '=', id)
      .returning(['name', 'texts'])
      .executeTakeFirst()
    if (!row) throw missing()
    await note(transaction, id, { action: 'conversations.remove-saved-reply', before: savedReply.parse(row) })
  })
}

function missing(): Failure {
  return new Failure('conversations.saved-reply-missing', {}, { kind: 'missing' })
}

function note(
  transaction: Transaction,
  subjectId: string,
  deed: { action: string; before?: object; after?: object },
): Promise<void> {
  return audit(transaction, { subjectKind: 'saved_reply', subjectId, ...deed })
}
