import { sql } from 'kysely'
import { type ChannelEvent, channelEvent } from '../../channels/event.ts'
import type { SeenAddress } from '../../people/identities.ts'
import type { MergeParticipant } from '../../people/merge.ts'
import { describeError } from '../../platform/log.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { handToMember } from '../actions.ts'
import type { Respond } from '../conversation.ts'
import { inSavepoint } from '../savepoint.ts'
import { type Outgoing, openOutbox } from '../sending/outbox.ts'
import { failedOf, findSenders, type Locked, lockPeople, peopleLimit } from '../sending/senders.ts'
import { applyEvents, type Turn } from './apply.ts'
import { heedNames } from './names.ts'
import { applyReceipt } from './receipts.ts'

const eventLimit = 500

/** After so many tries an event is kept as it is, a member is asked to answer it, and its person's next event gets its turn. */
const tryLimit = 5

/** People of one account with something to do, to be handled in one transaction. */
export interface Batch {
  people: readonly SeenAddress[]
  /** Where the next batch begins: the last address looked at, or undefined when all were. */
  next: string | undefined
}

/** What became of one batch. */
export interface Pass {
  handled: number
  outgoing: Outgoing[]
  /** Whether they said more than one transaction takes: small ones keep reply tokens alive. */
  hasMore: boolean
  /** Whether somebody was left to another who holds them. */
  isHeldElsewhere: boolean
}

interface WaitingEvent {
  channelAccountId: string
  dedupeKey: string
  sender: string
  attempts: number
  receivedAt: Date
  event: ChannelEvent
}

/** On which account, and what is asked for on the way. */
export interface Work {
  channelAccountId: string
  respond: Respond
  /** What else moves when the provider says that two people are one. */
  merging: readonly MergeParticipant[]
  /** What the channel tells of people never seen before; asked between transactions, because it uses the network. */
  lookUp: (strangers: readonly string[]) => Promise<readonly SeenAddress[]>
}

/** Looks who waits on an account behind an address, and asks the channel about those never seen before. */
export async function findPeople(scope: Scope, { channelAccountId, lookUp }: Work, after: string): Promise<Batch> {
  const { senders, strangers, introduced } = await scope.transaction((tx) => findSenders(tx, channelAccountId, after))
  const told = new Map([...introduced, ...(await lookUp(strangers))].map((one) => [one.address, one]))
  return {
    people: senders.map((address) => told.get(address) ?? { address }),
    next: senders.length < peopleLimit ? undefined : senders.at(-1),
  }
}

/**
 * Handles what waits for a batch, people by people: each person's events in provider order, under the lock of their
 * identity row; people whom another worker holds are left to it. All commits at once. If anything throws, everybody is
 * handled again alone, so that one bad event holds up nobody but its own person.
 */
export async function processPeople(scope: Scope, work: Work, { people }: Batch): Promise<Pass> {
  const { channelAccountId } = work
  if (people.length === 0) return { handled: 0, outgoing: [], hasMore: false, isHeldElsewhere: false }
  try {
    return await scope.transaction((transaction) => passOver(transaction, work, people))
  } catch (error) {
    scope.context.log.warn({ channelAccountId, ...describeError(error) }, 'A batch failed; handling its people alone')
    return { ...(await passOneByOne(scope, work, people)), hasMore: false, isHeldElsewhere: false }
  }
}

type Handled = Pick<Pass, 'handled' | 'outgoing'>

async function passOver(transaction: Transaction, work: Work, seen: readonly SeenAddress[]): Promise<Pass> {
  const { channelAccountId, respond } = work
  const outgoing = openOutbox(transaction)
  const locked = await lockPeople(transaction, channelAccountId, seen)
  const waiting = await readEvents(transaction, channelAccountId, [...locked.keys()])
  const turns = waiting.flatMap((one) => turnOf(locked, one))
  await heedNames(transaction, channelAccountId, turns, work.merging)
  await applyEvents(transaction, channelAccountId, turns, respond)
  const done = await holdEarlyReceipts(transaction, channelAccountId, waiting)
  await finish(transaction, done)
  return {
    handled: waiting.length,
    outgoing,
    hasMore: done.length >= eventLimit,
    isHeldElsewhere: locked.size < seen.length,
  }
}

async function passOneByOne(scope: Scope, work: Work, seen: readonly SeenAddress[]): Promise<Handled> {
  const outgoing: Outgoing[] = []
  let handled = 0
  for (const one of seen) {
    try {
      const alone = await scope.transaction((transaction) => passAlone(transaction, work, one))
      outgoing.push(...alone.outgoing)
      handled += alone.handled
    } catch (error) {
      const { channelAccountId } = work
      scope.context.log.error({ channelAccountId, ...describeError(error) }, 'One person waits for the next sweep')
    }
  }
  return { handled, outgoing }
}

