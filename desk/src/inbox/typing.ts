/** A person's app shows it for five seconds at least (Telegram's are the shortest). */
const toldMilliseconds = 5_000

/** Tells that an answer is being written, again only once what a person sees of it has gone. */
export class Typing {
  readonly #tell: (conversationId: string) => Promise<unknown>
  readonly #now: () => number
  #told: { conversationId: string; at: number } | undefined

  constructor(tell: (conversationId: string) => Promise<unknown>, now: () => number) {
    this.#tell = tell
    this.#now = now
  }

  /** A key was pressed in the answer to a conversation. That it could not be told is nobody's worry. */
  pressed(conversationId: string): void {
    const at = this.#now()
    if (this.#told?.conversationId === conversationId && at - this.#told.at < toldMilliseconds) return
    this.#told = { conversationId, at }
    void this.#tell(conversationId).catch(() => {})
  }
}
