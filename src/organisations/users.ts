import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Context, Transaction } from '../platform/scope.ts'

/** Somebody who can sign in, over all organisations of the installation. */
export interface User {
  userId: string
  /** Whether a password was ever set; until then an invitation is open. */
  hasPassword: boolean
}

/** The user of an e-mail address (in its normal form), made when there is none. */
export async function ensureUser({ db, now }: Transaction, who: { name: string; email: string }): Promise<User> {
  await sql`
    insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    values (${newId(now)}, ${who.name}, ${who.email}, false, ${now}, ${now}) on conflict (email) do nothing`.execute(db)
  const { rows } = await sql<User>`
    select id as "userId", exists (select from auth.account where "userId" = "user".id and password is not null) as "hasPassword"
    from auth."user" where email = ${who.email}`.execute(db)
  const [user] = rows
  if (!user) throw new Error('a user just made is missing')
  return user
}

/** Sets a user's password, ends all their sessions, and takes their address as confirmed when they proved it by a link. */
export async function setPassword(
  { db, now }: Transaction,
  userId: string,
  passwordHash: string,
  proof: 'link' | 'founder',
): Promise<void> {
  await sql`
    insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    values (${newId(now)}, ${userId}, 'credential', ${userId}, ${passwordHash}, ${now}, ${now})
    on conflict ("providerId", "accountId") do update set password = excluded.password, "updatedAt" = excluded."updatedAt"`.execute(
    db,
  )
  if (proof === 'link') await sql`update auth."user" set "emailVerified" = true where id = ${userId}`.execute(db)
  await endSessions({ db }, userId)
}

/** Signs a user out everywhere. */
export async function endSessions({ db }: Pick<Transaction, 'db'>, userId: string): Promise<void> {
  await sql`delete from auth.session where "userId" = ${userId}`.execute(db)
}

/** Notes where a user is a member, so that signing in finds the organisation. */
export async function addMembership(
  { db, organisationId, now }: Transaction,
  userId: string,
  memberId: string,
): Promise<void> {
  await sql`
    insert into auth.memberships (user_id, organisation_id, member_id, joined_at)
    values (${userId}, ${organisationId}, ${memberId}, ${now})`.execute(db)
}

/** A place where a user is a member. */
export interface Membership {
  organisationId: string
  memberId: string
}

/** Everywhere a user is a member, the oldest first. */
export async function membershipsOf(context: Context, userId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select organisation_id as "organisationId", member_id as "memberId" from auth.memberships
    where user_id = ${userId} order by joined_at, member_id`.execute(context.databases.app)
  return rows
}

/** Whether a user is a member of another organisation too: then no single one may touch their password. */
export async function isMemberElsewhere({ db, organisationId }: Transaction, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select from auth.memberships where user_id = ${userId} and organisation_id <> ${organisationId} limit 1`.execute(db)
  return rows.length > 0
}
