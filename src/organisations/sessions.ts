import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import { audit } from './audit.ts'
import { type Device, deviceOf } from './device.ts'
import { longestSessionSeconds } from './session-tokens.ts'
import type { SignedInScope } from './signed-in.ts'

/** A place where a member is signed in. Where on earth it is we neither know nor ask. */
export interface OpenSession extends Device {
  id: string
  startedAt: Date
  /** To a quarter of an hour. */
  lastSeenAt: Date
  isThisOne: boolean
}

/** Where the member of the scope is signed in, the latest seen first. */
export async function listSessions({ context, signIn }: SignedInScope): Promise<OpenSession[]> {
  // The library keeps time by the wall; so does this.
  const { rows } = await sql<{ id: string; userAgent: string | null; startedAt: Date; lastSeenAt: Date }>`
    select id, "userAgent", "createdAt" as "startedAt", "updatedAt" as "lastSeenAt" from auth.session
    where "userId" = ${signIn.userId} and "expiresAt" > now()
      and "createdAt" > now() - make_interval(secs => ${longestSessionSeconds})
    order by id = ${signIn.sessionId} desc, "updatedAt" desc, id`.execute(context.databases.app)
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    ...deviceOf(userAgent ?? ''),
    isThisOne: row.id === signIn.sessionId,
  }))
}

/** Signs the member out in one place. Fails with `organisations.session-unknown`. */
export async function endSession(scope: SignedInScope, sessionId: string): Promise<void> {
  await scope.transaction(async (transaction) => {
    const ended = await sql`
      delete from auth.session where id = ${sessionId} and "userId" = ${scope.signIn.userId} returning id`.execute(
      transaction.db,
    )
    if (ended.rows.length === 0) throw new Failure('organisations.session-unknown', {}, { kind: 'missing' })
    await audit(transaction, { action: 'sessions.end', subjectKind: 'member', subjectId: memberOf(scope) })
  })
}

/** Signs the member out everywhere but here. */
export async function endOtherSessions(scope: SignedInScope): Promise<void> {
  await scope.transaction(async (transaction) => {
    await sql`
      delete from auth.session where "userId" = ${scope.signIn.userId} and id <> ${scope.signIn.sessionId}`.execute(
      transaction.db,
    )
    await audit(transaction, { action: 'sessions.end-others', subjectKind: 'member', subjectId: memberOf(scope) })
  })
}

function memberOf({ actor }: SignedInScope): string {
  return actor.kind === 'member' ? actor.id : ''
}
