import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../platform/clock.ts'

/**
 * The clock of a story told at once: it stands where the story is, and each of several people who act at the same time has
 * a moment of their own, which everything done on their behalf shares.
 */
export class StoryClock implements Clock {
  #at: number
  readonly #own = new AsyncLocalStorage<{ at: number }>()

  constructor(at: Date) {
    this.#at = at.getTime()
  }

  now(): Date {
    return new Date(this.#own.getStore()?.at ?? this.#at)
  }

  /** Moves the story on; it never goes back. */
  set(at: Date): void {
    this.#at = Math.max(this.#at, at.getTime())
  }

  /** Lets somebody act for themselves, beginning so many seconds after the story's own moment. */
  alone<T>(afterSeconds: number, act: () => Promise<T>): Promise<T> {
    return this.#own.run({ at: this.#at + afterSeconds * 1000 }, act)
  }

  /** Time passes: for whoever acts alone, else for the story. */
  wait(seconds: number): void {
    const own = this.#own.getStore()
    if (own) own.at += seconds * 1000
    else this.#at += seconds * 1000
  }
}
