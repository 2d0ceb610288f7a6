/** How many people an emulated account remembers, and how much of what it took: as much as somebody at a demo can look at. */
const rememberedPeople = 2000
const rememberedMessages = 200

/** A map that forgets who has been there longest. */
export class Recent<Value> extends Map<string, Value> {
  override set(key: string, value: Value): this {
    this.delete(key)
    super.set(key, value)
    const [oldest] = this.keys()
    if (this.size > rememberedPeople && oldest !== undefined) this.delete(oldest)
    return this
  }
}

/** Adds to what an account took, the oldest of it forgotten. */
export function take<Message>(taken: Message[], message: Message): void {
  taken.push(message)
  if (taken.length > rememberedMessages) taken.shift()
}
