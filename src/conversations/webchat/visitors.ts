import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** More than fingers post in a minute. */
const postsPerMinute = 30
/** Tabs of one visitor, and visitors behind one address: a school, an office, a mobile network. */
const streamsPerVisitor = 6
const streamsPerAddress = 100

/** How much the visitors of web chats may ask of this process; counted in memory, because it protects this memory. */
export class Visitors {
  readonly #posts = new RateLimiterMemory({ points: postsPerMinute, duration: 60 })
  readonly #streams = new Map<string, number>()

  /** Seconds to wait before this visitor's post is taken; 0 takes it. */
  async waitToPost(visitor: string): Promise<number> {
    try {
      await this.#posts.consume(visitor)
      return 0
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return Math.ceil(refusal.msBeforeNext / 1000)
    }
  }

  /** Counts a stream in until the answer is called; undefined when the visitor or the address has enough of them open. */
  openStream(visitor: string, address: string): (() => void) | undefined {
    const places = [
      { key: `visitor ${visitor}`, limit: streamsPerVisitor },
      { key: `address ${address}`, limit: streamsPerAddress },
    ]
    if (places.some(({ key, limit }) => (this.#streams.get(key) ?? 0) >= limit)) return undefined
    for (const { key } of places) this.#count(key, 1)
    let isOpen = true
    return () => {
      if (isOpen) for (const { key } of places) this.#count(key, -1)
      isOpen = false
    }
  }

  #count(key: string, change: 1 | -1): void {
    const open = (this.#streams.get(key) ?? 0) + change
    if (open === 0) this.#streams.delete(key)
    else this.#streams.set(key, open)
  }
}
