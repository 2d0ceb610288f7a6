import type { Transaction } from '../platform/scope.ts'
import { fromUtf8 } from '../proofs/bytes.ts'
import { readLine } from '../proofs/entry.ts'
import { readLines, readPendingLines, type Sum } from './store.ts'

const pageSize = 2000

/** Sums of the log's lines by kind, fund and currency; lines of ours that cannot be read are counted. */
export class LogTotals {
  readonly #sums = new Map<string, bigint>()
  entryCount = 0
  unreadableCount = 0

  /** Adds one entry by its exact bytes. */
  add(entry: Uint8Array): void {
    this.entryCount += 1
    const line = fromUtf8(entry)
    const read = line === undefined ? undefined : readLine(line)
    if (read === undefined) this.unreadableCount += 1
    else if (read.kind !== 'update.published') {
      const key = JSON.stringify([read.kind, read.fund, read.currency])
      this.#sums.set(key, (this.#sums.get(key) ?? 0n) + BigInt(read.amountMinor))
    }
  }

  /** The sums so far, in a fixed order. */
  get sums(): Sum[] {
    return [...this.#sums]
      .map(([key, minor]) => {
        const [kind = '', fund = '', currency = ''] = key.slice(2, -2).split('","')
        return { kind, fund, currency, minor }
      })
      .sort((a, b) => compare(a.kind, b.kind) || compare(a.fund, b.fund) || compare(a.currency, b.currency))
  }
}

/** What the public log adds up to, from its lines alone. With `pending`, also what it will add up to in a moment. */
export async function totalsFromLog(transaction: Transaction, options = { pending: false }): Promise<LogTotals> {
  const totals = new LogTotals()
  let from = 0n
  for (;;) {
    const lines = await readLines(transaction, from, pageSize)
    for (const { entry } of lines) totals.add(entry)
    const last = lines.at(-1)
    if (last === undefined || lines.length < pageSize) break
    from = last.position + 1n
  }
  if (options.pending) for (const entry of await readPendingLines(transaction)) totals.add(entry)
  return totals
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
