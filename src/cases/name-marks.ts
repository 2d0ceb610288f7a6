import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { countInEach, inEach, type Sealed } from '../platform/sealed.ts'
import { sealPlace } from './consent-scope.ts'
import { keysIn, keysOf } from './names-in.ts'

/** The longest text that is looked through, in characters of all its languages together. */
export const mostNameSearch = 40_000

/** Sealed names that get their marks in one look; a first look after an upgrade may leave some to the next. */
const mostMarkedAtOnce = 2000

/**
 * Names of any case of the organisation (the children's legal names, and who signed for them) that stand in texts which belong to no case, as the
 * text writes them, folded. Found by marks, without opening a name. A warning, not a rule: one word alone, another script and a
 * misspelt name are not found, and somebody else may have the same name.
 */
export async function findAnyNames(scope: Scope, texts: readonly string[]): Promise<string[]> {
  permit(scope, writes(scope))
  const keys = [...keysIn(texts.join('\n\n').slice(0, mostNameSearch))]
  return scope.transaction(async (transaction) => {
    await markNames(transaction)
    const marks = new Map(keys.map(([key, words]) => [markOf(transaction, key).toString('hex'), words]))
    const { rows } = await sql<{ mark: string }>`
      select distinct encode(mark, 'hex') as mark from case_name_marks
      where organisation_id = ${transaction.organisationId}
        and mark = any (array(select decode(hex, 'hex') from unnest(${[...marks.keys()]}::text[]) hex))`.execute(
      transaction.db,
    )
    return [...new Set(rows.flatMap(({ mark }) => marks.get(mark) ?? []))].sort()
  })
}

/** Whoever writes an appeal or a message to many may ask; both reach people outside. */
function writes({ actor }: Scope) {
  return actor.kind === 'member' && actor.permissions.has('broadcasts.write') ? 'broadcasts.write' : 'campaigns.change'
}

/** What stands for a name changes with the secret: the marks under the former one are made anew. */
export const sealedNameMarks: Sealed = {
  name: 'case_name_marks',
  reseal: (context) => inEach(context, markAll),
  countLeft: (context) =>
    countInEach(context, async ({ db, organisationId, context: { vault } }) => {
      const { rows } = await sql<{ left: bigint }>`
        select count(*) as left from case_names_marked
        where organisation_id = ${organisationId} and key_id is distinct from ${vault.keyId}`.execute(db)
      return Number(rows[0]?.left ?? 0n)
    }),
}

async function* markAll(scope: Scope): AsyncIterable<number> {
  for (;;) {
    const count = await scope.transaction(markNames)
    if (count === 0) return
    yield count
  }
}

/** Makes marks of the sealed names that have none under the current secret; answers of how many. */
async function markNames(transaction: Transaction): Promise<number> {
  const { db, organisationId, context } = transaction
  const { rows } = await sql<{ caseId: string; sourceId: string; sealed: Buffer }>`
    select n.* from (
      select case_id as "caseId", case_id as "sourceId", name_sealed as sealed from case_legal_names
      where organisation_id = ${organisationId}
      union all
      select case_id, case_consent_id, guardian_sealed from case_consents where organisation_id = ${organisationId}
    ) n
    where not exists (select from case_names_marked k
      where k.organisation_id = ${organisationId} and k.source_id = n."sourceId" and k.key_id = ${context.vault.keyId})
    limit ${mostMarkedAtOnce}`.execute(db)
  if (rows.length === 0) return 0
  const marks = rows.flatMap(({ caseId, sourceId, sealed }) => {
    const place =
      sourceId === caseId
        ? `${organisationId}/case_legal_names/${caseId}`
        : sealPlace(organisationId, sourceId, 'guardian')
    const name = context.vault.open(sealed, place)
    return keysOf(name).map((key) => ({ mark: markOf(transaction, key), caseId, sourceId }))
  })
  const sources = rows.map(({ sourceId }) => sourceId)
  await sql`
    delete from case_name_marks where organisation_id = ${organisationId} and source_id = any (${sources}::uuid[])`.execute(
    db,
  )
  await sql`
    insert into case_name_marks (organisation_id, mark, case_id, source_id)
    select ${organisationId}, m.* from unnest(${marks.map(({ mark }) => mark)}::bytea[],
      ${marks.map(({ caseId }) => caseId)}::uuid[], ${marks.map(({ sourceId }) => sourceId)}::uuid[]) m
    on conflict do nothing`.execute(db)
  await sql`
    insert into case_names_marked (organisation_id, key_id, source_id, case_id)
    select ${organisationId}, ${context.vault.keyId}::bytea, m.* from unnest(${sources}::uuid[],
      ${rows.map(({ caseId }) => caseId)}::uuid[]) m
    on conflict (organisation_id, source_id) do update set key_id = excluded.key_id`.execute(db)
  return rows.length
}

/** Under the installation's key and for this organisation alone: the same name elsewhere has another mark. */
function markOf({ context, organisationId }: Transaction, key: string): Buffer {
  return Buffer.from(context.vault.sign('case-name/1', `${organisationId}\n${key}`), 'base64url')
}

/** Takes the marks of a case away: of its legal name, which is being replaced, or of everybody, when it is erased. */
export async function forgetMarks(
  { db, organisationId }: Transaction,
  caseId: string,
  whose: 'legal-name' | 'everybody',
): Promise<void> {
  for (const table of ['case_name_marks', 'case_names_marked'] as const) {
    let rows = db.deleteFrom(table).where('organisation_id', '=', organisationId).where('case_id', '=', caseId)
    if (whose === 'legal-name') rows = rows.where('source_id', '=', caseId)
    await rows.execute()
  }
}
