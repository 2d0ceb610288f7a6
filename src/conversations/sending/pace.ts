/** Part of an account's rate that bulk leaves free, so that a reply is never the one the provider refuses. */
const keptForReplies = 0.2
/** Bulk deliveries taken at once: a tenth of a second's worth, so that what is in hand is always little. */
const sliceSeconds = 0.1
const sliceLimit = 100

/**
 * How fast one account may send, by the provider's published rate: a bucket that fills with time and holds one second.
 * Replies always go and are counted; bulk gets what they leave, slice by slice.
 */
export class Pace {
  readonly ratePerSecond: number
  #left: number
  #filledAt: number

  /** @param now milliseconds of any clock that only goes forward */
  constructor(ratePerSecond: number, now: number) {
    this.ratePerSecond = ratePerSecond
    this.#left = ratePerSecond
    this.#filledAt = now
  }

  /** Counts requests made; replies may overdraw, and bulk waits until that is made up for. */
  spend(count: number, now: number): void {
    this.#fill(now)
    this.#left -= count
  }

  /** How many bulk deliveries may be taken at this moment. */
  bulkSlice(now: number): number {
    this.#fill(now)
    const free = Math.floor(this.#left - this.#kept)
    return Math.max(0, Math.min(free, this.#wholeSlice))
  }

  /** Milliseconds until a whole slice may be taken. */
  bulkWait(now: number): number {
    this.#fill(now)
    const missing = this.#wholeSlice + this.#kept - this.#left
    return missing <= 0 ? 0 : Math.ceil((missing / this.ratePerSecond) * 1000)
  }

  get #wholeSlice(): number {
    return Math.max(1, Math.min(sliceLimit, Math.floor(this.ratePerSecond * sliceSeconds)))
  }

  /** Of a provider that takes one message a second nothing can be kept back. */
  get #kept(): number {
    return Math.min(this.ratePerSecond * keptForReplies, this.ratePerSecond - this.#wholeSlice)
  }

  #fill(now: number): void {
    const gained = ((now - this.#filledAt) / 1000) * this.ratePerSecond
    this.#left = Math.min(this.ratePerSecond, this.#left + gained)
    this.#filledAt = now
  }
}
