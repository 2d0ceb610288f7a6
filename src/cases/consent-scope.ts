import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import type { Transaction } from '../platform/scope.ts'
import { type ConsentScope, type Grant, grant } from './consent.ts'

interface Row {
  caseId: string
  consentId: string
  firstName: Buffer | null
  isStanding: boolean
  grants: unknown
}

/** What may be told of each of some cases today; one statement however many. */
export async function consentScopes(
  transaction: Transaction,
  caseIds: readonly string[],
): Promise<(caseId: string) => ConsentScope> {
  const { db, organisationId } = transaction
  const { rows } = await sql<Row>`
    select k.case_id as "caseId", k.case_consent_id as "consentId", k.first_name_sealed as "firstName",
      k.expires_on >= ${await todayOf(transaction)}::date and not exists (select from case_consent_ends e
        where e.organisation_id = k.organisation_id and e.case_consent_id = k.case_consent_id) as "isStanding",
      (select coalesce(json_agg(json_build_object('field', s.field, 'purpose', s.purpose, 'channel', s.channel)), '[]')
        from case_consent_scopes s where s.organisation_id = k.organisation_id
          and s.case_consent_id = k.case_consent_id) as grants
    from case_consents k
    where k.organisation_id = ${organisationId} and k.case_id = any(${[...new Set(caseIds)]}::uuid[])
    order by k.recorded_at desc, k.case_consent_id desc`.execute(db)
  return (caseId) =>
    scopeOfRows(
      transaction,
      rows.filter((row) => row.caseId === caseId),
    )
}

/** Consents that stand add up: a second signature allows more, never less. */
function scopeOfRows({ context, organisationId }: Transaction, rows: readonly Row[]): ConsentScope {
  if (rows.length === 0) return { state: 'none' }
  const standing = rows.filter(({ isStanding }) => isStanding)
  if (standing.length === 0) return { state: 'ended' }
  const grants: Grant[] = standing.flatMap((row) => grant.array().parse(row.grants))
  const named = standing.find(({ firstName }) => firstName !== null)
  const firstName = named?.firstName
    ? context.vault.open(named.firstName, sealPlace(organisationId, named.consentId, 'first_name'))
    : null
  return { state: 'standing', grants, firstName }
}

/** Where a field of a consent is sealed for. */
export function sealPlace(organisationId: string, consentId: string, field: 'guardian' | 'first_name'): string {
  return `${organisationId}/case_consents/${consentId}/${field}`
}

/** The day it is where the organisation is. */
export async function todayOf({ db, organisationId, now }: Transaction): Promise<string> {
  const { time_zone: timeZone } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('time_zone')
    .executeTakeFirstOrThrow()
  return isoDay(now, timeZone)
}
