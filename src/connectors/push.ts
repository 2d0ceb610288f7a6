import { sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { shownTexts } from '../cases/shown-text.ts'
import { permit } from '../organisations/permission.ts'
import { enqueue, job } from '../platform/jobs/job.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import { dueAccounts, lockAccount, openConnectorAccount } from './accounts.ts'
import { callBackFirsts, callBackRecalled, callBackUntellable } from './called-back.ts'
import type { Connector, FeedbackItem, FeedbackOutcomes, Trouble } from './connector.ts'
import { openCallBacks } from './open-call-backs.ts'
import {
  claimSeconds,
  type DueReturn,
  keepReferences,
  markSending,
  readClaimed,
  readDue,
  settle,
} from './order-returns.ts'
import { noteSuccess, noteTrouble, waitSeconds } from './outcome.ts'
import { newAsk } from './pull.ts'
import { readReturned } from './returns.ts'
import { exchange } from './transport.ts'
import { hold, withdraw } from './withdraw.ts'

/** A platform that has a report is asked every hour what became of it. */
const askAgainSeconds = 3600

/** The wake-up for reports that cannot wait for the sweep. */
export const pushJob = job('connectors.push', z.object({}))

/**
 * Makes a report of every result by order number that has none yet, says all that is due, calls back what may not be told any more,
 * and shows a row where only a person can do that.
 */
export async function pushDue(scope: Scope): Promise<void> {
  await scope.transaction(gatherReturns)
  for (const id of await scope.transaction((tx) => dueAccounts(tx, 'next_push_at'))) await pushReturns(scope, id)
  await scope.transaction(openCallBacks)
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
    const claimed = await scope.transaction((tx) => claimBatch(tx, account))
    if (claimed === null) return
    const { batch, withdrawn } = claimed
    if (withdrawn.length > 0 && !(await withdraw(scope, account, withdrawn))) return
    if (batch.length === 0) continue
    const ask = newAsk(scope)
    const answer = await exchange(connector.feedback(batch, ask), scope.context.settings)
    const read = 'kind' in answer ? answer : connector.readFeedback(answer, batch, ask)
    await scope.transaction((tx) => keepOutcomes(tx, account, batch, read))
    if (read.kind === 'trouble') return
  }
}

/** What platforms have, or wait for, of a case whose news may not be told as before is looked at again now. */
export async function hastenReturns(transaction: Transaction, caseId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  const { rows } = await sql`
    update order_returns set next_attempt_at = ${now}::timestamptz
    where organisation_id = ${organisationId} and state in ('waiting', 'sending', 'taken')
      and update_id in (select update_id from updates where organisation_id = ${organisationId} and case_id = ${caseId})
    returning 1`.execute(db)
  const isCalledBack = await callBackUntellable(transaction, caseId)
  if (rows.length > 0 || isCalledBack) await enqueue(transaction, pushJob, {})
}

/** Lets a report whose fate nobody knows, or that was refused, be said once more; not one that may not be told any more. Answers how many. */
export async function retryReturns(scope: Scope, id: string): Promise<{ count: number }> {
  permit(scope, 'gifts.import')
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { numUpdatedRows } = await db
      .updateTable('order_returns')
      .set({
        ...{ state: 'waiting', reason: null, next_attempt_at: now, at: now },
        // What may have arrived is not taken for something that never left.
        attempts: sql<number>`case when state = 'unknown' then 1 else 0 end`,
      })
      .where('organisation_id', '=', organisationId)
      .where('connector_account_id', '=', id)
      .where('state', 'in', ['unknown', 'refused', 'unknown_order'])
      .where('called_back_at', 'is', null)
      .executeTakeFirst()
    return { count: Number(numUpdatedRows) }
  })
}

