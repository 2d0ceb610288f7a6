import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import { type Balance, type Difference, imbalance, isBalanced, mostOfEachCode } from './books.ts'
import { feedbackChecks } from './feedback-checks.ts'
import { ledgerChecks } from './ledger-checks.ts'
import { type LogTotals, totalsFromLog } from './log-totals.ts'
import { type Check, moneyChecks } from './money-checks.ts'
import { payoutChecks } from './payout-checks.ts'
import { readBalances, readSums } from './store.ts'

/** The books as they stand, and every two figures in them that should be one and are not. */
export interface Reconciliation {
  readonly balances: readonly Balance[]
  /** At most `mostOfEachCode` of each kind. */
  readonly differences: readonly Difference[]
  /** Entries of the log that were added up, those about to be sequenced included. */
  readonly entryCount: number
  readonly asOf: Date
}

/**
 * Compares programme, finance and donor books with each other, with the ledger and with the public log, line by line. Reads
 * only. In a transaction of one snapshot (`readBooks`) nothing half-done is taken for a difference. `onStep` hears how many of `reconcileSteps` have begun.
 */
export async function reconcile(
  transaction: Transaction,
  onStep: (done: number) => Promise<unknown> = async () => {},
): Promise<Reconciliation> {
  const balances = await readBalances(transaction)
  const differences = balances.filter((balance) => !isBalanced(balance)).map(imbalance)
  for (const [place, check] of checks.entries()) {
    await onStep(place + 1)
    differences.push(...(await look(transaction, check)))
  }
  await onStep(checks.length + 1)
  const totals = await totalsFromLog(transaction, { pending: true })
  differences.push(...(await compareLog(transaction, totals)))
  return { balances, differences, entryCount: totals.entryCount, asOf: transaction.now }
}

const checks = [...moneyChecks, ...ledgerChecks, ...payoutChecks, ...feedbackChecks]

/** The balances, each question, and the public log. */
export const reconcileSteps = checks.length + 2

async function look(transaction: Transaction, [code, question]: Check): Promise<Difference[]> {
  const { rows } = await sql<Omit<Difference, 'code'>>`
    select subject as "subjectId", fund::text, currency, expected::bigint as "expectedMinor", found::bigint as "foundMinor"
    from (${question(transaction)}) as differing order by subject::text limit ${mostOfEachCode}::integer`.execute(
    transaction.db,
  )
  return rows.map((row) => ({ code, ...row }))
}

async function compareLog(transaction: Transaction, totals: LogTotals): Promise<Difference[]> {
  const expected = new Map((await readSums(transaction)).map((sum) => [`${sum.kind} ${sum.fund} ${sum.currency}`, sum]))
  const found = new Map(totals.sums.map((sum) => [`${sum.kind} ${sum.fund} ${sum.currency}`, sum]))
  const differences = [...new Set([...expected.keys(), ...found.keys()])].flatMap((key): Difference[] => {
    const should = expected.get(key)
    const is = found.get(key)
    const { kind = '', fund = null, currency = '' } = should ?? is ?? {}
    const figures = { expectedMinor: should?.minor ?? 0n, foundMinor: is?.minor ?? 0n }
    if (figures.expectedMinor === figures.foundMinor) return []
    return [{ code: 'log-total-differs', subjectId: kind, fund, currency, ...figures }]
  })
  if (totals.unreadableCount === 0) return differences
  const unreadable = { expectedMinor: 0n, foundMinor: BigInt(totals.unreadableCount) }
  return [...differences, { code: 'log-unreadable', subjectId: null, fund: null, currency: '', ...unreadable }]
}
