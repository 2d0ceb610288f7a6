import { sql } from 'kysely'
import { z } from 'zod'
import type { Transaction } from '../platform/scope.ts'
import { type Grant, grant } from './consent.ts'
import { sealPlace } from './consent-scope.ts'
import { original, originalOf } from './original.ts'

/** A page of the signed paper. */
export type ConsentPaper = z.output<typeof consentPaper>

/** See `ConsentPaper`; `mediaType` is what its bytes are. */
export const consentPaper = z.object({
  id: z.uuid(),
  mediaType: z.string(),
  fileName: z.string().nullable(),
  original: original.nullable(),
})

/** A consent as members read it who may read medical fields. */
export interface ConsentItem {
  consentId: string
  guardian: string
  relation: string
  firstName: string | null
  givenOn: string
  expiresOn: string
  evidence: string
  papers: ConsentPaper[]
  grants: Grant[]
  recordedAt: Date
  recordedBy: string | null
  endedAt: Date | null
  endedHow: string | null
  reason: string | null
}

interface Row extends Omit<ConsentItem, 'guardian' | 'firstName' | 'grants' | 'papers'> {
  guardian: Buffer
  firstName: Buffer | null
  grants: unknown
  papers: unknown
}

/** The consents of a case, the newest first, with who signed. */
export async function consentsOf({ db, organisationId, context }: Transaction, caseId: string): Promise<ConsentItem[]> {
  const { rows } = await sql<Row>`
    select k.case_consent_id as "consentId", k.guardian_sealed as guardian, k.relation,
      k.first_name_sealed as "firstName", k.given_on as "givenOn", k.expires_on as "expiresOn", k.evidence,
      (select coalesce(json_agg(json_build_object('id', p.case_consent_paper_id, 'mediaType', f.media_type,
        'fileName', f.file_name, 'original', ${originalOf('f')}) order by p.uploaded_at, p.case_consent_paper_id), '[]') from case_consent_papers p
        join files f on f.organisation_id = p.organisation_id and f.file_id = p.file_id
        where p.organisation_id = k.organisation_id and p.case_consent_id = k.case_consent_id) as papers,
      k.recorded_at as "recordedAt", m.name as "recordedBy",
      e.at as "endedAt", e.kind as "endedHow", e.reason,
      (select coalesce(json_agg(json_build_object('field', s.field, 'purpose', s.purpose, 'channel', s.channel)
        order by s.purpose, s.field, s.channel), '[]') from case_consent_scopes s
        where s.organisation_id = k.organisation_id and s.case_consent_id = k.case_consent_id) as grants
    from case_consents k
    left join case_consent_ends e on e.organisation_id = k.organisation_id and e.case_consent_id = k.case_consent_id
    left join members m on m.organisation_id = k.organisation_id and m.member_id = k.recorded_by
    where k.organisation_id = ${organisationId} and k.case_id = ${caseId}
    order by k.recorded_at desc, k.case_consent_id desc`.execute(db)
  return rows.map(({ guardian, firstName, grants, papers, ...row }) => ({
    ...row,
    guardian: context.vault.open(guardian, sealPlace(organisationId, row.consentId, 'guardian')),
    firstName: firstName && context.vault.open(firstName, sealPlace(organisationId, row.consentId, 'first_name')),
    grants: grant.array().parse(grants),
    papers: consentPaper.array().parse(papers),
  }))
}
