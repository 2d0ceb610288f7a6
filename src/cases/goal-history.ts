import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** How far a goal was at the end of a month that added to it; `month` is its first day. */
export interface GoalStep {
  month: string
  /** All in all, in the unit of the goal. */
  reached: bigint
}

/** What was counted by hand for a period, and whether a later count of the same period replaced it. */
export interface TypedCount {
  from: string
  to: string
  value: bigint
  note: string | null
  typedBy: string | null
  typedAt: Date
  isReplaced: boolean
}

/** How a goal came to where it is: by months, and what members typed, the newest first. Fails with `cases.goal-unknown`. */
export async function goalHistory(
  transaction: Transaction,
  goalId: string,
): Promise<{ steps: GoalStep[]; counts: TypedCount[] }> {
  const { db, organisationId } = transaction
  const goal = await db
    .selectFrom('programme_goals')
    .where('organisation_id', '=', organisationId)
    .where('programme_goal_id', '=', goalId)
    .select(['source', 'programme_id'])
    .executeTakeFirst()
  if (!goal) throw new Failure('cases.goal-unknown', {}, { kind: 'missing' })
  const counts = await countsOf(transaction, goalId)
  return { steps: await stepsOf(transaction, { goalId, source: goal.source, programmeId: goal.programme_id }), counts }
}

interface Counted {
  goalId: string
  source: string
  programmeId: string
}

async function stepsOf({ db, organisationId }: Transaction, counted: Counted): Promise<GoalStep[]> {
  const { rows } = await sql<GoalStep>`
    select to_char(month, 'YYYY-MM-DD') as month, (sum(sum(amount)) over (order by month))::bigint as reached
    from (select date_trunc('month', day) as month, amount from (${additions(counted)}) as added
      where organisation_id = ${organisationId}) as monthly
    group by month order by month`.execute(db)
  return rows
}

/** Everything that adds to a goal, as (organisation_id, day, amount): the same sources as `goalsOf`. */
function additions({ goalId, source, programmeId }: Counted) {
  if (source === 'opened')
    return sql`select c.organisation_id, c.created_at at time zone o.time_zone as day, 1 as amount
      from cases c join organisations o on o.organisation_id = c.organisation_id
      where c.programme_id = ${programmeId}`
  if (source === 'spent')
    return sql`select e.organisation_id, e.spent_on::timestamp as day, e.amount_minor as amount
      from expenses e join cases c on c.organisation_id = e.organisation_id and c.case_id = e.case_id
      where c.programme_id = ${programmeId} and e.reversed_at is null`
  if (source === 'typed')
    return sql`select distinct on (from_day, to_day) organisation_id, to_day::timestamp as day, value as amount
      from goal_actuals where programme_goal_id = ${goalId}
      order by from_day, to_day, typed_at desc, goal_actual_id desc`
  return sql`select s.organisation_id, min(s.at at time zone o.time_zone) as day, 1 as amount
    from stage_changes s join cases c on c.organisation_id = s.organisation_id and c.case_id = s.case_id
    join organisations o on o.organisation_id = s.organisation_id
    where c.programme_id = ${programmeId} and s.to_stage = ${source} group by s.organisation_id, s.case_id`
}

async function countsOf({ db, organisationId }: Transaction, goalId: string): Promise<TypedCount[]> {
  const { rows } = await sql<TypedCount>`
    select a.from_day as "from", a.to_day as "to", a.value, a.note, m.name as "typedBy", a.typed_at as "typedAt",
      row_number() over (partition by a.from_day, a.to_day order by a.typed_at desc, a.goal_actual_id desc) > 1
        as "isReplaced"
    from goal_actuals a
    left join members m on m.organisation_id = a.organisation_id and m.member_id = a.typed_by
    where a.organisation_id = ${organisationId} and a.programme_goal_id = ${goalId}
    order by a.typed_at desc, a.goal_actual_id desc limit 200`.execute(db)
  return rows
}

/** One change of what a programme plans: a goal set or given up, usual costs said anew. */
export interface PlanChange {
  action: string
  at: Date
  by: string | null
  /** The words of the goal by language, or the items whose cost changed; as the audit has them. */
  goal: Record<string, string> | null
  costs: { item: string; before: string | null; after: string | null }[]
}

interface AuditRow {
  action: string
  at: Date
  by: string | null
  before: { costs?: Cost[] } | null
  after: { name?: Record<string, string>; costs?: Cost[]; goalId?: string } | null
  goal: Record<string, string> | null
}

interface Cost {
  item: string
  amountMinor: string
}

/** How the plan of a programme changed, the newest first; at most 100. */
export async function planChanges({ db, organisationId }: Transaction, programmeId: string): Promise<PlanChange[]> {
  const { rows } = await sql<AuditRow>`
    select a.action, a.at, m.name as by, a.before, a.after, g.name as goal
    from audit_entries a
    left join members m on m.organisation_id = a.organisation_id and m.member_id::text = a.actor_id
    left join programme_goals g on g.organisation_id = a.organisation_id
      and g.programme_goal_id::text = a.after->>'goalId'
    where a.organisation_id = ${organisationId} and a.subject_kind = 'programme' and a.subject_id = ${programmeId}
      and a.action in ('cases.set-goal', 'cases.remove-goal', 'cases.set-costs')
    order by a.at desc, a.audit_entry_id desc limit 100`.execute(db)
  return rows.map(({ action, at, by, before, after, goal }) => ({
    ...{ action, at, by, goal },
    costs: differences(before?.costs ?? [], after?.costs ?? []),
  }))
}

function differences(before: readonly Cost[], after: readonly Cost[]): PlanChange['costs'] {
  const amountIn = (costs: readonly Cost[], item: string) =>
    costs.find((cost) => cost.item === item)?.amountMinor ?? null
  const items = [...new Set([...before, ...after].map(({ item }) => item))]
  return items
    .map((item) => ({ item, before: amountIn(before, item), after: amountIn(after, item) }))
    .filter((change) => change.before !== change.after)
}
