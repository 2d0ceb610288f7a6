import { randomBytes } from 'node:crypto'

/** From the webhook: "use reply tokens within one minute of receiving" (Messaging API reference, 2026-08). */
const lifetimeMilliseconds = 60_000

interface Granted {
  readonly channelAccountId: string
  readonly userId: string
  expiresAt: number
}

/** The rights to answer once without cost. Kept in memory, as a restart of LINE would lose them: pushes then take over. */
export class ReplyTokens {
  readonly #granted = new Map<string, Granted>()

  issue(channelAccountId: string, userId: string, now: Date): string {
    for (const [token, { expiresAt }] of this.#granted) if (expiresAt <= now.getTime()) this.#granted.delete(token)
    const token = randomBytes(16).toString('hex')
    this.#granted.set(token, { channelAccountId, userId, expiresAt: now.getTime() + lifetimeMilliseconds })
    return token
  }

  /** A redelivered event may be answered again within a minute, if it was not yet. */
  renew(token: string, now: Date): void {
    const granted = this.#granted.get(token)
    if (granted) granted.expiresAt = now.getTime() + lifetimeMilliseconds
  }

  /** Uses a token up; answers whom it speaks to, or undefined when it is unknown, used, expired or another channel's. */
  spend(token: string, channelAccountId: string, now: Date): string | undefined {
    const granted = this.#granted.get(token)
    if (granted === undefined || granted.channelAccountId !== channelAccountId) return undefined
    this.#granted.delete(token)
    return granted.expiresAt > now.getTime() ? granted.userId : undefined
  }
}
