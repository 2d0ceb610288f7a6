import type { Kysely } from 'kysely'
import type { Clock } from './clock.ts'
import type { Databases } from './database/connect.ts'
import type { DB } from './database/schema.generated.ts'
import { inTenant } from './database/tenant.ts'
import type { FileStore } from './file-store.ts'
import type { Translator } from './i18n/translator.ts'
import type { OrganisationId } from './ids.ts'
import type { Logger } from './log.ts'
import type { Settings } from './settings.ts'
import type { Vault } from './vault.ts'

/** What the process has: made once by the door (`app.ts`), handed to everyone, never global. */
export interface Context {
  readonly settings: Settings
  readonly clock: Clock
  readonly databases: Databases
  readonly vault: Vault
  readonly log: Logger
  readonly translator: Translator
  readonly files: FileStore
  /** Outgoing HTTP. Tests hand in a transport that refuses other hosts. */
  readonly fetch: typeof fetch
  /** Who hears which news; filled by the door, read when news is published. */
  readonly subscriptions: readonly Subscription[]
}

/** Somebody who hears a kind of news. Made with `on` (jobs/event.ts), listed in `app.ts`. */
export interface Subscription {
  readonly type: string
  readonly subscriber: string
  handle(transaction: Transaction, payload: unknown): Promise<void>
}

/** On whose behalf something happens. `permissions` is what roles granted; the system needs none. */
export type Actor =
  | { readonly kind: 'member'; readonly id: string; readonly name: string; readonly permissions: ReadonlySet<string> }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'system'; readonly name: string }

/** One organisation, acted on by someone. Actions take a scope and open their own transaction in it. */
export class Scope {
  readonly context: Context
  readonly organisationId: OrganisationId
  readonly actor: Actor

  constructor(context: Context, organisationId: OrganisationId, actor: Actor) {
    this.context = context
    this.organisationId = organisationId
    this.actor = actor
  }

  /** Runs `work` in one tenant transaction; what it left with `afterCommit` runs once it is durable. No network inside. */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const after: (() => void)[] = []
    const result = await inTenant(this.context.databases.app, this.organisationId, (db) =>
      work({
        scope: this,
        context: this.context,
        organisationId: this.organisationId,
        actor: this.actor,
        now: this.context.clock.now(),
        db,
        afterCommit: (run) => after.push(run),
      }),
    )
    for (const run of after) run()
    return result
  }
}

/** An open transaction of one organisation. Functions that take one join it; every statement still names `organisation_id`. */
export interface Transaction {
  readonly scope: Scope
  readonly context: Context
  readonly organisationId: OrganisationId
  readonly actor: Actor
  /** One time for everything written here. */
  readonly now: Date
  readonly db: Kysely<DB>
  afterCommit(run: () => void): void
}
