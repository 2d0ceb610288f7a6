/** From so many milliseconds of somebody's waiting on, nothing new of bulk begins. */
const patience = 200
/** Bulk waits no longer than this for each slice: somebody whose answer hangs must not stop it for good. */
const mostMilliseconds = 1000
const lookMilliseconds = 20

/** Who waits for an answer in this process: what they wrote is stored, and what they are told is not yet on its way. */
export class Waiting {
  readonly #since = new Set<{ at: number }>()

  /** Somebody waits from now on (milliseconds of a clock that only goes forward); call the answer when they do no more. */
  begin(at: number): () => void {
    const one = { at }
    this.#since.add(one)
    return () => void this.#since.delete(one)
  }

  /** Resolves when nobody has waited for long, and after a second in any case. */
  async untilAnswered(now: () => number): Promise<void> {
    const end = now() + mostMilliseconds
    while (this.#longest(now()) > patience && now() < end)
      await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
  }

  #longest(now: number): number {
    // Sets keep the order of adding, so the first has waited longest.
    const [first] = this.#since
    return first === undefined ? 0 : now - first.at
  }
}
