import { sql } from 'kysely'
import type { TimelineSource } from '../people/timeline.ts'

/** What a person was told about the cases they helped, for their story. */
export const feedbackTimeline: readonly TimelineSource[] = [
  async ({ db, organisationId }, personId, { until, limit }) => {
    const { rows } = await sql<{ id: string; at: Date; pseudonym: string; stage: string; caseId: string }>`
      select told.update_id as id, told.at, cases.pseudonym, updates.stage, cases.case_id as "caseId"
      from told_updates told
        join updates using (organisation_id, update_id)
        join cases using (organisation_id, case_id)
      where told.organisation_id = ${organisationId} and told.person_id = ${personId} and told.at <= ${until}
      order by told.at desc, told.update_id desc limit ${limit}`.execute(db)
    return rows.map(({ id, at, pseudonym, stage, caseId }) => ({
      id,
      at,
      kind: 'feedback',
      facts: { pseudonym, stage },
      subject: { kind: 'case', id: caseId },
    }))
  },
]
