import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { consentEnded, grant, relations } from './consent.ts'
import { sealPlace, todayOf } from './consent-scope.ts'
import { lockCase } from './store.ts'

/** A consent holds two years at most: the child who signed off on a picture at six is another person at nine. */
const mostYears = 2

/** What a guardian signed. */
export const newConsent = z.object({
  caseId: z.uuid(),
  /** Sealed at once; opened for members who may read medical fields. */
  guardian: z.string().trim().min(1).max(120),
  relation: z.enum(relations),
  /** The child's, kept only to be told; demanded when `first_name` is among the grants. */
  firstName: z.string().trim().min(1).max(40).optional(),
  givenOn: z.iso.date(),
  /** The last day it holds. */
  expiresOn: z.iso.date(),
  /** Which document was seen. Names no person. */
  evidence: z.string().trim().min(1).max(500),
  grants: z.array(grant).min(1).max(200),
})
export type NewConsent = z.input<typeof newConsent>

/**
 * Keeps what a guardian signed; answers its id. From the first record on nothing is told of the case beyond what stands in one.
 * The signed paper is attached with `attachPaper`. Fails with `cases.unknown`, `cases.consent-days`, `cases.consent-too-long`,
 * `cases.consent-name-missing`.
 */
export async function recordConsent(scope: Scope, consent: NewConsent): Promise<string> {
  permit(scope, 'cases.change')
  const fields = newConsent.parse(consent)
  requireDays(fields)
  const tellsName = fields.grants.some(({ field }) => field === 'first_name')
  if (tellsName && fields.firstName === undefined)
    throw new Failure('cases.consent-name-missing', {}, { field: 'firstName' })
  return scope.transaction(async (transaction) => {
    await lockCase(transaction, fields.caseId)
    const consentId = newId(transaction.now)
    await write(transaction, consentId, { ...fields, firstName: tellsName ? fields.firstName : undefined })
    const { guardian: _sealed, firstName: _alsoSealed, evidence: _medical, ...told } = fields
    await audit(transaction, {
      action: 'cases.record-consent',
      subjectKind: 'case',
      subjectId: fields.caseId,
      after: { consentId, ...told },
    })
    return consentId
  })
}

function requireDays({ givenOn, expiresOn }: { givenOn: string; expiresOn: string }): void {
  if (expiresOn < givenOn) throw new Failure('cases.consent-days', {}, { field: 'expiresOn' })
  const last = `${Number(givenOn.slice(0, 4)) + mostYears}${givenOn.slice(4)}`
  if (expiresOn > last) throw new Failure('cases.consent-too-long', { years: mostYears }, { field: 'expiresOn' })
}

async function write(transaction: Transaction, consentId: string, fields: z.output<typeof newConsent>): Promise<void> {
  const { db, organisationId, now, actor, context } = transaction
  const seal = (text: string, field: 'guardian' | 'first_name') =>
    context.vault.seal(text, sealPlace(organisationId, consentId, field))
  await db
    .insertInto('case_consents')
    .values({
      organisation_id: organisationId,
      case_consent_id: consentId,
      case_id: fields.caseId,
      guardian_sealed: seal(fields.guardian, 'guardian'),
      relation: fields.relation,
      first_name_sealed: fields.firstName === undefined ? null : seal(fields.firstName, 'first_name'),
      given_on: fields.givenOn,
      expires_on: fields.expiresOn,
      evidence: fields.evidence,
      recorded_at: now,
      recorded_by: actor.kind === 'member' ? actor.id : null,
    })
    .execute()
  await db
    .insertInto('case_consent_scopes')
    .values(fields.grants.map((one) => ({ organisation_id: organisationId, case_consent_id: consentId, ...one })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Notes that whoever gave a consent takes it back. What rested on it is told no more, from this moment: the sender asks before
 * every message, pictures answer 410. Fails with `cases.consent-unknown`, `cases.consent-over`.
 */
export async function withdrawConsent(scope: Scope, consentId: string, reason: string): Promise<void> {
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const consent = await db
      .selectFrom('case_consents')
      .where('organisation_id', '=', organisationId)
      .where('case_consent_id', '=', consentId)
      .select('case_id')
      .executeTakeFirst()
    if (!consent) throw new Failure('cases.consent-unknown', {}, { kind: 'missing' })
    await end(transaction, { consentId, caseId: consent.case_id }, { kind: 'withdrawn', reason })
  })
}

/** Ends every consent whose last day has passed. A sweep: whoever tells something asks for the day itself where it can. */
export async function endExpiredConsents(transaction: Transaction): Promise<void> {
  const { db, organisationId } = transaction
  const expired = await db
    .selectFrom('case_consents as k')
    .where('k.organisation_id', '=', organisationId)
    .where('k.expires_on', '<', await todayOf(transaction))
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('case_consent_ends as e')
            .whereRef('e.organisation_id', '=', 'k.organisation_id')
            .whereRef('e.case_consent_id', '=', 'k.case_consent_id'),
        ),
      ),
    )
    .select(['k.case_consent_id as consentId', 'k.case_id as caseId'])
    .limit(500)
    .execute()
  for (const one of expired) await end(transaction, one, { kind: 'expired', reason: null })
}

async function end(
  transaction: Transaction,
  { consentId, caseId }: { consentId: string; caseId: string },
  { kind, reason }: { kind: 'withdrawn' | 'expired'; reason: string | null },
): Promise<void> {
  const { db, organisationId, now, actor } = transaction
  await lockCase(transaction, caseId)
  const written = await db
    .insertInto('case_consent_ends')
    .values({
      organisation_id: organisationId,
      case_consent_id: consentId,
      kind,
      at: now,
      ended_by: actor.kind === 'member' ? actor.id : null,
      reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_consent_id')
    .executeTakeFirst()
  if (!written) throw new Failure('cases.consent-over', {}, { kind: 'conflict' })
  await audit(transaction, {
    action: 'cases.end-consent',
    subjectKind: 'case',
    subjectId: caseId,
    after: { consentId, kind },
  })
  await publish(transaction, consentEnded, { caseId })
}
