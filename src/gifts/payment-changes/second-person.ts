import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'

/** How long a change waits where nobody else could approve it, and how long somebody's access must have stood before they can: a day. */
export const dayMilliseconds = 24 * 60 * 60 * 1000

/** A member who may change where money is paid. */
export interface RightHolder {
  readonly memberId: string
  readonly language: string
  /** Has signed in at least once set up, and nobody has touched their access for a day. */
  readonly isSettled: boolean
}

/**
 * Everybody who may change where money is paid, now. Somebody who was made a member, given a role, invited again, let in or freed of the
 * second step less than a day ago is not settled: otherwise one person could make themselves a second one for the purpose.
 */
export async function rightHolders({ db, organisationId, now }: Transaction): Promise<RightHolder[]> {
  const dayAgo = new Date(now.getTime() - dayMilliseconds)
  const { rows } = await sql<RightHolder>`
    select m.member_id as "memberId", m.language,
      not exists (select from audit_entries a
        where a.organisation_id = m.organisation_id and a.subject_kind = 'member' and a.subject_id = m.member_id::text
          and a.at > ${dayAgo} and (a.action = any (${touchingAccess})
            or a.action = 'members.change' and a.before is distinct from a.after))
      and not exists (select from auth."user" u where u.id = m.user_id
        and not exists (select from auth.account c where c."userId" = u.id and c.password is not null)) as "isSettled"
    from members m
    where m.organisation_id = ${organisationId} and m.deactivated_at is null and exists (
      select from member_roles o join roles r on r.organisation_id = o.organisation_id and r.role = o.role
      where o.organisation_id = m.organisation_id and o.member_id = m.member_id and 'payments.change' = any (r.permissions))
    order by m.created_at, m.member_id`.execute(db)
  return rows
}

const touchingAccess = ['members.create', 'members.invite', 'members.accept', 'members.second-factor-off']

/** Those of the holders who could approve what somebody proposed. */
export function couldApprove(holders: readonly RightHolder[], proposedBy: string): RightHolder[] {
  return holders.filter(({ memberId, isSettled }) => isSettled && memberId !== proposedBy)
}
