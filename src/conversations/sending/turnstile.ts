/** Gives a limited number of places out in turn, so that whoever asks for many waits behind whoever asks for one. */
export class Turnstile {
  readonly #places: number
  readonly #placesEach: number
  readonly #waiting = new Map<string, (() => void)[]>()
  readonly #held = new Map<string, number>()
  #taken = 0

  /** @param placesEach the most one asker holds at a time, so that one whose work hangs does not stop the others */
  constructor(places: number, placesEach: number) {
    this.#places = places
    this.#placesEach = placesEach
  }

  /** Runs work when it is this asker's turn. Askers take turns; what one asks for is done in the order asked. */
  async pass<Result>(asker: string, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((resolve) => {
      const queue = this.#waiting.get(asker)
      if (queue) queue.push(resolve)
      else this.#waiting.set(asker, [resolve])
      this.#letIn()
    })
    try {
      return await work()
    } finally {
      this.#taken -= 1
      this.#hold(asker, -1)
      this.#letIn()
    }
  }

  #letIn(): void {
    for (const [asker, queue] of [...this.#waiting]) {
      if (this.#taken >= this.#places) return
      if ((this.#held.get(asker) ?? 0) >= this.#placesEach) continue
      const enter = queue.shift()
      // Behind everybody who waits now: that is what taking turns means.
      this.#waiting.delete(asker)
      if (queue.length > 0) this.#waiting.set(asker, queue)
      this.#taken += 1
      this.#hold(asker, 1)
      enter?.()
    }
  }

  #hold(asker: string, change: 1 | -1): void {
    const held = (this.#held.get(asker) ?? 0) + change
    if (held === 0) this.#held.delete(asker)
    else this.#held.set(asker, held)
  }
}
