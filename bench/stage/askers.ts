import { randomUUID } from 'node:crypto'
import { lineMessage } from './line.ts'
import { load } from './load.ts'

/** Where people of one account write to. */
export interface Door {
  port: number
  /** Path of the account's webhook. */
  hook: string
}

/** How long answers took in milliseconds, from the moment a person wrote to the moment the provider had the reply. */
export interface Waited {
  asked: number
  unanswered: number
  p50: number
  p99: number
  max: number
}

const words = ['選單', '語言', '我的捐款'] as const
const patienceMilliseconds = 30_000

/**
 * People who write while something else goes on: so many a second by the clock, however long the answers before took. Which
 * reply answers whom, its token says.
 */
export class Askers {
  readonly #doors: readonly Door[]
  readonly #people: number
  readonly #asked = new Map<string, number>()
  readonly #took: number[] = []
  #count = 0
  #timer: NodeJS.Timeout | undefined

  /** @param people of each account, numbered as `lineMessage` numbers them */
  constructor(doors: readonly Door[], people: number) {
    this.#doors = doors
    this.#people = people
  }

  start(perSecond: number): void {
    const began = performance.now()
    this.#timer = setInterval(() => {
      while (this.#count < ((performance.now() - began) / 1000) * perSecond)
        this.#ask(began + (this.#count / perSecond) * 1000)
    }, 5)
  }

  /** A reply has reached the provider, with this body. */
  heard(body: string): void {
    const token = /"replyToken":"([^"]+)"/.exec(body)?.[1] ?? ''
    const at = this.#asked.get(token)
    if (at === undefined) return
    this.#asked.delete(token)
    this.#took.push(performance.now() - at)
  }

  /** Nobody writes any more; those who have are waited for. */
  async stop(): Promise<Waited> {
    clearInterval(this.#timer)
    const end = performance.now() + patienceMilliseconds
    while (this.#asked.size > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
    const sorted = this.#took.toSorted((a, b) => a - b)
    const at = (share: number) =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN)
    return { asked: this.#count, unanswered: this.#asked.size, p50: at(0.5), p99: at(0.99), max: at(1) }
  }

  /** @param at when the person meant to write, by the clock of the load */
  #ask(at: number): void {
    const place = this.#count
    this.#count += 1
    const door = this.#doors[place % this.#doors.length]
    if (door === undefined) return
    const token = randomUUID()
    this.#asked.set(token, at)
    // People of all ages of the broadcast: some have heard it, some are about to.
    const text = words[place % words.length] ?? ''
    const request = lineMessage(door.hook, place * 7919, this.#people, text, token)
    const requests = [request]
    load(door.port, 1, () => requests.pop()).catch(() => {})
  }
}
