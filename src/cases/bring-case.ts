import { z } from 'zod'
import { minorIn } from '../campaigns/money-wire.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { needItems } from './case.ts'
import { newCase, openCase } from './cases.ts'
import { importCase } from './import-case.ts'
import { addNeed } from './needs.ts'

/** A need that comes with its case. */
const broughtNeed = z.object({
  /** The key of the row in the system it came from: the same key again is the same need. */
  externalKey: z.string().trim().min(1).max(100).optional(),
  item: z.enum(needItems),
  amountMinor: minorIn.refine((minor) => minor > 0n),
  dueOn: z.iso.date().nullish(),
})

/** A case as another system hands it over, with what it costs. */
export const broughtCase = newCase.extend({ needs: z.array(broughtNeed).max(50).default([]) })
export type BroughtCase = z.output<typeof broughtCase>

/**
 * Opens a case with its needs in one transaction; answers its id. With an external key it may be told as often as one likes: the
 * case is opened once, changed where it differs, and of its needs only those come in that are not there, by their own key or, without
 * one, while the case is new. Fails with `cases.pseudonym-taken`, `cases.pseudonym-fixed` and the codes of `addNeed`.
 */
export async function bringCase(scope: Scope, brought: BroughtCase): Promise<string> {
  permit(scope, 'cases.change')
  const { needs, ...fields } = brought
  const { externalKey } = fields
  return scope.transaction(async (transaction) => {
    const { caseId, verdict } = externalKey
      ? await importCase(transaction, { ...fields, externalKey })
      : { caseId: await openCase(transaction, fields), verdict: 'create' }
    const known = verdict === 'create' ? new Set<string>() : await keysOf(transaction, caseId)
    for (const { externalKey: key, ...need } of needs) {
      const isThere = key === undefined ? verdict !== 'create' : known.has(key)
      if (!isThere) await addNeed(transaction, { ...need, caseId, externalKey: key })
    }
    return caseId
  })
}

async function keysOf({ db, organisationId }: Transaction, caseId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('needs')
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .where('external_key', 'is not', null)
    .select('external_key')
    .execute()
  return new Set(rows.flatMap(({ external_key: key }) => (key === null ? [] : [key])))
}
