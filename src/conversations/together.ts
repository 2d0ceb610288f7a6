import type { Transaction } from '../platform/scope.ts'
import { crowdOf } from './crowd.ts'

interface Call<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

interface Batch<Item, Result> {
  calls: Call<Item, Result>[]
  carryOut(): void
}

/**
 * Makes one statement of many calls. While many people are answered in one transaction, each by code that reads as if it
 * were alone, the calls they make at the same moment are carried out together, in the order they were made; a single call is
 * a batch of one. `carryOut` answers each item from what it read; if it throws, everybody who asked fails.
 */
export function together<Item, Result>(
  carryOut: (transaction: Transaction, items: readonly Item[]) => Promise<(item: Item) => Result>,
): (transaction: Transaction, item: Item) => Promise<Result> {
  const waiting = new WeakMap<Transaction, Batch<Item, Result>>()
  return (transaction, item) =>
    new Promise((resolve, reject) => {
      const call = { item, resolve, reject }
      const crowd = crowdOf(transaction)
      const open = waiting.get(transaction)
      const batch = open ?? openBatch(transaction)
      batch.calls.push(call)
      if (crowd) crowd.ask(batch.carryOut)
      // Behind everything that can go on at this moment: whoever will call, has.
      else if (open === undefined) setImmediate(batch.carryOut)
    })

  function openBatch(transaction: Transaction): Batch<Item, Result> {
    const calls: Call<Item, Result>[] = []
    const carryOut = () => {
      waiting.delete(transaction)
      void answer(transaction, calls)
    }
    const batch = { calls, carryOut }
    waiting.set(transaction, batch)
    return batch
  }

  async function answer(transaction: Transaction, calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const resultOf = await carryOut(
        transaction,
        calls.map(({ item }) => item),
      )
      for (const { item, resolve, reject } of calls) settle(() => resultOf(item), resolve, reject)
    } catch (error) {
      for (const { reject } of calls) reject(error)
    }
  }
}

/** An item that has no answer fails alone. */
function settle<Result>(read: () => Result, resolve: (result: Result) => void, reject: (error: unknown) => void): void {
  try {
    resolve(read())
  } catch (error) {
    reject(error)
  }
}
