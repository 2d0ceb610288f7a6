import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { audit } from './audit.ts'
import { type Invitation, invite } from './invitations.ts'
import { type Member, type MemberChange, type NewMember, newMemberSchema } from './member.ts'
import { insertMember, lockOwners, readMember, readMembers, userOf, writeRoles } from './member-rows.ts'
import { hashPassword, refuseWeakPassword } from './password.ts'
import { permit } from './permission.ts'
import { addMembership, endSessions, ensureUser, isMemberElsewhere, setPassword } from './users.ts'

/** Everybody who works for the organisation. */
export async function listMembers(scope: Scope): Promise<Member[]> {
  permit(scope, 'members.read')
  return scope.transaction((transaction) => readMembers(transaction))
}

/**
 * Makes a member. With a password they can sign in at once (the demo, the first owner); without one the answer holds a one-time
 * invitation, unless they already sign in elsewhere in this installation. Fails with `organisations.member-exists`,
 * `organisations.member-elsewhere` (invited by another organisation and not yet there), `organisations.owner-only`.
 */
export async function createMember(
  scope: Scope,
  given: NewMember & { password?: string },
): Promise<{ memberId: string; invitation?: Invitation }> {
  permit(scope, 'members.change')
  const member = newMemberSchema.parse(given)
  if (given.password !== undefined) refuseWeakPassword(given.password, member)
  const passwordHash = given.password === undefined ? undefined : await hashPassword(given.password)
  return scope.transaction(async (transaction) => {
    if (member.roles.includes('owner')) await requireOwner(transaction)
    return addMember(transaction, member, passwordHash)
  })
}

/** Makes a member in the caller's transaction, without asking for a permission; see `createMember`. */
export async function addMember(
  transaction: Transaction,
  member: NewMember,
  passwordHash?: string,
): Promise<{ memberId: string; invitation?: Invitation }> {
  const user = await ensureUser(transaction, member)
  const isElsewhere = await isMemberElsewhere(transaction, user.userId)
  if (isElsewhere && !user.hasPassword) {
    throw new Failure('organisations.member-elsewhere', {}, { kind: 'conflict', field: 'email' })
  }
  const memberId = await insertMember(transaction, user.userId, member)
  await addMembership(transaction, user.userId, memberId)
  await audit(transaction, {
    action: 'members.create',
    subjectKind: 'member',
    subjectId: memberId,
    after: { roles: member.roles },
  })
  if (user.hasPassword) return { memberId }
  if (passwordHash === undefined) return { memberId, invitation: await invite(transaction, memberId) }
  await setPassword(transaction, user.userId, passwordHash, 'founder')
  return { memberId }
}

/**
 * Changes a member. Fails with `organisations.last-owner` when nobody would own the organisation, `organisations.own-roles` when
 * somebody who is no owner touches their own roles, `organisations.owner-only` when somebody who is no owner makes or unmakes one.
 */
export async function changeMember(scope: Scope, memberId: string, change: MemberChange): Promise<void> {
  permit(scope, 'members.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const owners = await lockOwners(transaction)
    const before = await readMember(transaction, memberId)
    refuseRoleChange(transaction, before, change, owners)
    await db
      .updateTable('members')
      .set({
        member_id: memberId,
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.language === undefined ? {} : { language: change.language }),
        ...(change.isActive === undefined ? {} : { deactivated_at: change.isActive ? null : now }),
      })
      .where('organisation_id', '=', organisationId)
      .where('member_id', '=', memberId)
      .execute()
    if (change.roles) await writeRoles(transaction, memberId, change.roles)
    if (change.isActive === false) await endSessions(transaction, await userOf(transaction, memberId))
    await audit(transaction, {
      action: 'members.change',
      subjectKind: 'member',
      subjectId: memberId,
      before: { roles: before.roles, isActive: before.isActive },
      after: { roles: change.roles ?? before.roles, isActive: change.isActive ?? before.isActive },
    })
  })
}

/** Makes a new one-time link with which a member sets their password, for one who lost theirs or never came. */
export async function inviteAgain(scope: Scope, memberId: string): Promise<Invitation> {
  permit(scope, 'members.change')
  return scope.transaction(async (transaction) => {
    const member = await readMember(transaction, memberId)
    // Otherwise an administrator could take over an owner by asking for the owner's link.
    if (member.roles.includes('owner')) await requireOwner(transaction)
    if (await isMemberElsewhere(transaction, await userOf(transaction, memberId))) {
      throw new Failure('organisations.member-elsewhere', {}, { kind: 'conflict' })
    }
    await audit(transaction, { action: 'members.invite', subjectKind: 'member', subjectId: memberId })
    return invite(transaction, memberId)
  })
}

function refuseRoleChange(
  { actor }: Transaction,
  before: Member,
  change: MemberChange,
  owners: readonly string[],
): void {
  const after = { roles: change.roles ?? before.roles, isActive: change.isActive ?? before.isActive }
  const actsAsOwner = actor.kind === 'system' || (actor.kind === 'member' && owners.includes(actor.id))
  const wasOwner = before.roles.includes('owner')
  const staysOwner = after.roles.some((role) => role === 'owner') && after.isActive
  if (!actsAsOwner && change.roles && actor.kind === 'member' && actor.id === before.id) {
    throw new Failure('organisations.own-roles', {}, { kind: 'forbidden', field: 'roles' })
  }
  if (!actsAsOwner && (wasOwner || staysOwner)) {
    throw new Failure('organisations.owner-only', {}, { kind: 'forbidden', field: 'roles' })
  }
  if (!staysOwner && owners.every((owner) => owner === before.id) && owners.length > 0) {
    throw new Failure('organisations.last-owner', {}, { kind: 'conflict', field: 'roles' })
  }
}

async function requireOwner(transaction: Transaction): Promise<void> {
  const { actor } = transaction
  if (actor.kind === 'system') return
  const owners = await lockOwners(transaction)
  if (actor.kind === 'member' && owners.includes(actor.id)) return
  throw new Failure('organisations.owner-only', {}, { kind: 'forbidden', field: 'roles' })
}
