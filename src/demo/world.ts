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
const lookMilliseconds = 5

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

  /** Handles everything people wrote and sends everything that is due, until nothing moves. */
  async settle(scope: Scope, channelAccountId: string): Promise<void> {
    const acting = new Scope(this.context, scope.organisationId, { kind: 'system', name: 'demo' })
    for (const name of ['conversations.process', 'conversations.send']) {
      const handler = this.app.jobs.find((job) => job.name === name)
      await handler?.run(acting, { channelAccountId })
    }
    while (await isSending(acting)) await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
  }

  /** Lets news be heard, brings the log up to date, thanks for what arrived, asks about who never came back. */
  async evening(scope: Scope, channelAccountId: string): Promise<void> {
    for (const id of await unanswered(scope)) await askProvider(scope, id)
    await drainEvents(scope)
    await sequence(scope)
    for (const id of await unthanked(scope)) await thankForGift(scope, id)
    await this.settle(scope, channelAccountId)
  }
}

const thisMachine = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

async function isSending(scope: Scope): Promise<boolean> {
  return scope.transaction(async ({ db, organisationId }) => {
    const row = await db
      .selectFrom('deliveries')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'sending')
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
      .execute()
    return rows.map((row) => row.gift_intent_id)
  })
}

async function unthanked(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ id: string }>`
      select gift_id as id from gifts where organisation_id = ${organisationId}
        and source in ('provider', 'manual') and thanked_checkpoint is null order by received_at, gift_id`.execute(db)
    return rows.map(({ id }) => id)
  })
}
