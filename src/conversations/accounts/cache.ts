import { resolveAddress } from '../../organisations/addresses.ts'
import { Failure } from '../../platform/errors.ts'
import type { OrganisationId } from '../../platform/ids.ts'
import { type Context, Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { openAccountRow } from '../accounts.ts'

const keptMilliseconds = 5000
const keptLimit = 10_000

/** Accounts opened lately, so that a hook costs no query. A change is seen by other processes within five seconds. */
export class AccountCache {
  readonly #context: Context
  readonly #byKey = new Map<string, { account: Promise<OpenAccount | undefined>; until: number }>()

  constructor(context: Context) {
    this.#context = context
  }

  /** The account behind a hook key, or undefined. */
  byHookKey(hookKey: string): Promise<OpenAccount | undefined> {
    return this.#keep(`hook:${hookKey}`, async () => {
      const address = await resolveAddress(this.#context, 'channel_hook', hookKey)
      return address && this.byId(address.organisationId, address.id)
    })
  }

  byId(organisationId: OrganisationId, channelAccountId: string): Promise<OpenAccount | undefined> {
    return this.#keep(`id:${channelAccountId}`, () => this.#open(organisationId, channelAccountId))
  }

  /** Forgets all: the next use reads the database. */
  forget(): void {
    this.#byKey.clear()
  }

  async #open(organisationId: OrganisationId, channelAccountId: string): Promise<OpenAccount | undefined> {
    const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'channels' })
    try {
      return await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
    } catch (error) {
      if (error instanceof Failure && error.code === 'conversations.account-missing') return undefined
      throw error
    }
  }

  #keep(key: string, read: () => Promise<OpenAccount | undefined>): Promise<OpenAccount | undefined> {
    const now = this.#context.clock.now().getTime()
    const kept = this.#byKey.get(key)
    if (kept && kept.until > now) return kept.account
    if (this.#byKey.size >= keptLimit) this.#byKey.clear()
    const account = read()
    this.#byKey.set(key, { account, until: now + keptMilliseconds })
    account.catch(() => this.#byKey.delete(key))
    return account
  }
}
