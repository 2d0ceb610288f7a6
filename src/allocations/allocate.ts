import { type RawBuilder, sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { Batch } from './allocation.ts'
import { batchSize, type LineSlice, lineUp, nextCloser } from './line.ts'
import { giveToNamed } from './named.ts'
import type { Lane, Purse } from './sides.ts'
import { sweepLine, sweptFrom } from './sweep-line.ts'
import { type Movement, writeMoved, writeMovements } from './write.ts'

/**
 * Gives a fund's open gifts to its open needs until nothing moves; answers how many parts were given. From `sweepsFrom` parts on
 * the line is swept afterwards.
 */
export async function allocate(
  scope: Scope,
  fundId: string,
  { batch = batchSize, sweepsFrom = sweptFrom } = {},
): Promise<number> {
  permit(scope, 'cases.change')
  let given = 0
  for (let isDone = false; !isDone; ) {
    const moved = await scope.transaction((transaction) => allocateBatch(transaction, fundId, batch))
    given += moved.given
    isDone = moved.isDone
  }
  if (given >= sweepsFrom) await sweepLine(scope)
  return given
}

/**
 * Gives up to one batch of a fund's gifts in the caller's transaction, by the rule of `reference.ts`. One allocator works on a
 * fund at a time; the others wait for it.
 */
export async function allocateBatch(transaction: Transaction, fundId: string, batch = batchSize): Promise<Batch> {
  await lockFund(transaction, fundId)
  const total = { given: 0, isDone: true }
  for (const lane of await lanesOf(transaction, fundId)) {
    const { given, isDone } = await (lane.policy === 'named'
      ? giveToNamed(transaction, lane, batch)
      : allocateLane(transaction, { ...lane, policy: lane.policy }, batch))
    total.given += given
    // The lanes of one purse share its needs: what is before must be done before the next begins.
    if (!isDone) return { ...total, isDone: false }
  }
  return total
}

/** Holds a fund until the transaction ends: every change of what gifts and needs have open happens under it. */
export async function lockFund({ db, organisationId, now }: Transaction, fundId: string): Promise<void> {
  await db
    .insertInto('allocation_runs')
    .values({ organisation_id: organisationId, fund_id: fundId, last_run_at: now })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'fund_id']).doUpdateSet({ last_run_at: now }))
    .execute()
}

async function allocateLane(transaction: Transaction, lane: Lane, batch: number): Promise<Batch> {
  const from = { fundId: lane.fundId, currency: lane.currency, reason: 'gift' } as const
  const { slices, count, isWhole } = await lineUp(transaction, lane, batch)
  if (slices !== 'line_slices') await writeMovements(transaction, from, slices.map(movement))
  else {
    await writeMoved(transaction, from, sql`select * from line_slices`, { isMany: true })
    await sql`drop table line_slices`.execute(transaction.db)
  }
  // A full batch that moved nothing means there is no need left to move to.
  if (!isWhole && count > 0) return { given: count, isDone: false }
  let given = count
  for (;;) {
    const closer = await nextCloser(transaction, lane)
    if (!closer) return { given, isDone: true }
    await writeMovements(transaction, from, [movement(closer)])
    given += 1
  }
}

function movement(slice: LineSlice): Movement {
  return {
    giftId: slice.gift_id,
    needId: slice.need_id,
    caseId: slice.case_id,
    amountMinor: slice.amount_minor,
    standing: { row: slice.standing, openMinor: slice.gift_open },
  }
}

/** The order in which the lanes of a purse have their turn: gifts that name a case first. */
const turns = ['named', 'urgency', 'queue', 'even', 'every_gift'] as const

/** What waits in a fund, by currency and policy in the order of turns; the queue is always asked. */
async function lanesOf(
  { db, organisationId }: Transaction,
  fundId: string,
): Promise<(Purse & { policy: (typeof turns)[number] })[]> {
  const waits = (
    which: RawBuilder<unknown>,
  ) => sql`exists (select from open_gifts o where o.organisation_id = ${organisationId}
    and o.fund_id = ${fundId} and o.currency = p.currency and ${which})`
  const { rows } = await sql<{ currency: string; policy: (typeof turns)[number] }>`
    select p.currency, t.policy
    from (select distinct currency from programmes where organisation_id = ${organisationId} and fund_id = ${fundId}) p
    cross join unnest(${[...turns]}::text[]) with ordinality as t (policy, turn)
    where case t.policy when 'queue' then true
      when 'named' then ${waits(sql`o.case_id is not null and o.lane <> 'not_final'`)}
      else ${waits(sql`o.lane = t.policy and o.lane <> 'queue'`)} end
    order by p.currency, t.turn`.execute(db)
  return rows.map(({ currency, policy }) => ({ fundId, currency, policy }))
}
