import type { Clock } from '../platform/clock.ts'
import type { Doorbell } from './doorbell.ts'

/** On which phones "…" is shown, and until when. */
export class Typing {
  readonly #clock: Clock
  readonly #doorbell: Doorbell
  readonly #until = new Map<string, number>()

  constructor(clock: Clock, doorbell: Doorbell) {
    this.#clock = clock
    this.#doorbell = doorbell
  }

  show(phoneId: string, seconds: number): void {
    this.#until.set(phoneId, this.#clock.now().getTime() + seconds * 1000)
    this.#doorbell.ring(phoneId)
  }

  /** A message ends the wait for it. */
  stop(phoneId: string): void {
    this.#until.delete(phoneId)
  }

  isShown(phoneId: string): boolean {
    return (this.#until.get(phoneId) ?? 0) > this.#clock.now().getTime()
  }
}
