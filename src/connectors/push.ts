import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { shownTexts } from '../cases/shown-text.ts'
import { permit } from '../organisations/permission.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import { dueAccounts, lockAccount, openConnectorAccount } from './accounts.ts'
import type { Connector, FeedbackItem, FeedbackOutcomes, Trouble } from './connector.ts'
import { noteSuccess, noteTrouble, waitSeconds } from './outcome.ts'
import { newAsk } from './pull.ts'
import { readReturned } from './returns.ts'
import { exchange } from './transport.ts'

/** A report that is claimed and never heard of again for so long was cut off. */
const claimSeconds = 300
/** A platform that has a report is asked every hour what became of it, for four days. */
const askAgainSeconds = 3600
const timesAsked = 96

/** Makes a report of every result by order number that has none yet, and says all that is due. */
export async function pushDue(scope: Scope): Promise<void> {
  await scope.transaction(gatherReturns)
  for (const id of await scope.transaction((tx) => dueAccounts(tx, 'next_push_at'))) await pushReturns(scope, id)
}

/**
 * Hands a platform what rounds have to say to its donors, batch by batch, and keeps the outcome of each order. What was cut off
 * is said again where the platform takes a repetition for the same; elsewhere it is `unknown`, and a member decides.
 */
export async function pushReturns(scope: Scope, id: string): Promise<void> {
  permit(scope, 'gifts.import')
  const account = await scope.transaction((tx) => openConnectorAccount(tx, id))
  const { connector } = account
  for (;;) {
    const batch = await scope.transaction((tx) => claimBatch(tx, account))
    if (batch === null) return
    if (batch.length === 0) continue
    const ask = newAsk(scope)
    const answer = await exchange(connector.feedback(batch, ask), scope.context.settings)
    const read = 'kind' in answer ? answer : connector.readFeedback(answer, batch, ask)
    await scope.transaction((tx) => keepOutcomes(tx, account, batch, read))
    if (read.kind === 'trouble') return
  }
}

/** Lets a report whose fate nobody knows, or that was refused, be said once more. Answers how many. */
export async function retryReturns(scope: Scope, id: string): Promise<{ count: number }> {
  permit(scope, 'gifts.import')
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { numUpdatedRows } = await db
      .updateTable('order_returns')
      .set({ state: 'waiting', reason: null, attempts: 0, next_attempt_at: now, at: now })
      .where('organisation_id', '=', organisationId)
      .where('connector_account_id', '=', id)
      .where('state', 'in', ['unknown', 'refused', 'unknown_order'])
      .executeTakeFirst()
    return { count: Number(numUpdatedRows) }
  })
}

async function gatherReturns({ db, organisationId, now }: Transaction): Promise<void> {
  await sql`
    insert into order_returns (organisation_id, order_return_id, connector_account_id, feedback_round_id, gift_id,
      update_id, next_attempt_at, at)
    select r.organisation_id, gen_random_uuid(), a.connector_account_id, r.feedback_round_id, r.gift_id, r.update_id,
      ${now}::timestamptz, ${now}::timestamptz
    from connector_accounts a
    join gifts g on g.organisation_id = a.organisation_id and g.source = a.platform and g.order_number is not null
    join feedback_results r on r.organisation_id = g.organisation_id and r.gift_id = g.gift_id and r.result = 'returned'
    where a.organisation_id = ${organisationId} and not exists (
      select from order_returns o where o.organisation_id = r.organisation_id
        and o.feedback_round_id = r.feedback_round_id and o.gift_id = r.gift_id and o.update_id = r.update_id)
    on conflict do nothing`.execute(db)
}

interface DueReturn {
  id: string
  giftId: string
  updateId: string
  state: string
}

/** The next batch, marked as leaving; empty when only some that may not leave any more were found, null when nothing is due. */
async function claimBatch(transaction: Transaction, account: OpenConnectorAccount): Promise<FeedbackItem[] | null> {
  await lockAccount(transaction, account.id)
  const due = await readDue(transaction, account)
  if (due.length === 0) return null
  const [lost, clear] = parted(due, ({ state }) => state === 'sending' && !account.connector.isFeedbackRepeatable)
  await settle(transaction, lost, 'unknown', 'interrupted')
  const items = await itemsOf(transaction, clear)
  const sayable = new Set(items.map(({ id }) => id))
  await settle(
    transaction,
    clear.filter(({ id }) => !sayable.has(id)),
    'held',
    'case_ended',
  )
  const batch = oneBatch(account.connector, items)
  await markSending(transaction, batch)
  return batch
}

