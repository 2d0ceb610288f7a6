import { officeHoursSchema } from '../organisations/organisation.ts'
import type { Scope } from '../platform/scope.ts'
import { isOfficeOpen } from './office.ts'

/** Whether a person answers an organisation's chats at this moment. One that has told no opening hours may answer at any time. */
export function isAttended(scope: Scope): Promise<boolean> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const row = await db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select(['office_hours', 'time_zone'])
      .executeTakeFirstOrThrow()
    const hours = officeHoursSchema.catch({}).parse(row.office_hours)
    return Object.keys(hours).length === 0 || isOfficeOpen(hours, row.time_zone, now)
  })
}
