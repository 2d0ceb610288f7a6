import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type Stage, stages } from './case.ts'

/** The cases of one stage in one currency: how many, and sums over their needs that stand. */
export interface StageTotal {
  readonly stage: Stage
  readonly currency: string
  readonly count: number
  readonly neededMinor: bigint
  readonly openMinor: bigint
}

/** What a board is headed by, in the order of the stages; `query` is part of a pseudonym. */
export async function stageTotals(
  { db, organisationId }: Transaction,
  { programme, query }: { programme?: string | undefined; query?: string | undefined },
): Promise<StageTotal[]> {
  const { rows } = await sql<StageTotal>`
    select c.stage, p.currency, count(*)::integer as count, coalesce(sum(n.needed), 0)::bigint as "neededMinor",
      coalesce(sum(n.open), 0)::bigint as "openMinor"
    from cases c
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    left join lateral (select sum(amount_minor) as needed, sum(open_minor) as open from needs
      where organisation_id = c.organisation_id and case_id = c.case_id and cancelled_at is null) n on true
    where c.organisation_id = ${organisationId} and (${programme ?? null}::uuid is null or c.programme_id = ${programme ?? null})
      and strpos(c.pseudonym, ${query ?? ''}) > 0
    group by c.stage, p.currency order by p.currency`.execute(db)
  return stages.flatMap((stage) => rows.filter((row) => row.stage === stage))
}