async function readDue({ db, organisationId, now }: Transaction, account: OpenConnectorAccount): Promise<DueReturn[]> {
  const cutOff = new Date(now.getTime() - claimSeconds * 1000)
  const { rows } = await sql<DueReturn>`
    select order_return_id as id, gift_id as "giftId", update_id as "updateId", state from order_returns
    where organisation_id = ${organisationId} and connector_account_id = ${account.id}
      and next_attempt_at <= ${now}::timestamptz
      and (state = 'waiting' or (state = 'sending' and sending_at < ${cutOff}::timestamptz)
        or (state = 'taken' and ${account.connector.tellsLater} and attempts < ${timesAsked}::integer))
    order by next_attempt_at, order_return_id limit ${account.connector.batchSize}::integer for update`.execute(db)
  return rows
}

/** What due reports say now; those whose case has ended since, or whose gift has no part left, say nothing. */
async function itemsOf(transaction: Transaction, due: readonly DueReturn[]): Promise<FeedbackItem[]> {
  const pairs = sql<boolean>`(r.gift_id, r.update_id) in (
    select * from unnest(${due.map(({ giftId }) => giftId)}::uuid[], ${due.map(({ updateId }) => updateId)}::uuid[]))`
  const returned = await readReturned(transaction, pairs)
  const texts = await shownTexts(transaction, [...new Set(due.map(({ updateId }) => updateId))])
  const said = new Map(returned.map((one) => [`${one.giftId}:${one.updateId}`, one]))
  return due.flatMap(({ id, giftId, updateId }) => {
    const one = said.get(`${giftId}:${updateId}`)
    if (one === undefined) return []
    const language = isLanguage(one.language) ? one.language : 'zh-Hans'
    const text = texts.get(updateId)?.[language] ?? ''
    if (text === '') return []
    const { orderNumber, projectId, projectName, pseudonym, stage } = one
    const amount = { minor: one.amountMinor, currency: one.currency }
    const day = isoDay(one.approvedAt, one.timeZone)
    return [{ id, orderNumber, projectId, projectName, updateId, amount, pseudonym, stage, text, language, day }]
  })
}

function oneBatch(connector: Connector, items: readonly FeedbackItem[]): FeedbackItem[] {
  const [first] = items
  return first === undefined ? [] : items.filter((item) => connector.batchOf(item) === connector.batchOf(first))
}

async function keepOutcomes(
  transaction: Transaction,
  account: OpenConnectorAccount,
  batch: readonly FeedbackItem[],
  read: FeedbackOutcomes | Trouble,
): Promise<void> {
  if (read.kind === 'trouble') {
    await settleTrouble(transaction, account, batch, read)
    return noteTrouble(transaction, account, read, 'push')
  }
  for (const item of batch) {
    const { outcome, reason } = read.outcomes.get(item.id) ?? { outcome: 'waiting', reason: null }
    await settle(transaction, [item], outcome, reason, askAgainSeconds)
  }
  await noteSuccess(transaction, account, 'push')
}

async function settleTrouble(
  transaction: Transaction,
  { connector, failures }: OpenConnectorAccount,
  batch: readonly FeedbackItem[],
  read: Trouble,
): Promise<void> {
  if (!connector.isFeedbackRepeatable && mayHaveArrived(read)) {
    await settle(transaction, batch, 'unknown', read.detail)
  } else if (read.trouble === 'refused') await settle(transaction, batch, 'refused', read.detail)
  else await settle(transaction, batch, 'waiting', read.trouble, waitSeconds(failures + 1, read))
}

/** Whether the platform may have done what we asked though it did not say so. */
function mayHaveArrived({ trouble, detail }: Trouble): boolean {
  if (trouble === 'unreachable') return !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(detail)
  return trouble === 'unreadable' || (trouble === 'busy' && detail !== 'HTTP 429')
}

async function markSending({ db, organisationId, now }: Transaction, batch: readonly { id: string }[]): Promise<void> {
  await sql`
    update order_returns set state = 'sending', sending_at = ${now}::timestamptz, attempts = attempts + 1
    where organisation_id = ${organisationId} and order_return_id = any(${batch.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
}

async function settle(
  { db, organisationId, now }: Transaction,
  which: readonly { id: string }[],
  state: string,
  reason: string | null,
  inSeconds = 0,
): Promise<void> {
  if (which.length === 0) return
  const next = new Date(now.getTime() + inSeconds * 1000)
  await sql`
    update order_returns
    set state = ${state}, reason = ${reason}, next_attempt_at = ${next}::timestamptz, at = ${now}::timestamptz
    where organisation_id = ${organisationId} and order_return_id = any(${which.map(({ id }) => id)}::uuid[])`.execute(
    db,
  )
}

function parted<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))]
}
