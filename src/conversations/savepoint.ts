import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { settleArrivals } from './arriving/arrivals.ts'
import { crowdOf } from './crowd.ts'

/** Runs work whose failure is taken back and thrown on, while the transaction's other writes stand. See `inCrowd`. */
export async function inSavepoint<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  const crowd = crowdOf(transaction)
  return crowd === undefined ? alone(transaction, work) : amongOthers(crowd.failures, work)
}

async function amongOthers<Result>(failures: unknown[], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    failures.push(error)
    throw error
  }
}

async function alone<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  // What came in before would otherwise be taken back with the work, when the work writes it.
  await settleArrivals(transaction)
  const { db } = transaction
  await sql`savepoint attempt`.execute(db)
  try {
    const result = await work()
    await sql`release savepoint attempt`.execute(db)
    return result
  } catch (error) {
    await sql`rollback to savepoint attempt; release savepoint attempt`.execute(db)
    throw error
  }
}
