/** What a visitor wrote. `after` is the position of the last entry they had seen: it places the words without trusting any clock. */
export interface Own {
  id: string
  after: number
  text: string
  post: { type: 'message' | 'postback'; text?: string; payload?: string; at: number }
  isSent: boolean
}

/** What this browser remembers of one chat between visits: the token and the visitor's own words. No cookie. */
export interface Memory {
  token: string | undefined
  own: Own[]
}

const kept = 200

/** Reads the memory of an account; a browser that keeps nothing begins anew. */
export function remember(account: string): Memory {
  try {
    const memory = JSON.parse(localStorage.getItem(`riscontro:${account}`) ?? '{}')
    return { token: memory.token, own: Array.isArray(memory.own) ? memory.own : [] }
  } catch {
    return { token: undefined, own: [] }
  }
}

/** Keeps the memory, the newest two hundred words of it. Private windows may refuse; the chat works on without. */
export function keep(account: string, memory: Memory): void {
  try {
    localStorage.setItem(`riscontro:${account}`, JSON.stringify({ ...memory, own: memory.own.slice(-kept) }))
  } catch {
    // Nothing is lost but the next visit's memory.
  }
}
