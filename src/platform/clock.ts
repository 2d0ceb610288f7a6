/** Where time comes from. Production reads the machine; tests and the demo's story set it by hand. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is told to move. */
export class SetClock implements Clock {
  #at: Date

  constructor(at: Date | string) {
    this.#at = new Date(at)
  }

  now(): Date {
    return new Date(this.#at)
  }

  set(at: Date | string): void {
    this.#at = new Date(at)
  }

  advance(milliseconds: number): void {
    this.#at = new Date(this.#at.getTime() + milliseconds)
  }
}
