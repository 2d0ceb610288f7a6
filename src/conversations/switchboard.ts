import type { MergeParticipant } from '../people/merge.ts'
import type { OrganisationId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs/job.ts'
import { describeError } from '../platform/log.ts'
import { Realtime } from '../platform/realtime.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { AccountCache } from './accounts/cache.ts'
import { Profiles } from './accounts/profiles.ts'
import { AccessTokens } from './accounts/tokens.ts'
import { showDoor } from './arriving/group-door.ts'
import { Ingest } from './arriving/ingest.ts'
import { passOverNobody } from './arriving/nobody.ts'
import { type Batch, findPeople, processPeople, type Work } from './arriving/process.ts'
import type { MayStillGo, Respond } from './conversation.ts'
import { MediaFetcher } from './media/fetcher.ts'
import { Sender } from './sending/sender.ts'
import { processJob } from './wake.ts'
import { Visitors } from './webchat/visitors.ts'
import { sendOverHttp } from './wire/transport.ts'

/** What other features say where conversations ask. Without `mayStillGo` nothing queued is held back. */
export interface Participants {
  respond: Respond
  mayStillGo?: MayStillGo
  /** What else moves when a provider says that two people we know are one. */
  merging?: readonly MergeParticipant[]
}

/** Batches of an account handled beside each other: while the database answers for one, the next is composed. */
const batchesBeside = 2

/** What the conversations of this process need between requests; made once by the door, stopped by it. */
export class Switchboard {
  readonly context: Context
  readonly accounts: AccountCache
  readonly ingest: Ingest
  readonly sender: Sender
  readonly media: MediaFetcher
  readonly realtime: Realtime
  readonly visitors = new Visitors()
  readonly #respond: Respond
  readonly #merging: readonly MergeParticipant[]
  readonly #tokens: AccessTokens
  readonly #profiles: Profiles
  readonly #isWorker: boolean
  readonly #running = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  readonly #told = new Set<string>()
  #stopped = false

  /** @param isWorker whether this process handles what it receives; otherwise jobs and sweeps of another do */
  constructor(context: Context, participants: Participants, isWorker = true) {
    this.context = context
    this.accounts = new AccountCache(context)
    this.ingest = new Ingest(context.databases.ingest)
    const tokens = new AccessTokens(context, (request) => sendOverHttp(context.fetch, request))
    this.sender = new Sender(context, this.accounts, tokens, participants.mayStillGo ?? (async () => new Set()))
    this.media = new MediaFetcher(context, this.accounts, tokens)
    this.#profiles = new Profiles(context, this.accounts, tokens)
    this.realtime = new Realtime(context.databases.owner, context.log)
    this.#tokens = tokens
    this.#respond = participants.respond
    this.#merging = participants.merging ?? []
    this.#isWorker = isWorker
  }

  /** Something was stored for this account: handle it soon, without making anybody wait. */
  wake(organisationId: OrganisationId, channelAccountId: string): void {
    if (this.#stopped) return
    const waking = this.#isWorker
      ? this.process(organisationId, channelAccountId)
      : this.#tellWorkers(organisationId, channelAccountId)
    waking.catch((error) =>
      this.context.log.error({ channelAccountId, ...describeError(error) }, 'Events wait for the next sweep'),
    )
  }

  /** One job a second at most per account: a lost one costs five seconds, until the sweep looks. */
  async #tellWorkers(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    if (this.#told.has(channelAccountId)) return
    this.#told.add(channelAccountId)
    setTimeout(() => this.#told.delete(channelAccountId), 1000).unref()
    const scope = new Scope(this.context, organisationId, { kind: 'system', name: 'conversations' })
    await scope.transaction((tx) => enqueue(tx, processJob, { channelAccountId }, { key: channelAccountId }))
  }

  /** Handles all that waits on an account and returns. Called again meanwhile, it looks once more. */
  process(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    this.#again.add(channelAccountId)
    const running =
      this.#running.get(channelAccountId) ??
      this.#work(organisationId, channelAccountId).finally(() => this.#running.delete(channelAccountId))
    this.#running.set(channelAccountId, running)
    return running
  }

  /** Something is due on this account: send it soon, without making anybody wait. */
  wakeSender(organisationId: OrganisationId, channelAccountId: string): void {
    if (this.#stopped) return
    this.sender
      .run(organisationId, channelAccountId)
      .catch((error) =>
        this.context.log.error({ channelAccountId, ...describeError(error) }, 'Sending will be resumed'),
      )
  }

  /** Lets what is in hand finish, in both directions. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#running.values())
    await this.sender.stop()
    await this.media.stop()
    this.realtime.stop()
  }

  async #work(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    const scope = new Scope(this.context, organisationId, { kind: 'system', name: 'conversations' })
    let answered = this.sender.waiting.begin(performance.now())
    try {
      // What arrives in the same breath is handled together.
      await new Promise((resolve) => setTimeout(resolve, 5))
      while (!this.#stopped && this.#again.delete(channelAccountId)) {
        await this.#passOverNobody(scope, channelAccountId)
        await this.#passOverAll(scope, channelAccountId)
        answered()
        answered = this.sender.waiting.begin(performance.now())
      }
    } finally {
      answered()
    }
  }

  async #passOverNobody(scope: Scope, channelAccountId: string): Promise<void> {
    const account = await this.accounts.byId(scope.organisationId, channelAccountId)
    if (account === undefined) return
    const { outgoing, doors } = await passOverNobody(scope, account)
    void this.sender.dispatch(outgoing)
    for (const door of doors) await showDoor(this.context, this.#tokens, account, door)
  }

  async #passOverAll(scope: Scope, channelAccountId: string): Promise<void> {
    const lookUp = (strangers: readonly string[]) =>
      this.#profiles.read(scope.organisationId, channelAccountId, strangers)
    const work = { channelAccountId, respond: this.#respond, merging: this.#merging, lookUp }
    const underWay = new Set<Promise<void>>()
    try {
      let after: string | undefined = ''
      while (after !== undefined && !this.#stopped) {
        const batch = await findPeople(scope, work, after)
        const hasCompany = after !== '' || batch.next !== undefined
        after = batch.next
        if (underWay.size >= batchesBeside) await Promise.race(underWay)
        const handled = this.#passOver(scope, work, batch, hasCompany).finally(() => underWay.delete(handled))
        underWay.add(handled)
      }
    } finally {
      // The next round begins with the first address: nobody of it may still be in hand.
      await Promise.all(underWay)
    }
  }

  /** Never throws: what could not be handled waits for the next sweep. */
  async #passOver(scope: Scope, work: Work, batch: Batch, hasCompany: boolean): Promise<void> {
    const { channelAccountId } = work
    try {
      const pass = await processPeople(scope, work, batch)
      void this.sender.dispatch(pass.outgoing)
      // Somebody with two addresses may be in two batches at once; whoever came second finds them held.
      if (pass.hasMore || (hasCompany && pass.isHeldElsewhere)) this.#again.add(channelAccountId)
    } catch (error) {
      this.context.log.error({ channelAccountId, ...describeError(error) }, 'Events wait for the next sweep')
    }
  }
}
