import { Failure } from '../platform/errors.ts'
import type { Context, Transaction } from '../platform/scope.ts'
import { audit } from './audit.ts'
import { createLink, openLink, useLink } from './links.ts'
import { readMember, userOf } from './member-rows.ts'
import { hashPassword, refuseWeakPassword } from './password.ts'
import { isMemberElsewhere, setPassword } from './users.ts'

/** Days an invitation is good for. */
const invitationDays = 7

/** A way to set a password, once. The token stands in the fragment of the link, which no server and no log sees. */
export interface Invitation {
  token: string
  url: string
  expiresAt: Date
}

/** Makes a one-time link with which a member sets their password. */
export async function invite(transaction: Transaction, memberId: string): Promise<Invitation> {
  const expiresAt = new Date(transaction.now.getTime() + invitationDays * 86_400_000)
  const token = await createLink(transaction, {
    kind: 'invitation',
    subject: { memberId },
    expiresAt,
    singleUse: true,
  })
  return { token, url: `${transaction.context.settings.publicUrl}/desk/invitation#${token}`, expiresAt }
}

/** Whom an invitation is for. Fails as `openLink` does. */
export async function openInvitation(context: Context, token: string) {
  const link = await openLink(context, 'invitation', token)
  return link.scope.transaction(async (transaction) => {
    const member = await readMember(transaction, link.subject.memberId ?? '')
    const { name: organisation } = await transaction.db
      .selectFrom('organisations')
      .where('organisation_id', '=', transaction.organisationId)
      .select('name')
      .executeTakeFirstOrThrow()
    return { name: member.name, email: member.email, organisation, expiresAt: link.expiresAt }
  })
}

/**
 * Sets the password of the invited member and ends their sessions; the link is spent. Fails as `openLink` and `refuseWeakPassword`
 * do, and with `organisations.member-elsewhere` when another organisation took them in meanwhile.
 */
export async function acceptInvitation(context: Context, token: string, password: string): Promise<void> {
  const link = await openLink(context, 'invitation', token)
  const memberId = link.subject.memberId ?? ''
  refuseWeakPassword(password, await openInvitation(context, token))
  const passwordHash = await hashPassword(password)
  await link.scope.transaction(async (transaction) => {
    await useLink(transaction, link.linkId)
    const member = await readMember(transaction, memberId)
    if (!member.isActive) throw new Failure('links.expired', {}, { kind: 'gone' })
    const userId = await userOf(transaction, memberId)
    if (await isMemberElsewhere(transaction, userId)) {
      throw new Failure('organisations.member-elsewhere', {}, { kind: 'conflict' })
    }
    await setPassword(transaction, userId, passwordHash, 'link')
    await audit(transaction, { action: 'members.accept', subjectKind: 'member', subjectId: memberId })
  })
}
