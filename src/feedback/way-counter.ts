import { writeMoney } from '../campaigns/money-wire.ts'
import type { ChannelKind } from '../channels/adapter.ts'
import type { PlannedRoute } from '../conversations/sending/route.ts'
import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { leftAfter, totalCost } from './cost.ts'
import type { Preview } from './round.ts'

/** How many people a round reaches by which ways, and what that costs. */
export type Counted = Pick<Preview, 'recipients' | 'channels' | 'cost'>

/** What one account is given to carry. */
interface Load {
  kind: ChannelKind
  people: number
  costs: (Money | null)[]
}

/** Counts routes one by one, and keeps none of them. */
export class WayCounter {
  readonly #currency: string
  readonly #groups = new Map<string, Preview['recipients'][number]>()
  readonly #loads = new Map<string, Load>()

  /** @param currency of what costs nothing */
  constructor(currency: string) {
    this.#currency = currency
  }

  add(language: Language, { channel, by, cost, channelAccountId }: Extract<PlannedRoute, { kind: 'route' }>): void {
    const key = `${channel} ${by} ${language}`
    const group = this.#groups.get(key) ?? { channel, by, language, people: 0 }
    group.people += 1
    this.#groups.set(key, group)
    const load = this.#loads.get(channelAccountId) ?? { kind: channel, people: 0, costs: [] }
    load.people += 1
    load.costs.push(cost)
    this.#loads.set(channelAccountId, load)
  }

  /** Makes one sum of the costs so far, so that a million of them are not kept. */
  sumUp(): void {
    for (const load of this.#loads.values()) load.costs = [totalCost(load.costs, this.#currency)]
  }

  async counted(transaction: Transaction): Promise<Counted> {
    const accounts = await readAccounts(transaction)
    const channels = [...this.#loads].map(([id, { kind, people, costs }]) => {
      const { name, messagesLeft } = accounts.get(id) ?? { name: kind, messagesLeft: null }
      const total = totalCost(costs, this.#currency)
      const left = { messagesLeft, messagesLeftAfter: leftAfter({ people, messagesLeft }) }
      return { id, name, kind, people, ...left, cost: total && writeMoney(total) }
    })
    const costs = [...this.#loads.values()].flatMap((load) => load.costs)
    const total = totalCost(costs, this.#currency)
    return { recipients: [...this.#groups.values()], channels, cost: total && writeMoney(total) }
  }
}

async function readAccounts({ db, organisationId }: Transaction) {
  const rows = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .select(['channel_account_id', 'name', 'messages_left'])
    .execute()
  return new Map(rows.map((row) => [row.channel_account_id, { name: row.name, messagesLeft: row.messages_left }]))
}
