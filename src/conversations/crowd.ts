import type { Transaction } from '../platform/scope.ts'

const crowds = new WeakMap<Transaction, Crowd>()

/** Nobody waits longer than this for the others, in milliseconds: somebody may be waiting for one of us. */
const patience = 20

/**
 * Many people answered at the same moment in one transaction, each by code that reads as if it were alone. What they ask is
 * held back until everybody who still has something to say has asked, so that they keep in step and few statements serve all.
 */
export class Crowd {
  /** What failed, although whoever asked went on. */
  readonly failures: unknown[] = []
  #present: number
  #asking = 0
  #impatience: NodeJS.Timeout | undefined
  readonly #held = new Set<() => void>()

  constructor(present: number) {
    this.#present = present
  }

  /** One more asks; `carryOut` runs once when all have, however many asked the same. */
  ask(carryOut: () => void): void {
    this.#asking += 1
    this.#held.add(carryOut)
    this.#impatience ??= setTimeout(() => this.#release(), patience)
    this.#look()
  }

  /** One has nothing more to say. */
  leave(): void {
    this.#present -= 1
    this.#look()
  }

  #look(): void {
    if (this.#asking > 0 && this.#asking >= this.#present) setImmediate(() => this.#release())
  }

  #release(): void {
    clearTimeout(this.#impatience)
    this.#impatience = undefined
    const held = [...this.#held]
    this.#held.clear()
    this.#asking = 0
    for (const carryOut of held) carryOut()
  }
}

/** The crowd that is being answered in a transaction; undefined for one person alone. */
export function crowdOf(transaction: Transaction): Crowd | undefined {
  return crowds.get(transaction)
}

/**
 * Answers many at the same moment. Throws what failed in any `inSavepoint` of them, although whoever asked went on: for one
 * alone nothing can be taken back, so all of it is, and done again one by one. Waits for all before it throws: nobody may
 * still write when the transaction is given up.
 */
export async function inCrowd(transaction: Transaction, works: readonly (() => Promise<void>)[]): Promise<void> {
  const crowd = new Crowd(works.length)
  crowds.set(transaction, crowd)
  const ended = await Promise.allSettled(works.map((work) => work().finally(() => crowd.leave())))
  crowds.delete(transaction)
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  if (crowd.failures.length > 0) throw crowd.failures[0]
}
