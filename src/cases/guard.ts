import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type Audience, type ConsentScope, mayShow } from './consent.ts'
import { consentScopes } from './consent-scope.ts'

/** With fewer possible persons than this a group could point at one of them. */
export const smallestGroup = 5

/** How many persons of a programme a reader must take into account, by what is told besides the condition. */
export interface GroupSizes {
  /** Same region, age band and condition. */
  readonly whole: number
  /** Same age band and condition, wherever they live. */
  readonly withoutRegion: number
  /** Same condition, of any age. */
  readonly withoutAge: number
}

/** A group nobody was counted in: nothing may be told. */
export const nobody: GroupSizes = { whole: 0, withoutRegion: 0, withoutAge: 0 }

/** What may be told of a child to an audience: what consent allows, and of that what fits five persons or more. */
export interface Disclosure {
  readonly region: boolean
  readonly ageBand: boolean
  readonly condition: boolean
  /** A face or a name is told only where what remains still fits five. */
  readonly picture: boolean
  /** The first name where it may be told. */
  readonly firstName: string | null
  /** A member's own words. */
  readonly story: boolean
  /** False once consent has ended, or never reached this audience: nothing new is told. */
  readonly pseudonym: boolean
}

/** The word key of what is not told: `cases:regions.untold`, `cases:ages.untold`, `cases:conditions.untold`. */
export const untold = 'untold'

/** Coarsens until at least five persons could be meant: first the region stays untold, then the age band too. */
export function coarsened({ whole, withoutRegion }: GroupSizes): Pick<Disclosure, 'region' | 'ageBand'> {
  if (whole >= smallestGroup) return { region: true, ageBand: true }
  return { region: false, ageBand: withoutRegion >= smallestGroup }
}

/** What both consent and the size of the group allow. */
export function disclosureOf(sizes: GroupSizes, scope: ConsentScope, audience: Audience): Disclosure {
  const may = coarsened(sizes)
  const allows = (field: Parameters<typeof mayShow>[1]) => mayShow(scope, field, audience)
  const isOneOfFive = sizes.withoutAge >= smallestGroup
  return {
    region: may.region && allows('region'),
    ageBand: may.ageBand && allows('age'),
    condition: allows('condition'),
    picture: isOneOfFive && allows('picture'),
    firstName: isOneOfFive && scope.state === 'standing' && allows('first_name') ? scope.firstName : null,
    story: allows('story'),
    pseudonym: allows('pseudonym'),
  }
}

/** A case as it may be told: what could point at the child gives way to words that say it is not told. */
export function asTold<Facts extends { region: string; ageBand: string; conditionClass: string }>(
  facts: Facts,
  may: Disclosure,
): Facts {
  return {
    ...facts,
    region: may.region ? facts.region : untold,
    ageBand: may.ageBand ? facts.ageBand : untold,
    conditionClass: may.condition ? facts.conditionClass : untold,
  }
}

/** How many persons share what is told of each of some cases; one statement however many. A case counts itself. */
export async function groupSizes(
  { db, organisationId }: Transaction,
  caseIds: readonly string[],
): Promise<Map<string, GroupSizes>> {
  const { rows } = await sql<GroupSizes & { caseId: string }>`
    select c.case_id as "caseId",
      count(*) filter (where other.age_band = c.age_band and other.region = c.region)::integer as whole,
      count(*) filter (where other.age_band = c.age_band)::integer as "withoutRegion",
      count(*)::integer as "withoutAge"
    from cases c
    join cases other on other.organisation_id = c.organisation_id and other.programme_id = c.programme_id
      and other.condition_class = c.condition_class
    where c.organisation_id = ${organisationId} and c.case_id = any(${[...new Set(caseIds)]}::uuid[])
    group by c.case_id`.execute(db)
  return new Map(rows.map(({ caseId, ...sizes }) => [caseId, sizes]))
}

/** What may be told of each of some cases to an audience now; nothing of a case that is not there. */
export async function disclosures(
  transaction: Transaction,
  caseIds: readonly string[],
  audience: Audience,
): Promise<(caseId: string) => Disclosure> {
  const sizes = await groupSizes(transaction, caseIds)
  const scopeOf = await consentScopes(transaction, caseIds)
  return (caseId) => disclosureOf(sizes.get(caseId) ?? nobody, scopeOf(caseId), audience)
}
