import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { publish } from '../platform/jobs/event.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { ageBands, conditionClasses, regions, type Stage, stageChanged, stages } from './case.ts'
import { stageOf } from './store.ts'

/** One course of help for one child. No legal name, hospital number or diagnosis: nothing here may find the child. */
export const newCase = z.object({
  programmeId: z.uuid(),
  /** The key of the row in the spreadsheet or system it came from. */
  externalKey: z.string().trim().min(1).max(100).nullish(),
  /** Given once, never changed: entries of the public log commit to it. */
  pseudonym: z.string().trim().min(1).max(40),
  ageBand: z.enum(ageBands),
  region: z.enum(regions),
  conditionClass: z.enum(conditionClasses),
  picture: z.string().min(1).max(100),
})
export type NewCase = z.input<typeof newCase>

/** Opens a case at "registered"; answers its id. Fails with `cases.pseudonym-taken` or `cases.key-taken`. */
export async function openCase(transaction: Transaction, opened: NewCase): Promise<string> {
  const fields = newCase.parse(opened)
  const { db, organisationId, now, actor } = transaction
  const caseId = newId(now)
  const written = await db
    .insertInto('cases')
    .values({
      organisation_id: organisationId,
      case_id: caseId,
      programme_id: fields.programmeId,
      external_key: fields.externalKey ?? null,
      pseudonym: fields.pseudonym,
      age_band: fields.ageBand,
      region: fields.region,
      condition_class: fields.conditionClass,
      stage: 'registered',
      stage_at: now,
      picture: fields.picture,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .executeTakeFirst()
  if (!written) throw await alreadyOpen(transaction, fields)
  await db
    .insertInto('stage_changes')
    .values({
      organisation_id: organisationId,
      stage_change_id: newId(now),
      case_id: caseId,
      to_stage: 'registered',
      at: now,
      changed_by: actor.kind === 'member' ? actor.id : null,
    })
    .execute()
  const { conditionClass: _medical, ...told } = fields
  await audit(transaction, { action: 'cases.open', subjectKind: 'case', subjectId: caseId, after: told })
  await publish(transaction, stageChanged, { caseId, from: null, to: 'registered' })
  return caseId
}

async function alreadyOpen({ db, organisationId }: Transaction, { pseudonym }: NewCase): Promise<Failure> {
  const namesake = await db
    .selectFrom('cases')
    .where('organisation_id', '=', organisationId)
    .where('pseudonym', '=', pseudonym)
    .select('case_id')
    .executeTakeFirst()
  return namesake
    ? new Failure('cases.pseudonym-taken', {}, { kind: 'conflict', field: 'pseudonym' })
    : new Failure('cases.key-taken', {}, { kind: 'conflict', field: 'externalKey' })
}

/** `openCase` by a member. */
export function registerCase(scope: Scope, opened: NewCase): Promise<string> {
  permit(scope, 'cases.change')
  return scope.transaction((transaction) => openCase(transaction, opened))
}

/** A case in a list. Amounts are sums over its needs that stand, in the programme's currency. */
export interface CaseItem {
  caseId: string
  programmeId: string
  pseudonym: string
  ageBand: string
  region: string
  conditionClass: string
  stage: Stage
  stageAt: Date
  picture: string
  currency: string
  neededMinor: bigint
  openMinor: bigint
  spentMinor: bigint
}

/** What a list of cases is narrowed to. */
export const caseFilter = z.object({
  programme: z.uuid().optional(),
  stage: z.enum(stages).optional(),
  /** Part of the pseudonym. */
  query: z.string().trim().max(40).optional(),
  /** The id of the last case seen. */
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Cases, the newest first; `next` is the cursor of the page after. */
export async function listCases(
  transaction: Transaction,
  filter: z.input<typeof caseFilter>,
): Promise<{ items: CaseItem[]; next: string | null }> {
  const { programme, stage, query, cursor, limit } = caseFilter.parse(filter)
  const items = await readCases(
    transaction,
    sql`(${programme ?? null}::uuid is null or c.programme_id = ${programme ?? null})
      and (${stage ?? null}::text is null or c.stage = ${stage ?? null})
      and strpos(c.pseudonym, ${query ?? ''}) > 0 and (${cursor ?? null}::uuid is null or c.case_id < ${cursor ?? null})`,
    limit + 1,
  )
  const shown = items.slice(0, limit)
  return { items: shown, next: items.length > limit ? (shown.at(-1)?.caseId ?? null) : null }
}

/** One case. Fails with `cases.unknown`. */
export async function getCase(transaction: Transaction, caseId: string): Promise<CaseItem> {
  const [found] = await readCases(transaction, sql`c.case_id = ${caseId}`, 1)
  if (!found) throw new Failure('cases.unknown', {}, { kind: 'missing' })
  return found
}

async function readCases(
  { db, organisationId }: Transaction,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<CaseItem[]> {
  const { rows } = await sql<Omit<CaseItem, 'stage'> & { stage: string }>`
    select c.case_id as "caseId", c.programme_id as "programmeId", c.pseudonym, c.age_band as "ageBand", c.region,
      c.condition_class as "conditionClass", c.stage, c.stage_at as "stageAt", c.picture, p.currency,
      coalesce(n.needed, 0)::bigint as "neededMinor", coalesce(n.open, 0)::bigint as "openMinor",
      coalesce(e.spent, 0)::bigint as "spentMinor"
    from cases c
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    left join lateral (select sum(amount_minor) as needed, sum(open_minor) as open from needs
      where organisation_id = c.organisation_id and case_id = c.case_id and cancelled_at is null) n on true
    left join lateral (select sum(amount_minor) as spent from expenses
      where organisation_id = c.organisation_id and case_id = c.case_id and reversed_at is null) e on true
    where c.organisation_id = ${organisationId} and ${which}
    order by c.case_id desc limit ${limit}::integer`.execute(db)
  return rows.map((row) => ({ ...row, stage: stageOf(row.stage) }))
}
