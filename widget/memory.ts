/** A file the server has taken in, to be sent with a message. */
export interface Upload {
  id: string
  kind: string
  fileName: string
}

/** What a visitor wrote. `after` is the position of the last entry they had seen: it places the words without trusting any clock. */
export interface Own {
  id: string
  after: number
  text: string
  post: { type: 'message' | 'postback'; text?: string; payload?: string; uploads?: Upload[]; at: number }
  isSent: boolean
}

/** What this browser remembers of one chat between visits: the token and the visitor's own words. No cookie. */
export interface Memory {
  token: string | undefined
  own: Own[]
  /** Whose token it is, when the site has vouched for somebody: another's is not used. */
  identifier?: string | undefined
}

const kept = 200

/** Reads the memory of an account; a browser that keeps nothing begins anew. */
export function remember(account: string): Memory {
  try {
    const memory = JSON.parse(localStorage.getItem(`riscontro:${account}`) ?? '{}')
    const { token, own, identifier } = memory
    return { token, own: Array.isArray(own) ? own : [], identifier }
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
