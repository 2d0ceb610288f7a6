import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** What failed, by transaction, while many people were answered in it at the same moment. */
const crowds = new WeakMap<Transaction, unknown[]>()

/**
 * Runs work in which many people are answered at the same moment. Throws what failed in any `inSavepoint` of it, although
 * whoever asked went on: for one alone nothing can be taken back, so all of it is, and done again one by one.
 */
export async function inCrowd(transaction: Transaction, work: () => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  crowds.set(transaction, failures)
  try {
    await work()
  } finally {
    crowds.delete(transaction)
  }
  if (failures.length > 0) throw failures[0]
}

/** Runs work whose failure is taken back and thrown on, while the transaction's other writes stand. See `inCrowd`. */
export async function inSavepoint<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  const failures = crowds.get(transaction)
  return failures === undefined ? alone(transaction, work) : amongOthers(failures, work)
}

async function amongOthers<Result>(failures: unknown[], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    failures.push(error)
    throw error
  }
}

async function alone<Result>({ db }: Transaction, work: () => Promise<Result>): Promise<Result> {
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
