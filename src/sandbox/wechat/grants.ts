const minute = 60_000

/** What each doing of a person allows (sendCustomMessage, developers.weixin.qq.com, read 2026-11-22). */
const allowances = {
  message: { milliseconds: 48 * 60 * minute, messages: 5 },
  /** A press, a follow, a scan. */
  tap: { milliseconds: minute, messages: 3 },
} as const
type Doing = keyof typeof allowances

/** Leave to write: so many messages until then. */
interface Grant {
  readonly doing: Doing
  readonly closesAt: number
  left: number
}

/** How often an account may still write to one person. WeChat does not tell how leaves add up; here the one that ends first is spent first. */
export class Grants {
  #grants: readonly Grant[] = []

  /** A message begins its count anew; taps add theirs. */
  allow(doing: Doing, at: number): void {
    const { milliseconds, messages } = allowances[doing]
    const kept = this.#grants.filter((grant) => grant.doing === 'tap' || doing === 'tap')
    this.#grants = [...kept, { doing, closesAt: at + milliseconds, left: messages }]
  }

  /** Spends one. 45015: no time is left; 45047: no message is. */
  spend(at: number): 0 | 45015 | 45047 {
    this.#grants = this.#grants.filter(({ closesAt }) => closesAt > at).toSorted((a, b) => a.closesAt - b.closesAt)
    const grant = this.#grants.find(({ left }) => left > 0)
    if (grant === undefined) return this.#grants.length === 0 ? 45015 : 45047
    grant.left -= 1
    return 0
  }
}
