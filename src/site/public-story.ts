import { sql } from 'kysely'
import { everybody } from '../books/public-gifts.ts'
import { consentCovers } from '../cases/consent.ts'
import { disclosures } from '../cases/guard.ts'
import type { Transaction } from '../platform/scope.ts'
import type { SharedChild } from './gift-story.ts'
import type { GiftStory } from './story-view.ts'

/**
 * The children of a story as everybody may read of them: nobody whose help has ended or who may not be named in public, and of the
 * others only what consent lets a public page tell. Givers may be told more.
 */
export async function forEverybody(transaction: Transaction, { rows, children }: GiftStory): Promise<SharedChild[]> {
  const may = await disclosures(
    transaction,
    rows.cases.map(({ caseId }) => caseId),
    everybody,
  )
  const told = await publicUpdates(
    transaction,
    rows.updates.map(({ updateId }) => updateId),
  )
  return rows.cases.flatMap(({ caseId }, index) => {
    const child = children[index]
    const allowed = may(caseId)
    if (child === undefined || child.ended || !allowed.pseudonym) return []
    const own = rows.updates.filter((update) => update.caseId === caseId)
    return [
      {
        ...child,
        ageBand: allowed.ageBand ? child.ageBand : '',
        region: allowed.region ? child.region : '',
        condition: allowed.condition ? child.condition : '',
        updates: child.updates.filter((_, at) => told.has(own[at]?.updateId ?? '')),
      },
    ]
  })
}

async function publicUpdates(
  { db, organisationId }: Transaction,
  updateIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ updateId: string }>`
    select u.update_id as "updateId" from updates u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where u.organisation_id = ${organisationId} and u.update_id = any(${[...updateIds]}::uuid[])
      and ${consentCovers(everybody)}`.execute(db)
  return new Set(rows.map(({ updateId }) => updateId))
}
