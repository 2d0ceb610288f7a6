import { sql } from 'kysely'
import type { Scope } from '../platform/scope.ts'
import { permit } from './permission.ts'

/** A line of the audit as members read it. */
export interface AuditLine {
  id: string
  at: Date
  actorKind: string
  /** The member's name, or what the system calls itself; null for people and links. */
  actorName: string | null
  action: string
  subjectKind: string
  subjectId: string
  before: unknown
  after: unknown
}

/** Who did what, newest first; `after` is the id of the last line seen. Ids are ordered by time. */
export async function listAudit(
  scope: Scope,
  query: { subjectKind?: string; subjectId?: string; after?: string; limit: number },
): Promise<AuditLine[]> {
  permit(scope, 'audit.read')
  const { subjectKind = null, subjectId = null, after = null, limit } = query
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<AuditLine>`
      select audit_entry_id as id, at, actor_kind as "actorKind", action, subject_kind as "subjectKind", subject_id as "subjectId",
        before, after, case actor_kind when 'member' then members.name when 'system' then actor_id end as "actorName"
      from audit_entries
      left join members on members.organisation_id = audit_entries.organisation_id and members.member_id::text = actor_id
      where audit_entries.organisation_id = ${organisationId}
        and (${subjectKind}::text is null or subject_kind = ${subjectKind})
        and (${subjectId}::text is null or subject_id = ${subjectId})
        and (${after}::uuid is null or audit_entry_id < ${after}::uuid)
      order by audit_entry_id desc limit ${limit}`.execute(db)
    return rows
  })
}
