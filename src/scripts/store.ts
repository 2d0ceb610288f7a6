import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Session } from './session.ts'

/** Keeps where a conversation stands, and until when it waits. */
export async function saveSession(
  { db, organisationId, now }: Transaction,
  conversationId: string,
  session: Session,
  waitUntil: Date | null,
): Promise<void> {
  const kept = {
    script: session.script.id,
    version: session.script.version,
    session: JSON.stringify(session),
    wait_until: waitUntil,
    updated_at: now,
  }
  await db
    .insertInto('script_sessions')
    .values({ organisation_id: organisationId, conversation_id: conversationId, ...kept })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'conversation_id']).doUpdateSet(kept))
    .execute()
}

/** Conversations whose wait is over, longest first. */
export async function findDue({ db, organisationId, now }: Transaction): Promise<string[]> {
  const rows = await db
    .selectFrom('script_sessions')
    .where('organisation_id', '=', organisationId)
    .where('wait_until', '<=', now)
    .select('conversation_id')
    .orderBy('wait_until')
    .limit(500)
    .execute()
  return rows.map((row) => row.conversation_id)
}

/** Locks the person of a conversation, as those who handle events do. False when somebody else holds them: they are being answered. */
export async function lockPerson({ db, organisationId }: Transaction, conversationId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identities i
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    where i.organisation_id = ${organisationId} and c.conversation_id = ${conversationId}
    for update of i skip locked`.execute(db)
  return rows.length > 0
}