/** One person's events, each in a savepoint of its own. The first that fails ends the turn, for order's sake. */
async function passAlone(transaction: Transaction, work: Work, seen: SeenAddress): Promise<Handled> {
  const { channelAccountId, respond } = work
  const outgoing = openOutbox(transaction)
  const locked = await lockPeople(transaction, channelAccountId, [seen])
  const waiting = await readEvents(transaction, channelAccountId, [...locked.keys()])
  let handled = 0
  for (const one of waiting) {
    const left = outgoing.length
    const isLastTry = one.attempts + 1 >= tryLimit
    const failure = await attempt(transaction, async () => {
      const turns = turnOf(locked, one)
      await heedNames(transaction, channelAccountId, turns, work.merging)
      await applyEvents(transaction, channelAccountId, turns, respond)
      await finish(transaction, await holdEarlyReceipts(transaction, channelAccountId, [one]))
    })
    handled += 1
    if (failure === undefined) continue
    outgoing.length = left
    await noteFailure(transaction, one, failure, isLastTry)
    if (!isLastTry) break
    await attempt(transaction, () => applyEvents(transaction, channelAccountId, turnOf(locked, one), askMember))
  }
  return { handled, outgoing }
}

/** What the script could not answer, try as it might, a member answers. */
const askMember: Respond = (transaction, { conversation }) =>
  handToMember(transaction, conversation.conversationId, { author: 'system', code: 'unanswered' })

/** Answers what work threw, after taking its writes back. */
async function attempt(transaction: Transaction, work: () => Promise<void>): Promise<string | undefined> {
  try {
    await inSavepoint(transaction, work)
    return undefined
  } catch (error) {
    const described = describeError(error)
    transaction.context.log.error(described, 'An inbound event could not be handled')
    return JSON.stringify(described)
  }
}

/** A statement of its own, after the lock: what another worker has just handled is no longer seen as waiting. */
async function readEvents(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  senders: readonly string[],
): Promise<WaitingEvent[]> {
  if (senders.length === 0) return []
  const { rows } = await sql<Omit<WaitingEvent, 'channelAccountId' | 'event'> & { event: unknown }>`
    select dedupe_key as "dedupeKey", sender, attempts, received_at as "receivedAt", event
    from inbound_events
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and processed_at is null and sender = any(${[...senders]}::text[])
      and (next_attempt_at is null or next_attempt_at <= ${now})
      and not exists (${failedOf(organisationId, channelAccountId, now)} and failed.sender = inbound_events.sender)
    order by at, inbound_event_id
    limit ${eventLimit}`.execute(db)
  return rows.map(({ dedupeKey, sender, attempts, receivedAt, event }) => {
    return { channelAccountId, dedupeKey, sender, attempts, receivedAt, event: readEvent(event) }
  })
}

/** An event stored by another version that this one cannot read is kept and passed over; it must not stop the queue. */
function readEvent(stored: unknown): ChannelEvent {
  const read = channelEvent.safeParse(stored)
  if (read.success) return read.data
  return { type: 'ignored', dedupeKey: 'unread', at: 0, attachments: [], redelivered: false, standby: false }
}

function turnOf(locked: ReadonlyMap<string, Locked>, { sender, event }: WaitingEvent): Turn[] {
  const person = locked.get(sender)
  return person === undefined ? [] : [{ correspondent: person, language: person.language, event }]
}

/** A receipt may come before our own call has returned the id it speaks of: it waits a second, and a minute at most. */
async function holdEarlyReceipts(
  transaction: Transaction,
  channelAccountId: string,
  waiting: readonly WaitingEvent[],
): Promise<readonly WaitingEvent[]> {
  const done: WaitingEvent[] = []
  for (const one of waiting) {
    const isReceipt = one.event.type === 'delivery' || one.event.type === 'read'
    const found = !isReceipt || (await applyReceipt(transaction, one.event, { channelAccountId, address: one.sender }))
    if (found || transaction.now.getTime() - one.receivedAt.getTime() > 60_000) done.push(one)
    else await postpone(transaction, one, 1)
  }
  return done
}

async function postpone({ db, organisationId, now }: Transaction, one: WaitingEvent, seconds: number): Promise<void> {
  await sql`
    update inbound_events set next_attempt_at = ${new Date(now.getTime() + seconds * 1000)}
    where organisation_id = ${organisationId} and channel_account_id = ${one.channelAccountId}
      and dedupe_key = ${one.dedupeKey}`.execute(db)
}

/** Marks events of one account handled. Their words live on in the thread, where they can be unsent; here they are not kept a second time. */
async function finish({ db, organisationId, now }: Transaction, done: readonly WaitingEvent[]): Promise<void> {
  const [first] = done
  if (first === undefined) return
  await sql`
    update inbound_events
    set processed_at = ${now}, event = event - array['text', 'attachments', 'replyToken'], failure = null
    where organisation_id = ${organisationId} and channel_account_id = ${first.channelAccountId}
      and dedupe_key = any(${done.map(({ dedupeKey }) => dedupeKey)}::text[])`.execute(db)
}

async function noteFailure(
  { db, organisationId, now }: Transaction,
  one: WaitingEvent,
  failure: string,
  isLastTry: boolean,
): Promise<void> {
  const waitSeconds = 5 * 2 ** one.attempts
  await sql`
    update inbound_events
    set attempts = attempts + 1, failure = ${failure}, processed_at = ${isLastTry ? now : null}::timestamptz,
      next_attempt_at = ${new Date(now.getTime() + waitSeconds * 1000)}
    where organisation_id = ${organisationId} and channel_account_id = ${one.channelAccountId}
      and dedupe_key = ${one.dedupeKey}`.execute(db)
}
