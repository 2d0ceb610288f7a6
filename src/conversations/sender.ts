import type { Transport } from '../channels/request.ts'
import type { OrganisationId } from '../platform/ids.ts'
import { describeError } from '../platform/log.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from './account.ts'
import type { AccountCache } from './account-cache.ts'
import { type Attempt, attemptDelivery } from './attempt.ts'
import { claimDue } from './claim.ts'
import type { MayStillGo } from './conversation.ts'
import type { Outgoing } from './outbox.ts'
import { recordAttempts } from './results.ts'
import { appendEntry } from './stream.ts'
import type { AccessTokens } from './tokens.ts'
import { sendOverHttp } from './transport.ts'

/** Deliveries taken and recorded at once. Bulk is taken in small bites, so that a reply never waits long behind it. */
const replyBatch = 200
const bulkBatch = 100
const parallel = 64

/** Sends what is due, account by account: replies on one lane, bulk on another within the provider's rate. */
export class Sender {
  readonly #context: Context
  readonly #accounts: AccountCache
  readonly #tokens: AccessTokens
  readonly #mayStillGo: MayStillGo
  readonly #running = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  readonly #chains = new Map<string, Promise<unknown>>()
  readonly #inHand = new Set<string>()
  readonly #slowUntil = new Map<string, number>()
  readonly #sending = new Set<Promise<void>>()
  #stopped = false

  constructor(context: Context, accounts: AccountCache, tokens: AccessTokens, mayStillGo: MayStillGo) {
    this.#context = context
    this.#accounts = accounts
    this.#tokens = tokens
    this.#mayStillGo = mayStillGo
  }

  /** Deliveries this process is sending at this moment. */
  get inHand(): readonly string[] {
    return [...this.#inHand]
  }

  /** Sends deliveries already marked `sending`, such as replies born so. */
  dispatch(batch: readonly Outgoing[]): Promise<void> {
    if (batch.length === 0) return Promise.resolve()
    const done = this.#sendAll(batch).finally(() => this.#sending.delete(done))
    this.#sending.add(done)
    return done
  }

  /** Sends all that is due on an account, then returns. Called again meanwhile, it looks once more. */
  async run(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    await Promise.all(([0, 1] as const).map((priority) => this.#runLane(organisationId, channelAccountId, priority)))
  }

  /** When everything in hand has been sent and recorded. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#sending])
  }

  /** Ends after what is in hand; takes nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled([...this.#running.values(), ...this.#sending])
  }

  #runLane(organisationId: OrganisationId, channelAccountId: string, priority: 0 | 1): Promise<void> {
    const lane = `${channelAccountId}/${priority}`
    this.#again.add(lane)
    const running = this.#running.get(lane) ?? this.#work(organisationId, channelAccountId, priority, lane)
    this.#running.set(lane, running)
    return running
  }

  async #work(organisationId: OrganisationId, channelAccountId: string, priority: 0 | 1, lane: string): Promise<void> {
    const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'sender' })
    const limit = priority === 0 ? replyBatch : bulkBatch
    const claim = { channelAccountId, priority, limit, mayStillGo: this.#mayStillGo }
    try {
      while (!this.#stopped && this.#again.delete(lane)) {
        if ((this.#slowUntil.get(channelAccountId) ?? 0) > this.#context.clock.now().getTime()) return
        const began = performance.now()
        const { claimed, looked } = await claimDue(scope, claim)
        await this.dispatch(claimed)
        if (looked < limit) continue
        this.#again.add(lane)
        if (priority === 1) await this.#pace(organisationId, channelAccountId, claimed.length, began)
      }
    } finally {
      this.#running.delete(lane)
    }
  }

  async #pace(organisationId: OrganisationId, channelAccountId: string, count: number, began: number): Promise<void> {
    const account = await this.#accounts.byId(organisationId, channelAccountId)
    const due = (count / (account?.channel.abilities.ratePerSecond ?? 1)) * 1000
    const left = due - (performance.now() - began)
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  }

  async #sendAll(batch: readonly Outgoing[]): Promise<void> {
    for (const { deliveryId } of batch) this.#inHand.add(deliveryId)
    try {
      const attempts = await this.#attemptAll(batch)
      for (const organisationId of new Set(batch.map((outgoing) => outgoing.organisationId))) {
        const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'sender' })
        const own = attempts.filter(({ outgoing }) => outgoing.organisationId === organisationId)
        await recordAttempts(scope, own)
      }
    } catch (error) {
      // What was sent and could not be recorded stays `sending`; after its lease the sweep settles it.
      this.#context.log.error(describeError(error), 'Results of sending could not be recorded')
    } finally {
      for (const { deliveryId } of batch) this.#inHand.delete(deliveryId)
    }
  }

  /** Many people at once, but to one person one message after the other. */
  async #attemptAll(batch: readonly Outgoing[]): Promise<Attempt[]> {
    const queue = [...batch.keys()]
    const attempts: Attempt[] = []
    const worker = async () => {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        const outgoing = batch[index]
        if (outgoing) attempts[index] = await this.#inTurn(outgoing)
      }
    }
    await Promise.all(Array.from({ length: Math.min(parallel, batch.length) }, worker))
    return attempts
  }

  #inTurn(outgoing: Outgoing): Promise<Attempt> {
    const { conversationId } = outgoing
    const before = this.#chains.get(conversationId) ?? Promise.resolve()
    const turn = before.then(() => this.#attempt(outgoing).catch((error) => this.#postponed(outgoing, error)))
    this.#chains.set(conversationId, turn)
    return turn.finally(() => {
      if (this.#chains.get(conversationId) === turn) this.#chains.delete(conversationId)
    })
  }

  /** Our own trouble (the database, a sealed setting) before a request was made: the message waits. */
  #postponed(outgoing: Outgoing, error: unknown): Attempt {
    this.#context.log.error(describeError(error), 'A message could not be prepared')
    return { outgoing, parts: [], outcome: { kind: 'retryable' } }
  }

  async #attempt(outgoing: Outgoing): Promise<Attempt> {
    const account = await this.#accounts.byId(outgoing.organisationId, outgoing.channelAccountId)
    if (account === undefined)
      return { outgoing, parts: [], outcome: { kind: 'rejected', code: 'conversations.account-missing', words: '' } }
    const authorisation = await this.#tokens.get(account)
    if ('refusal' in authorisation) {
      const { refusal } = authorisation
      return { outgoing, parts: [], outcome: refusal.kind === 'next' ? { kind: 'retryable' } : refusal }
    }
    const attempt = await attemptDelivery(
      outgoing,
      account,
      {
        now: this.#context.clock.now(),
        accessToken: authorisation.token,
        sandboxOrigin: sandboxOrigin(this.#context, account),
      },
      this.#transportOf(account),
    )
    this.#heed(account, attempt)
    return attempt
  }

  /** A refused token is forgotten; "too fast" slows the whole account down, not just this message. */
  #heed({ channelAccountId }: OpenAccount, { outcome }: Attempt): void {
    if (outcome.kind === 'auth') this.#tokens.forget(channelAccountId)
    if (outcome.kind !== 'rate_limited') return
    this.#slowUntil.set(channelAccountId, this.#context.clock.now().getTime() + (outcome.waitSeconds ?? 1) * 1000)
  }

  #transportOf(account: OpenAccount): Transport {
    return (request) =>
      request.method === 'APPEND'
        ? appendEntry(this.#context, account, request)
        : sendOverHttp(this.#context.fetch, request)
  }
}
