import type { AccessToken } from '../../channels/adapter.ts'
import type { Outcome } from '../../channels/outcome.ts'
import type { Transport } from '../../channels/request.ts'
import type { Context } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'

/** A token, none needed, or why the provider gives none. */
export type Authorisation = { token: AccessToken | undefined } | { refusal: Outcome }

/** Short-lived access tokens in memory, one request at a time per account however many messages wait for it. */
export class AccessTokens {
  readonly #context: Context
  readonly #send: Transport
  readonly #kept = new Map<string, AccessToken>()
  readonly #asked = new Map<string, Promise<Authorisation>>()

  constructor(context: Context, send: Transport) {
    this.#context = context
    this.#send = send
  }

  /** The account's live token. */
  get(account: OpenAccount): Promise<Authorisation> {
    const id = account.channelAccountId
    const asked = this.#asked.get(id) ?? this.#ask(account).finally(() => this.#asked.delete(id))
    this.#asked.set(id, asked)
    return asked
  }

  /** After the provider refused it, a token is not used again. */
  forget(channelAccountId: string): void {
    this.#kept.delete(channelAccountId)
  }

  async #ask(account: OpenAccount): Promise<Authorisation> {
    const now = this.#context.clock.now()
    const accessToken = this.#kept.get(account.channelAccountId)
    const request = account.channel.authorise({
      now,
      accessToken,
      sandboxOrigin: sandboxOrigin(this.#context, account),
    })
    if (request === null) return { token: accessToken }
    const response = await this.#send(request)
    const token = account.channel.readToken(response, now)
    if (token === null) return { refusal: refusalOf(account.channel.interpret(response, request)) }
    this.#kept.set(account.channelAccountId, token)
    return { token }
  }
}

/** Credentials that are refused for good are a matter for an administrator, whatever status the provider chose. */
function refusalOf(outcome: Outcome): Outcome {
  return outcome.kind === 'rejected' ? { kind: 'auth' } : outcome
}
