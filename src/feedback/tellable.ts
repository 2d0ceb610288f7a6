import { sql } from 'kysely'
import { consentCovers } from '../cases/consent.ts'

const isAllowed = consentCovers({ purpose: 'report_to_givers', channel: 'somewhere' })

/**
 * Whether an approved update `u` of a case `c` may be told: the case goes on, and the update was approved after the last time
 * the family came back. What was approved before a withdrawal stays unsaid, for the consent it rested on had ended; nothing is
 * told beyond what a guardian allows givers to hear (decision 0021).
 */
export const isTellable = sql<boolean>`(c.stage not in ('withdrawn', 'transferred', 'died')
  and not exists (select from stage_changes back where back.organisation_id = u.organisation_id
    and back.case_id = u.case_id and back.from_stage = 'withdrawn' and back.at >= u.approved_at)
  and ${isAllowed})`

/** Why such an update may not be told: `case_ended`, or `no_consent` where the family allows less than it says. Null: it may. */
export const untoldReason = sql<'case_ended' | 'no_consent' | null>`(case when ${isTellable} then null
  when c.stage not in ('withdrawn', 'transferred', 'died') and not ${isAllowed} then 'no_consent' else 'case_ended' end)`
