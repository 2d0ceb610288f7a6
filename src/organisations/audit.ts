import { orderedId } from '../platform/ids.ts'
import { hintAfterCommit } from '../platform/realtime.ts'
import type { Actor, Transaction } from '../platform/scope.ts'

/** One thing done to one subject, with what it was before and is after. No secrets: name what changed, not the secret. */
export interface AuditEntry {
  /** `<feature>.<verb>`, as in permissions. */
  action: string
  subjectKind: string
  subjectId: string
  before?: unknown
  after?: unknown
}

/** Writes who did what, in the transaction that did it: no deed without its line, no line without its deed. Open pages hear of it. */
export async function audit(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { db, organisationId, now, actor } = transaction
  await db
    .insertInto('audit_entries')
    .values({
      organisation_id: organisationId,
      audit_entry_id: orderedId(now),
      at: now,
      actor_kind: actor.kind,
      actor_id: actorId(actor),
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      before: entry.before === undefined ? null : JSON.stringify(entry.before, bigintsAsText),
      after: entry.after === undefined ? null : JSON.stringify(entry.after, bigintsAsText),
    })
    .execute()
  hintAfterCommit(transaction, entry.action, [entry.subjectId])
}

function actorId(actor: Actor): string {
  return actor.kind === 'system' ? actor.name : actor.id
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
