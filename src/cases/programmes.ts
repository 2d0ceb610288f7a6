import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { isCurrency } from '../platform/currencies.ts'
import { Failure } from '../platform/errors.ts'
import { orderedId } from '../platform/ids.ts'
import { type Language, languages } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'

const names = z.partialRecord(z.enum(languages), z.string().trim().min(1).max(200))

/** A programme: the cases one fund pays for, in one currency. */
export const newProgramme = z.object({
  slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
  fundId: z.uuid(),
  currency: z.string().refine(isCurrency),
  name: names.refine((given) => Object.keys(given).length > 0),
  /** Name of an illustration. */
  picture: z.string().min(1),
})
export type NewProgramme = z.infer<typeof newProgramme>

/** A programme as it is read. */
export interface Programme extends NewProgramme {
  programmeId: string
  caseCount: number
}

/** Makes a programme. Fails with `cases.slug-taken`. */
export async function createProgramme(scope: Scope, programme: NewProgramme): Promise<string> {
  permit(scope, 'cases.change')
  const { slug, fundId, currency, name, picture } = newProgramme.parse(programme)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const programmeId = orderedId(now)
    const made = await db
      .insertInto('programmes')
      .values({
        organisation_id: organisationId,
        programme_id: programmeId,
        fund_id: fundId,
        currency,
        slug,
        name: JSON.stringify(name),
        picture,
        created_at: now,
      })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'slug']).doNothing())
      .returning('programme_id')
      .executeTakeFirst()
    if (!made) throw new Failure('cases.slug-taken', { slug }, { kind: 'conflict', field: 'slug' })
    await audit(transaction, {
      action: 'cases.create-programme',
      subjectKind: 'programme',
      subjectId: programmeId,
      after: programme,
    })
    return programmeId
  })
}

/** Every programme, the oldest first. */
export async function listProgrammes({ db, organisationId }: Transaction): Promise<Programme[]> {
  const rows = await db
    .selectFrom('programmes as p')
    .where('p.organisation_id', '=', organisationId)
    .selectAll('p')
    .select((row) =>
      row
        .selectFrom('cases as c')
        .whereRef('c.organisation_id', '=', 'p.organisation_id')
        .whereRef('c.programme_id', '=', 'p.programme_id')
        .select((one) => one.fn.countAll<bigint>().as('count'))
        .as('case_count'),
    )
    .orderBy('p.created_at')
    .orderBy('p.programme_id')
    .execute()
  return rows.map((row) => ({
    programmeId: row.programme_id,
    slug: row.slug,
    fundId: row.fund_id,
    currency: row.currency,
    name: names.parse(row.name),
    picture: row.picture,
    caseCount: Number(row.case_count ?? 0n),
  }))
}

/** A programme's name in a language, or in the first it has. */
export function programmeName(name: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  return name[language] ?? languages.map((other) => name[other]).find((known) => known !== undefined) ?? ''
}
