import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Member, NewMember } from './member.ts'
import type { Role } from './permission.ts'

/** Every member with their roles, active ones first, by name. */
export async function readMembers({ db, organisationId }: Transaction, memberId?: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select member_id as id, name, email, language, created_at as "createdAt", deactivated_at is null as "isActive",
      exists (select from auth."user" u where u.id = members.user_id and u."twoFactorEnabled") as "hasSecondFactor",
      array(select role from member_roles
        where organisation_id = ${organisationId} and member_id = members.member_id order by role) as roles
    from members
    where organisation_id = ${organisationId} and (${memberId ?? null}::uuid is null or member_id = ${memberId ?? null}::uuid)
    order by deactivated_at is not null, name, member_id`.execute(db)
  return rows
}

/** One member. Fails with `organisations.member-unknown`. */
export async function readMember(transaction: Transaction, memberId: string): Promise<Member> {
  const [member] = await readMembers(transaction, memberId)
  if (!member) throw new Failure('organisations.member-unknown', {}, { kind: 'missing' })
  return member
}

/** The user behind a member. Fails with `organisations.member-unknown`. */
export async function userOf({ db, organisationId }: Transaction, memberId: string): Promise<string> {
  const row = await db
    .selectFrom('members')
    .where('organisation_id', '=', organisationId)
    .where('member_id', '=', memberId)
    .select('user_id')
    .executeTakeFirst()
  if (!row) throw new Failure('organisations.member-unknown', {}, { kind: 'missing' })
  return row.user_id
}

/** Writes a member; answers the id. Fails with `organisations.member-exists` when the user is one already. */
export async function insertMember(transaction: Transaction, userId: string, member: NewMember): Promise<string> {
  const { db, organisationId, now } = transaction
  const memberId = newId(now)
  const inserted = await db
    .insertInto('members')
    .values({
      organisation_id: organisationId,
      member_id: memberId,
      user_id: userId,
      name: member.name,
      email: member.email,
      language: member.language,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'user_id']).doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (!inserted) throw new Failure('organisations.member-exists', {}, { kind: 'conflict', field: 'email' })
  await writeRoles(transaction, memberId, member.roles)
  return memberId
}

/** Gives a member exactly these roles. */
export async function writeRoles(
  { db, organisationId }: Transaction,
  memberId: string,
  given: readonly Role[],
): Promise<void> {
  await db
    .deleteFrom('member_roles')
    .where('organisation_id', '=', organisationId)
    .where('member_id', '=', memberId)
    .execute()
  if (given.length === 0) return
  await db
    .insertInto('member_roles')
    .values([...new Set(given)].map((role) => ({ organisation_id: organisationId, member_id: memberId, role })))
    .execute()
}

/** Holds every change of owners until this transaction ends, and answers the ids of those who own and can sign in. */
export async function lockOwners({ db, organisationId }: Transaction): Promise<string[]> {
  await db
    .selectFrom('roles')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'owner')
    .select('role')
    .forUpdate()
    .execute()
  const rows = await db
    .selectFrom('member_roles')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organisation_id', '=', 'member_roles.organisation_id')
        .onRef('members.member_id', '=', 'member_roles.member_id'),
    )
    .where('member_roles.organisation_id', '=', organisationId)
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .select('member_roles.member_id')
    .execute()
  return rows.map((row) => row.member_id)
}
