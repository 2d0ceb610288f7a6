import { type RawBuilder, sql } from 'kysely'
import { moveOpen } from '../cases/needs.ts'
import { sequencerWoken } from '../log/record.ts'
import { orderedId } from '../platform/ids.ts'
import type { Transaction } from '../platform/scope.ts'
import type { AllocationReason } from './allocation.ts'
import { discloseLater, type IdRange, type LogName, nameInLog, tellUnsalted, told } from './disclose.ts'
import { backIntoLine, takenFromLine } from './open-gifts.ts'

/** A part of a gift taken back from a need, about to be written: below zero, of the part `reversesId`. */
export interface Movement {
  giftId: string
  needId: string
  caseId: string
  amountMinor: bigint
  reversesId?: string
}

/** Why things move, and in which fund and currency: all of one writing in one. */
export interface Cause {
  fundId: string
  currency: string
  reason: AllocationReason
}

/** Above so many the lines for the public log are made afterwards: whoever waits for the allocator does not wait for them. */
export const toldAtOnce = 1000

/**
 * Writes movements in the order in which they are given. What a refund takes back does not become open again: that money is gone,
 * and `shrink` has counted it.
 */
export async function writeMovements(
  transaction: Transaction,
  cause: Cause,
  movements: readonly Movement[],
): Promise<void> {
  if (movements.length === 0) return
  const slices = sql`
    select place, gift_id, need_id, case_id, amount_minor, reverses_id, null::tid as standing, null::bigint as gift_open
    from unnest(${movements.map((one) => one.giftId)}::uuid[], ${movements.map((one) => one.needId)}::uuid[],
      ${movements.map((one) => one.caseId)}::uuid[], ${movements.map((one) => String(one.amountMinor))}::bigint[],
      ${movements.map((one) => one.reversesId ?? null)}::uuid[])
      with ordinality as each (gift_id, need_id, case_id, amount_minor, reverses_id, place)`
  if (movements.length <= toldAtOnce) {
    const logName = await nameInLog(transaction, cause.fundId)
    await writeFew(transaction, { ...cause, ...logName }, sql`line_slices as materialized (${slices})`)
    return
  }
  await sql`create temporary table line_slices on commit drop as ${slices}`.execute(transaction.db)
  await writeMany(transaction, cause)
}

/** What a writing did: how much of what it is told to measure came out true. */
interface Written {
  given: number
  /** Whether what was read was enough to say; otherwise nothing was written. */
  isEnough: boolean
  /** Whether a gift still has something afterwards. */
  leavesRest: boolean
}

/**
 * Writes movements, what they leave open on both sides, and their lines for the public log, in one statement and without any of
 * them leaving the database. `slices` makes `line_slices` and whatever that is made from; it answers `place, gift_id, need_id,
 * case_id, amount_minor, reverses_id, standing, gift_open`, in the order of `place`, below 2²⁴.
 */
export async function writeFew(
  transaction: Transaction,
  cause: Cause & LogName,
  slices: RawBuilder<unknown>,
  isEnough: RawBuilder<unknown> = sql`true`,
): Promise<Written> {
  const ids = orderedIds(transaction.now)
  const lines = told(transaction, cause, { ...cause, at: transaction.now }, sql`written`)
  const { rows } = await sql<{ given: bigint; enough: boolean; rest: boolean; unsalted: string[] | null }>`
    with recursive ${slices}, ${sql.join([...steps(transaction, cause, ids), lines])}
    select count(*) as given, (${isEnough}) as enough,
      exists (select from line_slices group by gift_id having sum(amount_minor) < max(gift_open)) as rest,
      (select array_agg(distinct gift_id) from lines where line is null) as unsalted,
      case when count(*) > 0 then ${sequencerWoken(transaction)} end
    from line_slices`.execute(transaction.db)
  const { given, enough, rest, unsalted } = rows[0] ?? { given: 0n, enough: true, rest: false, unsalted: null }
  if (unsalted) await tellUnsalted(transaction, cause.fundId, ids, unsalted)
  return { given: Number(given), isEnough: enough, leavesRest: rest }
}

/**
 * `writeFew` for however many stand in the temporary table `line_slices`, which is gone afterwards; the log is told of them later.
 * Answers how many there were.
 */
export async function writeMany(transaction: Transaction, cause: Cause): Promise<number> {
  const { db } = transaction
  const ids = orderedIds(transaction.now)
  const [written, filled, line] = steps(transaction, cause, ids)
  // Whatever the planner believes of tables that have just been filled, it shall not compare each row with each.
  await sql`set local enable_nestloop = off`.execute(db)
  const { rows } = await sql<{ given: bigint }>`
    with ${written}, ${filled} select count(*) as given from line_slices`.execute(db)
  await sql`set local enable_nestloop = on`.execute(db)
  if (line) await (cause.reason === 'gift' ? inPlace(transaction, line) : sql`with ${line} select`.execute(db))
  await sql`drop table line_slices`.execute(db)
  await discloseLater(transaction, cause.fundId, ids)
  return Number(rows[0]?.given)
}

/** Takes many rows out of the line where they stand: no other is read, however short the planner believes the line to be. */
async function inPlace({ db }: Transaction, taken: RawBuilder<unknown>): Promise<void> {
  const ways = ['seqscan', 'indexscan', 'bitmapscan', 'nestloop']
  const turn = (to: 'off' | 'on') =>
    sql.raw(ways.map((way) => `set local enable_${way} = ${to}`).join('; ')).execute(db)
  await turn('off')
  await sql`with ${taken} select`.execute(db)
  await turn('on')
}

/** The statements of a writing, within another. */
function steps(transaction: Transaction, { currency, reason, fundId }: Cause, ids: Ids) {
  const { organisationId, now } = transaction
  const written = sql`written as (
      insert into allocations (organisation_id, currency, reason, at,
        allocation_id, gift_id, need_id, case_id, amount_minor, reverses_id)
      select ${organisationId}::uuid, ${currency}, ${reason}, ${now}::timestamptz,
        ${ids.each}, gift_id, need_id, case_id, amount_minor, reverses_id
      from line_slices returning allocation_id, gift_id, case_id, amount_minor
    )`
  const filled = sql`filled as (${moveOpen(transaction, sql`select need_id, -amount_minor as delta from line_slices`)})`
  if (reason === 'gift') return [written, filled, takenFromLine(transaction, { fundId, currency })] as const
  return reason === 'refund' ? ([written, filled] as const) : ([written, filled, backIntoLine(transaction)] as const)
}

interface Ids extends IdRange {
  each: RawBuilder<unknown>
}

/** An id for each `place`, in its order: the time and turn of an ordered id, the place in three bytes, two random bytes. */
function orderedIds(now: Date): Ids {
  const hex = orderedId(now).replaceAll('-', '')
  const [head, tail] = [hex.slice(0, 22), hex.slice(-4)]
  return {
    each: sql`(${head} || lpad(to_hex(place), 6, '0') || ${tail})::uuid`,
    first: asUuid(`${head}000000${tail}`),
    last: asUuid(`${head}ffffff${tail}`),
  }
}

function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