async function gatherReturns(transaction: Transaction): Promise<void> {
  const { db, organisationId, now } = transaction
  await callBackRecalled(transaction)
  await sql`
    update order_returns o set next_attempt_at = ${now}::timestamptz
    from feedback_rounds r
    where o.organisation_id = ${organisationId} and o.state in ('waiting', 'sending', 'taken')
      and o.next_attempt_at > ${now}::timestamptz and r.organisation_id = o.organisation_id
      and r.feedback_round_id = o.feedback_round_id and r.state = 'recalled'`.execute(db)
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

interface Claimed {
  /** The next batch, marked as leaving; empty when only some that may not leave any more were found. */
  batch: FeedbackItem[]
  /** What the platform has, or may have, and may not tell any more. */
  withdrawn: DueReturn[]
}

/** Null when nothing is due. */
async function claimBatch(transaction: Transaction, account: OpenConnectorAccount): Promise<Claimed | null> {
  await lockAccount(transaction, account.id)
  const due = await readDue(transaction, account)
  if (due.length === 0) return null
  const [lost, live] = parted(due, ({ state }) => state === 'sending' && !account.connector.isFeedbackRepeatable)
  await settle(transaction, lost, 'unknown', 'interrupted')
  // What puts right a report that is just leaving waits until somebody knows whether it arrived.
  const [early, clear] = parted(live, ({ firstState }) => firstState === 'sending')
  await settle(transaction, early, 'waiting', 'first_leaving', claimSeconds)
  const items = await itemsOf(transaction, clear)
  const sayable = new Set(items.map(({ id }) => id))
  const silent = clear.filter(({ id }) => !sayable.has(id))
  // What waits after a lost answer may be there all the same.
  const isHereAlone = ({ state, attempts }: DueReturn) => state === 'waiting' && attempts === 0
  const [unsaid, withdrawn] = parted(silent, (one) => isHereAlone(one) || !account.connector.withdraw)
  await hold(transaction, unsaid)
  // Asked again soon where this request is cut off.
  await settle(transaction, withdrawn, 'taken', null, claimSeconds)
  const batch = oneBatch(account.connector, items)
  await markSending(transaction, batch)
  // A platform that takes nothing back, and gave the first no number to change it by, shows both.
  if (!account.connector.withdraw) await callBackFirsts(transaction, batch)
  return { batch, withdrawn }
}

/**
 * What due reports say now; those whose case or consent has ended since, whose round was recalled, whose gift has no part left, or that
 * were put right since, say nothing.
 */
async function itemsOf(transaction: Transaction, due: readonly DueReturn[]): Promise<FeedbackItem[]> {
  const theirs = sql<boolean>`(r.feedback_round_id, r.gift_id, r.update_id) in (
    select * from unnest(${due.map(({ roundId }) => roundId)}::uuid[], ${due.map(({ giftId }) => giftId)}::uuid[],
      ${due.map(({ updateId }) => updateId)}::uuid[]))`
  const returned = await readReturned(transaction, theirs)
  const texts = await shownTexts(transaction, [...new Set(due.map(({ updateId }) => updateId))])
  const keyOf = (one: Pick<DueReturn, 'roundId' | 'giftId' | 'updateId'>) =>
    [one.roundId, one.giftId, one.updateId].join()
  const said = new Map(returned.map((one) => [keyOf(one), one]))
  return due.flatMap((wanted) => {
    const { id, updateId } = wanted
    const one = said.get(keyOf(wanted))
    if (one === undefined) return []
    const language = isLanguage(one.language) ? one.language : 'zh-Hans'
    const text = texts.get(updateId)?.[language] ?? ''
    if (text === '') return []
    const { orderNumber, projectId, projectName, pseudonym, stage } = one
    const amount = { minor: one.amountMinor, currency: one.currency }
    const day = isoDay(one.approvedAt, one.timeZone)
    const corrects = wanted.firstId === null ? null : { id: wanted.firstId, reference: wanted.firstReference }
    return [
      { id, orderNumber, projectId, projectName, updateId, amount, pseudonym, stage, text, language, day, corrects },
    ]
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
  const sayable = new Set((await itemsOf(transaction, await readClaimed(transaction, batch))).map(({ id }) => id))
  for (const item of batch) {
    const { outcome, reason } = read.outcomes.get(item.id) ?? { outcome: 'waiting', reason: null }
    // What was taken back while it was said is called back at once.
    await settle(transaction, [item], outcome, reason, sayable.has(item.id) ? askAgainSeconds : 0)
  }
  await keepReferences(transaction, read.outcomes)
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

function parted<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))]
}
