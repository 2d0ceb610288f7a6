import { sql } from 'kysely'
import { askProvider } from '../gifts/ask-provider.ts'
import { thankForGift } from '../gifts/thank.ts'
import { sequence } from '../log/sequence.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import type { Language } from '../platform/languages.ts'
import { type Context, Scope } from '../platform/scope.ts'
import type { DemoApp, DemoDoors } from './demo.ts'
import { StoryClock } from './story-clock.ts'
import { Visitor } from './visitor.ts'

/** How often to look whether messages on their way have arrived. */
const lookMilliseconds = 8

/** What it takes to read an answer. */
const readSeconds = 15

/** How many people act at once. */
const atOnce = 6

/** The house at the time of the story: a set clock, and an outside world that is the house itself. */
export class StoryWorld {
  readonly context: Context
  readonly clock: StoryClock
  readonly app: DemoApp
  #visitors = 0

  constructor(real: Context, doors: DemoDoors, begin: Date) {
    this.clock = new StoryClock(begin)
    const answer: typeof fetch = async (input, init) => this.app.fetch(new Request(input, init), thisMachine)
    this.context = { ...real, clock: this.clock, fetch: answer }
    this.app = doors.compose(this.context)
  }

  /** A browser nobody has used before. */
  visitor(language: Language): Visitor {
    const number = this.#visitors++
    const address = `198.51.100.${number % 250}`
    return new Visitor(this.app, { origin: this.context.settings.publicUrl, language, address })
  }

  /** Sends JSON to a door of the house, as a script in a page does. */
  async post(path: string, headers: Readonly<Record<string, string>>, body: object): Promise<Response> {
    const url = new URL(path, this.context.settings.publicUrl)
    const asking = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
    return this.app.fetch(new Request(url, { ...asking, body: JSON.stringify(body) }), thisMachine)
  }

  /** People act at once, each some seconds after the other; an act takes no longer than `seconds.takes` of their own time. */
  async eachAlone<One>(
    all: readonly One[],
    seconds: { apart: number; takes: number },
    act: (one: One) => Promise<void>,
  ): Promise<void> {
    for (let start = 0; start < all.length; start += atOnce) {
      const some = all.slice(start, start + atOnce)
      await Promise.all(some.map((one, index) => this.clock.alone(index * seconds.apart, () => act(one))))
      this.clock.wait(some.length * seconds.apart + seconds.takes)
    }
  }

  /** Handles everything people wrote and sends everything that is due, until nothing moves. */
  async settle(scope: Scope, ...channelAccountIds: readonly string[]): Promise<void> {
    const acting = new Scope(this.context, scope.organisationId, { kind: 'system', name: 'demo' })
    const run = (name: string, channelAccountId: string) =>
      this.app.jobs.find((job) => job.name === name)?.run(acting, { channelAccountId })
    for (const id of channelAccountIds) await run('conversations.process', id)
    if (await isUnsent(acting, ['queued', 'held']))
      for (const id of channelAccountIds) await run('conversations.send', id)
    while (await isUnsent(acting, ['sending'])) await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
    // Whoever goes on does so after reading.
    this.clock.wait(readSeconds)
  }

  /** Lets news be heard, brings the log up to date, thanks for what arrived, asks about who never came back. */
  async evening(scope: Scope, channelAccountId: string): Promise<void> {
    for (const id of await unanswered(scope)) await askProvider(scope, id)
    await drainEvents(scope)
    await sequence(scope)
    const series = await unthanked(scope)
    await Promise.all(series.map((gifts) => thankAll(scope, gifts)))
    await this.settle(scope, channelAccountId)
  }
}

const thisMachine = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

async function isUnsent(scope: Scope, states: readonly string[]): Promise<boolean> {
  return scope.transaction(async ({ db, organisationId }) => {
    const row = await db
      .selectFrom('deliveries')
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', states)
      .select('delivery_id')
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  })
}

async function unanswered(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const rows = await db
      .selectFrom('gift_intents')
      .where('organisation_id', '=', organisationId)
      .where('next_query_at', '<=', now)
      .select('gift_intent_id')
      .orderBy('next_query_at')
      .orderBy('gift_intent_id')
      .execute()
    return rows.map((row) => row.gift_intent_id)
  })
}

/** Gifts to thank for, the oldest first, those of each series of receipts by themselves: within one, numbers follow the gifts. */
async function unthanked(scope: Scope): Promise<string[][]> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ ids: string[] }>`
      select array_agg(gift_id::text order by received_at, gift_id) as ids from gifts
      where organisation_id = ${organisationId} and source in ('provider', 'manual') and thanked_checkpoint is null
      group by currency order by currency`.execute(db)
    return rows.map(({ ids }) => ids)
  })
}

async function thankAll(scope: Scope, gifts: readonly string[]): Promise<void> {
  for (const id of gifts) await thankForGift(scope, id)
}
