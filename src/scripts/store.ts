import { sql } from 'kysely'
import { together } from '../conversations/together.ts'
import { jsonLines } from '../platform/database/json-lines.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Session } from './session.ts'

/** Where a conversation stands, and until when it waits. */
interface Standing {
  conversationId: string
  session: Session
  waitUntil: Date | null
}

/** Keeps where a conversation stands; those of all who are answered at the same moment in one statement. */
export const saveSession = together(async (transaction: Transaction, standings: readonly Standing[]) => {
  const { db, organisationId, now } = transaction
  await sql`
    insert into script_sessions (organisation_id, conversation_id, script, version, session, wait_until, updated_at)
    select ${organisationId}::uuid, conversation_id, session #>> '{script,id}', (session #>> '{script,version}')::int,
      session, wait_until, ${now}::timestamptz
    from unnest(
      ${standings.map(({ conversationId }) => conversationId)}::uuid[],
      ${jsonLines(standings.map(({ session }) => session))},
      ${standings.map(({ waitUntil }) => waitUntil?.toISOString() ?? null)}::timestamptz[]
    ) as standing (conversation_id, session, wait_until)
    on conflict (organisation_id, conversation_id) do update set script = excluded.script, version = excluded.version,
      session = excluded.session, wait_until = excluded.wait_until, updated_at = excluded.updated_at`.execute(db)
  return () => {}
})

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
