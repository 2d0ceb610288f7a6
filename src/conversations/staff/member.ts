import { sql } from 'kysely'
import { isLanguage, type Language } from '../../platform/languages.ts'
import { Scope, type Transaction } from '../../platform/scope.ts'

/** Where somebody of the team writes, and under which name. */
export interface Handle {
  channelAccountId: string
  /** The provider's id of the person. */
  handle: string
}

/** A scope in which the member behind a handle acts with the permissions of this very moment; undefined for strangers and for who has left. */
export async function memberBehind(transaction: Transaction, { channelAccountId, handle }: Handle) {
  const { db, organisationId, context } = transaction
  const { rows } = await sql<{ id: string; name: string; permissions: string[] }>`
    select m.member_id as id, m.name, coalesce(array_agg(distinct permission) filter (where permission is not null), '{}')
      as permissions
    from staff_handles h
    join members m on m.organisation_id = h.organisation_id and m.member_id = h.member_id and m.deactivated_at is null
    left join member_roles mr on mr.organisation_id = m.organisation_id and mr.member_id = m.member_id
    left join roles r on r.organisation_id = mr.organisation_id and r.role = mr.role
    left join lateral unnest(r.permissions) as permission on true
    where h.organisation_id = ${organisationId} and h.channel_account_id = ${channelAccountId} and h.handle = ${handle}
    group by m.member_id, m.name`.execute(db)
  const [member] = rows
  if (member === undefined) return undefined
  const { id, name, permissions } = member
  return new Scope(context, organisationId, { kind: 'member', id, name, permissions: new Set(permissions) })
}

/** The team's own language. */
export async function teamLanguage({ db, organisationId }: Transaction): Promise<Language> {
  const { language } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('language')
    .executeTakeFirstOrThrow()
  return isLanguage(language) ? language : 'en'
}
