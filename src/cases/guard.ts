import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** With fewer possible persons than this a group could point at one of them. */
export const smallestGroup = 5

/** How many persons of a programme a reader must take into account, by what is told besides the condition. */
export interface GroupSizes {
  /** Same region, age band and condition. */
  readonly whole: number
  /** Same age band and condition, wherever they live. */
  readonly withoutRegion: number
}

/** What may be told of a child, and how many it could be then. */
export interface Disclosure {
  readonly region: boolean
  readonly ageBand: boolean
}

/** The word key of a region or an age band that is not told: `cases:regions.untold`, `cases:ages.untold`. */
export const untold = 'untold'

/** Coarsens until at least five persons could be meant: first the region stays untold, then the age band too. */
export function disclosureOf({ whole, withoutRegion }: GroupSizes): Disclosure {
  if (whole >= smallestGroup) return { region: true, ageBand: true }
  return { region: false, ageBand: withoutRegion >= smallestGroup }
}

/** A case as it may be told: what could point at the child gives way to words that say it is not told. */
export function asTold<Facts extends { region: string; ageBand: string }>(facts: Facts, may: Disclosure): Facts {
  return { ...facts, region: may.region ? facts.region : untold, ageBand: may.ageBand ? facts.ageBand : untold }
}

/** How many persons share what is told of each of some cases; one statement however many. A case counts itself. */
export async function groupSizes(
  { db, organisationId }: Transaction,
  caseIds: readonly string[],
): Promise<Map<string, GroupSizes>> {
  const { rows } = await sql<{ caseId: string; whole: number; withoutRegion: number }>`
    select c.case_id as "caseId", count(*) filter (where other.region = c.region)::integer as whole,
      count(*)::integer as "withoutRegion"
    from cases c
    join cases other on other.organisation_id = c.organisation_id and other.programme_id = c.programme_id
      and other.age_band = c.age_band and other.condition_class = c.condition_class
    where c.organisation_id = ${organisationId} and c.case_id = any(${[...new Set(caseIds)]}::uuid[])
    group by c.case_id`.execute(db)
  return new Map(rows.map(({ caseId, ...sizes }) => [caseId, sizes]))
}

/** What may be told of each of some cases now; nothing but the condition of a case that is not there. */
export async function disclosures(
  transaction: Transaction,
  caseIds: readonly string[],
): Promise<(caseId: string) => Disclosure> {
  const sizes = await groupSizes(transaction, caseIds)
  return (caseId) => disclosureOf(sizes.get(caseId) ?? { whole: 0, withoutRegion: 0 })
}
