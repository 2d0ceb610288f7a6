import type { Transport } from '../../channels/request.ts'
import type { OrganisationId } from '../../platform/ids.ts'
import { describeError } from '../../platform/log.ts'
import { type Context, Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import type { AccountCache } from '../accounts/cache.ts'
import type { AccessTokens } from '../accounts/tokens.ts'
import type { MayStillGo } from '../conversation.ts'
import { appendEntry } from '../webchat/stream.ts'
import { send } from '../wire/transport.ts'
import { type Attempt, attemptDelivery } from './attempt.ts'
import { claimDue } from './claim.ts'
import type { Outgoing } from './outbox.ts'
import { Pace } from './pace.ts'
import { recordSurely } from './record-surely.ts'
import { Turnstile } from './turnstile.ts'
import { Waiting } from './waiting.ts'

/** Replies taken and recorded at once; how much bulk, its account's pace says. */
const replyBatch = 200
const parallel = 64

/** Slices of bulk in hand at once in this process, and of one organisation: the next is somebody else's turn. */
const bulkPlaces = 8
const bulkPlacesEach = 4

/** Replies of an account, or its bulk. */
interface Lane {
  organisationId: OrganisationId
  channelAccountId: string
  priority: 0 | 1
}

/** Sends what is due, account by account: replies on one lane, bulk on another within the provider's rate. */
export class Sender {
  /** Those to whom bulk gives way. */
  readonly waiting = new Waiting()
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
  readonly #paces = new Map<string, Pace>()
  readonly #bulk = new Turnstile(bulkPlaces, bulkPlacesEach)
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
    const lanes = ([0, 1] as const).map((priority) => this.#runLane({ organisationId, channelAccountId, priority }))
    await Promise.all(lanes)
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

  #runLane(lane: Lane): Promise<void> {
    const name = `${lane.channelAccountId}/${lane.priority}`
    this.#again.add(name)
    const running = this.#running.get(name) ?? this.#work(lane, name).finally(() => this.#running.delete(name))
    this.#running.set(name, running)
    return running
  }

  /** The two lanes of an account never wait for each other: bulk that hangs at the provider holds up no reply. */
  async #work(lane: Lane, name: string): Promise<void> {
    while (!this.#stopped && this.#again.delete(name)) {
      if ((this.#slowUntil.get(lane.channelAccountId) ?? 0) > this.#context.clock.now().getTime()) return
      const hasMore = await (lane.priority === 0 ? this.#sendReplies(lane) : this.#sendSlice(lane))
      if (hasMore) this.#again.add(name)
    }
  }

  async #sendReplies(lane: Lane): Promise<boolean> {
    const { claimed, looked } = await this.#claim(lane, replyBatch)
    await this.dispatch(claimed)
    return looked === replyBatch
  }

  /** One slice of bulk, when it is this organisation's turn and the account's pace allows it. */
  async #sendSlice(lane: Lane): Promise<boolean> {
    const pace = await this.#paceOf(lane)
    const wait = pace.bulkWait(performance.now())
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    return this.#bulk.pass(lane.organisationId, async () => {
      await this.waiting.untilAnswered(() => performance.now())
      const slice = pace.bulkSlice(performance.now())
      if (slice === 0) return true
      const { claimed, looked } = await this.#claim(lane, slice)
      await this.dispatch(claimed)
      return looked === slice
    })
  }

  #claim({ organisationId, channelAccountId, priority }: Lane, limit: number) {
    const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'sender' })
    return claimDue(scope, { channelAccountId, priority, limit, mayStillGo: this.#mayStillGo })
  }

  async #paceOf({ organisationId, channelAccountId }: Lane): Promise<Pace> {
    const account = await this.#accounts.byId(organisationId, channelAccountId)
    const rate = account?.ratePerSecond ?? account?.channel.abilities.ratePerSecond ?? 1
    const known = this.#paces.get(channelAccountId)
    if (known?.ratePerSecond === rate) return known
    const pace = new Pace(rate, performance.now())
    this.#paces.set(channelAccountId, pace)
    return pace
  }

  async #sendAll(batch: readonly Outgoing[]): Promise<void> {
    for (const { deliveryId } of batch) this.#inHand.add(deliveryId)
    try {
      const attempts = await this.#attemptAll(batch)
      for (const organisationId of new Set(batch.map((outgoing) => outgoing.organisationId))) {
        const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'sender' })
        const own = attempts.filter(({ outgoing }) => outgoing.organisationId === organisationId)
        await recordSurely(scope, own, () => this.#stopped)
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

  /** A token that is refused may have been taken back before its time: another is fetched and tried, once. */
  async #attempt(outgoing: Outgoing): Promise<Attempt> {
    const account = await this.#accounts.byId(outgoing.organisationId, outgoing.channelAccountId)
    if (account === undefined)
      return { outgoing, parts: [], outcome: { kind: 'rejected', code: 'conversations.account-missing', words: '' } }
    const first = await this.#attemptOnce(outgoing, account)
    if (first.outcome.kind !== 'auth' || !first.fetchedToken) return first
    const taken = first.parts.filter(({ outcome }) => outcome.kind === 'accepted')
    const sentParts = [...outgoing.sentParts, ...taken.map(({ part }) => part)]
    const second = await this.#attemptOnce({ ...outgoing, sentParts }, account)
    return { ...second, outgoing, parts: [...taken, ...second.parts] }
  }

  async #attemptOnce(outgoing: Outgoing, account: OpenAccount): Promise<Attempt & { fetchedToken: boolean }> {
    const authorisation = await this.#tokens.get(account)
    if ('refusal' in authorisation) {
      const { refusal } = authorisation
      const outcome = refusal.kind === 'next' ? ({ kind: 'retryable' } as const) : refusal
      return { outgoing, parts: [], outcome, fetchedToken: false }
    }
    const attempt = await attemptDelivery(
      outgoing,
      account,
      {
        now: this.#context.clock.now(),
        accessToken: authorisation.token,
        sandboxOrigin: sandboxOrigin(this.#context, account),
        hookUrl: `${this.#context.settings.publicUrl}/hooks/${account.hookKey}`,
      },
      this.#transportOf(account),
    )
    this.#paces.get(account.channelAccountId)?.spend(Math.max(1, attempt.parts.length), performance.now())
    this.#heed(account, attempt)
    const { parts, outcome } = attempt
    return { outgoing, parts, outcome, fetchedToken: authorisation.token !== undefined }
  }

  /** A refused token is forgotten; "too fast" slows the whole account down, not just this message. */
  #heed({ channelAccountId }: OpenAccount, { outcome }: Attempt): void {
    if (outcome.kind === 'auth') this.#tokens.forget(channelAccountId)
    if (outcome.kind !== 'rate_limited') return
    this.#slowUntil.set(channelAccountId, this.#context.clock.now().getTime() + (outcome.waitSeconds ?? 1) * 1000)
  }

  #transportOf(account: OpenAccount): Transport {
    return (request) =>
      request.method === 'APPEND' ? appendEntry(this.#context, account, request) : send(this.#context.fetch, request)
  }
}
