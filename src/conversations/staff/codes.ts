import { randomBytes } from 'node:crypto'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { hashToken } from '../../platform/vault.ts'
import { type Handle, memberBehind } from './member.ts'

/** Long enough to walk over to the other program. */
const validMinutes = 10

/** Without what is mistaken for another: no 0, 1, I, L, O, U. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code for the member at the desk, to be written where the team talks: `/riscontro link CODE`. A new one ends the one before. */
export async function makeStaffCode(scope: Scope): Promise<{ code: string; expiresAt: Date }> {
  permit(scope, 'conversations.read')
  const { actor } = scope
  if (actor.kind !== 'member') throw new Failure('organisations.not-permitted', {}, { kind: 'forbidden' })
  const code = Array.from(randomBytes(10), (byte) => letters[byte % letters.length]).join('')
  return scope.transaction(async ({ db, organisationId, now }) => {
    const expiresAt = new Date(now.getTime() + validMinutes * 60_000)
    const values = { code_hash: hashToken(code), expires_at: expiresAt }
    await db
      .insertInto('staff_codes')
      .values({ organisation_id: organisationId, member_id: actor.id, ...values })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'member_id']).doUpdateSet(values))
      .execute()
    return { code, expiresAt }
  })
}

/** Whether the member has anything to do here: an active Slack, and whether they are known there already. */
export function readStaffLink(scope: Scope): Promise<{ isOffered: boolean; isLinked: boolean }> {
  permit(scope, 'conversations.read')
  const memberId = scope.actor.kind === 'member' ? scope.actor.id : null
  return scope.transaction(async ({ db, organisationId }) => {
    const slack = await db
      .selectFrom('channel_accounts as a')
      .leftJoin('staff_handles as h', (join) =>
        join
          .onRef('h.organisation_id', '=', 'a.organisation_id')
          .onRef('h.channel_account_id', '=', 'a.channel_account_id')
          .on('h.member_id', '=', memberId),
      )
      .where('a.organisation_id', '=', organisationId)
      .where('a.kind', '=', 'slack')
      .where('a.state', '=', 'active')
      .select('h.handle')
      .execute()
    return { isOffered: slack.length > 0, isLinked: slack.some(({ handle }) => handle !== null) }
  })
}

/** Makes the handle the member's whose code this is; answers who that is, or undefined for a wrong, used or old code. */
export async function useStaffCode(
  transaction: Transaction,
  handle: Handle,
  code: string,
): Promise<string | undefined> {
  const { db, organisationId, now } = transaction
  const used = await db
    .deleteFrom('staff_codes')
    .where('organisation_id', '=', organisationId)
    .where('code_hash', '=', hashToken(code.trim().toUpperCase()))
    .where('expires_at', '>', now)
    .returning('member_id')
    .executeTakeFirst()
  if (used === undefined) return undefined
  const { member_id } = used
  await db
    .insertInto('staff_handles')
    .values({
      organisation_id: organisationId,
      channel_account_id: handle.channelAccountId,
      handle: handle.handle,
      member_id,
      linked_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'channel_account_id', 'handle']).doUpdateSet({ member_id, linked_at: now }),
    )
    .execute()
  const member = await memberBehind(transaction, handle)
  if (member === undefined) return undefined
  await audit(
    { ...transaction, actor: member.actor },
    {
      action: 'conversations.staff-link',
      subjectKind: 'member',
      subjectId: member_id,
      after: { ...handle },
    },
  )
  return member_id
}
