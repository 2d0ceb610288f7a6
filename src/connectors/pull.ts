import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import { dueAccounts, lockAccount, openConnectorAccount } from './accounts.ts'
import { type Ask, type OrdersPage, type Trouble, trouble } from './connector.ts'
import { applyOrder } from './orders.ts'
import { noteSuccess, noteTrouble } from './outcome.ts'
import { exchange } from './transport.ts'

/** What a pull brought: new gifts, orders that wait for a person, orders known already. */
export interface Pulled {
  gifts: number
  exceptions: number
  known: number
  trouble: Trouble | null
}

/** Pages of one pull; what is left comes with the next, a minute later at the latest for whoever has that much. */
const pagesAtOnce = 50

/** Pulls every account that is due. */
export async function pullDue(scope: Scope): Promise<void> {
  for (const id of await scope.transaction((tx) => dueAccounts(tx, 'next_pull_at'))) await pullOrders(scope, id)
}

/**
 * Brings in what a platform has that is new, page by page: a page and the place after it are one transaction, so a stop
 * anywhere goes on where it was. The same orders twice are the same gifts. Fails with `connectors.unknown-account`.
 */
export async function pullOrders(scope: Scope, id: string): Promise<Pulled> {
  permit(scope, 'gifts.import')
  const account = await scope.transaction((tx) => openConnectorAccount(tx, id))
  const pulled: Pulled = { gifts: 0, exceptions: 0, known: 0, trouble: null }
  let cursor = account.cursor
  for (let page = 0; page < pagesAtOnce; page += 1) {
    const read = await askOrders(scope, account, cursor)
    if (read.kind === 'trouble') {
      await scope.transaction((tx) => noteTrouble(tx, account, read, 'pull'))
      return { ...pulled, trouble: read }
    }
    await keepPage(scope, account, { after: cursor, page: read }, pulled)
    cursor = read.cursor
    if (!read.hasMore) break
  }
  return pulled
}

/** Asks a platform for one order by its number and brings it in. Fails with `connectors.no-such-question`, `connectors.order-unknown`. */
export async function pullOrder(scope: Scope, id: string, orderNumber: string): Promise<Pulled> {
  permit(scope, 'gifts.import')
  const account = await scope.transaction((tx) => openConnectorAccount(tx, id))
  const ask = newAsk(scope)
  const request = account.connector.order?.(orderNumber, ask)
  if (request === undefined) throw new Failure('connectors.no-such-question', {}, { kind: 'conflict' })
  const answer = await exchange(request, scope.context.settings)
  const read = 'kind' in answer ? answer : account.connector.readOrders(answer, null, ask)
  const pulled: Pulled = { gifts: 0, exceptions: 0, known: 0, trouble: null }
  if (read.kind === 'trouble') return { ...pulled, trouble: read }
  if (read.orders.length === 0) throw new Failure('connectors.order-unknown', {}, { kind: 'missing' })
  await scope.transaction(async (transaction) => {
    for (const order of read.orders) count(pulled, (await applyOrder(transaction, order)).verdict)
  })
  return pulled
}

/** Asks for a page and brings nothing in: whether address, key and clock are right. */
export async function testConnector(
  scope: Scope,
  id: string,
): Promise<{ trouble: Trouble | null; orderCount: number }> {
  permit(scope, 'gifts.import')
  const account = await scope.transaction((tx) => openConnectorAccount(tx, id))
  const read = await askOrders(scope, account, account.cursor)
  return read.kind === 'trouble' ? { trouble: read, orderCount: 0 } : { trouble: null, orderCount: read.orders.length }
}

/** What a request is made with now. */
export function newAsk({ context }: Pick<Scope, 'context'>): Ask {
  return { now: context.clock.now(), nonce: randomBytes(16).toString('hex') }
}

async function askOrders(
  scope: Scope,
  { connector, platform }: OpenConnectorAccount,
  after: string | null,
): Promise<OrdersPage | Trouble> {
  const ask = newAsk(scope)
  const answer = await exchange(connector.orders(after, ask), scope.context.settings)
  if ('kind' in answer) return answer
  const read = connector.readOrders(answer, after, ask)
  const isForeign = read.kind === 'orders' && read.orders.some((order) => order.platform !== platform)
  return isForeign ? trouble('unreadable', 'orders of another platform') : read
}

/** Brings a page in, unless somebody else has meanwhile: then it was theirs to count. */
async function keepPage(
  scope: Scope,
  account: OpenConnectorAccount,
  { after, page }: { after: string | null; page: OrdersPage },
  pulled: Pulled,
): Promise<void> {
  await scope.transaction(async (transaction) => {
    await lockAccount(transaction, account.id)
    let gifts = 0
    for (const order of page.orders) {
      const { verdict } = await applyOrder(transaction, order)
      count(pulled, verdict)
      if (verdict === 'create') gifts += 1
    }
    await sql`
      update connector_accounts
      set cursor = ${page.cursor}, pulled_count = pulled_count + ${gifts}::integer,
        unreadable_count = unreadable_count + ${page.unreadable.length}::integer
      where organisation_id = ${transaction.organisationId} and connector_account_id = ${account.id}
        and cursor is not distinct from ${after}`.execute(transaction.db)
    await noteSuccess(transaction, account, 'pull')
  })
}

function count(pulled: Pulled, verdict: string): void {
  if (verdict === 'create') pulled.gifts += 1
  else if (verdict === 'update') pulled.exceptions += 1
  else pulled.known += 1
}
