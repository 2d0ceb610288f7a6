import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type Language, languages } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'

/** Where an actual comes from: `typed` by a member for a period, else counted from cases and expenses whenever it is read. */
export const goalSources = ['typed', 'opened', 'treated', 'recovered', 'spent'] as const

/** Words in at least one language. */
export const goalWords = z
  .partialRecord(z.enum(languages), z.string().trim().min(1).max(120))
  .refine((given) => Object.keys(given).length > 0)

/** What a programme sets out to reach. */
export const newGoal = z.object({
  programmeId: z.uuid(),
  name: goalWords,
  /** What is counted, such as "operations". */
  unit: goalWords,
  source: z.enum(goalSources),
  /** In the unit; of `spent` in minor units of the programme's currency. */
  target: z.bigint().positive(),
  dueOn: z.iso.date().nullish(),
})
export type NewGoal = z.input<typeof newGoal>

/** Sets a goal; answers its id. Fails with `cases.programme-unknown`. */
export async function setGoal(scope: Scope, goal: NewGoal): Promise<string> {
  permit(scope, 'cases.change')
  const { programmeId, name, unit, source, target, dueOn } = newGoal.parse(goal)
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    await requireProgramme(transaction, programmeId)
    const goalId = newId(now)
    await db
      .insertInto('programme_goals')
      .values({
        organisation_id: organisationId,
        programme_goal_id: goalId,
        programme_id: programmeId,
        name: JSON.stringify(name),
        unit: JSON.stringify(unit),
        source,
        target,
        due_on: dueOn ?? null,
        created_at: now,
      })
      .execute()
    const after = { goalId, ...goal }
    await audit(transaction, { action: 'cases.set-goal', subjectKind: 'programme', subjectId: programmeId, after })
    return goalId
  })
}

/** Fails with `cases.programme-unknown`. */
export async function requireProgramme({ db, organisationId }: Transaction, programmeId: string): Promise<void> {
  const found = await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select('programme_id')
    .executeTakeFirst()
  if (!found) throw new Failure('cases.programme-unknown', {}, { kind: 'missing' })
}

/** Gives a goal up: it is not shown any more. Fails with `cases.goal-unknown`. */
export async function removeGoal(scope: Scope, goalId: string): Promise<void> {
  permit(scope, 'cases.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const removed = await db
      .updateTable('programme_goals')
      .set({ removed_at: now })
      .where('organisation_id', '=', organisationId)
      .where('programme_goal_id', '=', goalId)
      .where('removed_at', 'is', null)
      .returning('programme_id')
      .executeTakeFirst()
    if (!removed) throw new Failure('cases.goal-unknown', {}, { kind: 'missing' })
    const { programme_id: subjectId } = removed
    await audit(transaction, { action: 'cases.remove-goal', subjectKind: 'programme', subjectId, after: { goalId } })
  })
}

/** What was counted by hand for a period. */
export const newActual = z.object({
  goalId: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  value: z.bigint().nonnegative(),
  note: z.string().trim().max(500).optional(),
})

/** Notes what was counted; the same period again replaces what was said before. Fails with `cases.goal-unknown`, `cases.goal-counted`, `cases.period-days`. */
export async function typeActual(scope: Scope, actual: z.input<typeof newActual>): Promise<void> {
  permit(scope, 'cases.change')
  const { goalId, from, to, value, note } = newActual.parse(actual)
  if (to < from) throw new Failure('cases.period-days', {}, { field: 'to' })
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const goal = await db
      .selectFrom('programme_goals')
      .where('organisation_id', '=', organisationId)
      .where('programme_goal_id', '=', goalId)
      .where('removed_at', 'is', null)
      .select(['source', 'programme_id'])
      .executeTakeFirst()
    if (!goal) throw new Failure('cases.goal-unknown', {}, { kind: 'missing' })
    if (goal.source !== 'typed') throw new Failure('cases.goal-counted', {}, { kind: 'conflict' })
    await db
      .insertInto('goal_actuals')
      .values({
        organisation_id: organisationId,
        goal_actual_id: newId(now),
        programme_goal_id: goalId,
        from_day: from,
        to_day: to,
        value,
        note: note ?? null,
        typed_by: actor.kind === 'member' ? actor.id : null,
        typed_at: now,
      })
      .execute()
    const subjectId = goal.programme_id
    await audit(transaction, { action: 'cases.type-actual', subjectKind: 'programme', subjectId, after: actual })
  })
}

/** A goal and how far it is. */
export interface Goal {
  goalId: string
  name: Partial<Record<Language, string>>
  unit: Partial<Record<Language, string>>
  source: string
  target: bigint
  actual: bigint
  dueOn: string | null
}

/** The goals of a programme, the oldest first, with what was reached by now: a case that was treated counts, whatever became of it. */
export async function goalsOf({ db, organisationId }: Transaction, programmeId: string): Promise<Goal[]> {
  const reached = (stage: string) => sql`(select count(distinct s.case_id) from stage_changes s
    join cases c on c.organisation_id = s.organisation_id and c.case_id = s.case_id
    where s.organisation_id = g.organisation_id and c.programme_id = g.programme_id and s.to_stage = ${stage})`
  const { rows } = await sql<Omit<Goal, 'name' | 'unit'> & { name: unknown; unit: unknown }>`
    select g.programme_goal_id as "goalId", g.name, g.unit, g.source, g.target, g.due_on as "dueOn",
      coalesce(case g.source
        when 'opened' then (select count(*) from cases c
          where c.organisation_id = g.organisation_id and c.programme_id = g.programme_id)
        when 'treated' then ${reached('treated')}
        when 'recovered' then ${reached('recovered')}
        when 'spent' then (select sum(e.amount_minor) from expenses e
          join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
          where e.organisation_id = g.organisation_id and c.programme_id = g.programme_id and e.reversed_at is null)
        else (select sum(a.value) from (select distinct on (from_day, to_day) value from goal_actuals
          where organisation_id = g.organisation_id and programme_goal_id = g.programme_goal_id
          order by from_day, to_day, typed_at desc, goal_actual_id desc) a)
      end, 0)::bigint as actual
    from programme_goals g
    where g.organisation_id = ${organisationId} and g.programme_id = ${programmeId} and g.removed_at is null
    order by g.created_at, g.programme_goal_id`.execute(db)
  return rows.map((row) => ({ ...row, name: goalWords.parse(row.name), unit: goalWords.parse(row.unit) }))
}
