import { sql } from 'kysely'
import { mayReceive } from '../people/consents.ts'
import { orderedId } from '../platform/ids.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { settleArrivals } from './arriving/arrivals.ts'
import { takeAtHand } from './at-hand.ts'
import type { Sending, Sent, SkipReason } from './conversation.ts'
import { writeReason } from './inbox/notes.ts'
import { writeLetter } from './sending/letters.ts'
import { keepsPlace, writeLetterInPlace } from './sending/letters-in-place.ts'
import { momentOf, zoneOf } from './sending/local-time.ts'
import { wasSent } from './sending/once.ts'
import { type Outgoing, outboxOf, takeReplyToken } from './sending/outbox.ts'
import { type DeliveryRoute, routeTo } from './sending/route.ts'
import { wordsFor } from './sending/typed-ways.ts'
import { type Way, wayThrough, wayTo } from './sending/ways.ts'
import { wakeSender } from './wake.ts'

type Recipient = { conversationId: string } | { personId: string }

/**
 * Writes a message into a conversation and queues its delivery, or says why not. A person is written to by the cheapest route
 * (`route.ts`), with receipts and other services where they wrote last. Consent, blocks and quiet hours are looked at again when it is sent. Many at the same moment (`Promise.all`, a
 * thousand at a time) cost a handful of statements.
 */
export async function sendMessage(transaction: Transaction, to: Recipient, sending: Sending): Promise<Sent> {
  const { onceKey, notAfter } = sending
  if (notAfter && notAfter <= transaction.now) return skipped('expired')
  if (onceKey !== undefined && (await wasSent(transaction, onceKey))) return skipped('already_sent')
  const routed = (await plannedWay(transaction, to, sending)) ?? (await givenWay(transaction, to, sending))
  if (typeof routed === 'string') return skipped(routed)
  const notBefore = await notBeforeOf(transaction, routed.way.personId, sending)
  if (notBefore === 'past') return skipped('expired')
  return write(transaction, routed, saidAs(sending, wordsFor(transaction, routed.way, sending.content), notBefore))
}

/** Most are said as they were given, and are not copied. */
function saidAs(sending: Sending, content: Sending['content'], notBefore: Date | undefined): Sending {
  if (content === sending.content && notBefore === sending.notBefore) return sending
  const { notBefore: _, ...timeless } = sending
  return notBefore ? { ...timeless, content, notBefore } : { ...timeless, content }
}

/** A way, and how the message is meant to travel on it. */
interface RoutedWay {
  way: Way
  route: DeliveryRoute
  followsPerson: boolean
}

/** The cheapest way of what nobody has asked for; undefined for everything else, and for what waits until a plan is renewed. */
async function plannedWay(
  transaction: Transaction,
  to: Recipient,
  { content, purpose }: Sending,
): Promise<RoutedWay | SkipReason | undefined> {
  if (purpose === 'service' || !('personId' in to)) return undefined
  const planned = await routeTo(transaction, { personId: to.personId, content, purpose })
  if (planned.kind === 'none') return planned.reason === 'quota' ? undefined : planned.reason
  const { by, others, way } = planned
  const route = { by, why: others > 0 ? 'cheapest' : 'only_way', others } as const
  return { way: { ...way, state: way.identityState }, route, followsPerson: true }
}

/** The way through the conversation that is meant, or to where the person wrote last. */
async function givenWay(transaction: Transaction, to: Recipient, sending: Sending): Promise<RoutedWay | SkipReason> {
  const way = answerWay(transaction, to, sending) ?? (await wayOf(transaction, to))
  if (way === undefined) return 'no_conversation'
  if (way.state === 'unfollowed' || way.state === 'blocked') return way.state
  if (!(await isAgreed(transaction, way, sending))) return 'opted_out'
  const followsPerson = 'personId' in to
  return { way, route: { by: null, why: followsPerson ? 'last_wrote' : 'answer', others: 0 }, followsPerson }
}

async function notBeforeOf(
  transaction: Transaction,
  personId: string,
  { notBefore, localTime }: Sending,
): Promise<Date | 'past' | undefined> {
  if (localTime === undefined) return notBefore
  const zone = await zoneOf(transaction, personId)
  const moment = zone && momentOf(transaction.now, zone.timeZone, localTime)
  if (moment === undefined) return 'past'
  return notBefore && notBefore > moment ? notBefore : moment
}

function wayOf(transaction: Transaction, to: Recipient): Promise<Way | undefined> {
  return 'personId' in to ? wayTo(transaction, to.personId) : wayThrough(transaction, to.conversationId)
}

/**
 * The way of an answer to the person whose lock is held. Only for service messages, which need no consent: what a script
 * has just linked or refused in this transaction is read anew for all others.
 */
function answerWay(transaction: Transaction, to: Recipient, { purpose }: Sending): Way | undefined {
  if (purpose !== 'service' || !('conversationId' in to)) return undefined
  const known = takeAtHand(transaction, to.conversationId)
  if (known === undefined) return undefined
  const { conversationId, channelAccountId, identityId } = known.conversation
  const { address, personId, state } = known.correspondent
  return {
    conversationId,
    channelAccountId,
    identityId,
    address,
    personId,
    state,
    kind: undefined,
    typed: null,
    isConfirmed: false,
  }
}

async function isAgreed(transaction: Transaction, way: Way, { purpose }: Sending): Promise<boolean> {
  return purpose === 'service' || mayReceive(transaction, way.personId, purpose, way.kind ?? 'all')
}

function skipped(reason: SkipReason): Sent {
  return { outcome: 'skipped', reason }
}

/** The conversation a person is written to in: where they wrote last, not blocked nor left. */
export async function chooseConversation(transaction: Transaction, personId: string): Promise<string | undefined> {
  const way = await wayTo(transaction, personId)
  return way === undefined || way.state === 'unfollowed' || way.state === 'blocked' ? undefined : way.conversationId
}

/** Keeps the script silent in a conversation until then, because a member is talking; null lets it speak again. */
export async function pauseScript(
  { db, organisationId }: Transaction,
  conversationId: string,
  until: Date | null,
): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ script_silent_until: until })
    .where('organisation_id', '=', organisationId)
    .where('conversation_id', '=', conversationId)
    .execute()
}

/**
 * Asks for a member: the conversation waits in the inbox until somebody answers or resolves it. With a reason, a note in
 * the organisation's language tells the member why.
 */
export async function handToMember(
  transaction: Transaction,
  conversationId: string,
  reason?: { author: 'script' | 'system'; code: string },
): Promise<void> {
  const { db, organisationId, now } = transaction
  await settleArrivals(transaction)
  if (reason) await writeReason(transaction, conversationId, reason)
  await db
    .updateTable('conversations')
    .set({
      state: 'waiting',
      waiting_since: sql<Date>`coalesce(waiting_since, ${now}::timestamptz)`,
      unread_count: sql<number>`greatest(unread_count, 1)`,
    })
    .where('organisation_id', '=', organisationId)
    .where('conversation_id', '=', conversationId)
    .execute()
  await hint(transaction, 'conversation', [conversationId])
}

/** Withdraws what has not left yet: a recalled round, a member who took over. Answers how many were stopped. */
export async function cancelDeliveries(
  { db, organisationId }: Transaction,
  of:
    | { source: { kind: string; id: string } }
    | { deliveryIds: readonly string[] }
    | { conversationId: string; authorKind: 'script' },
): Promise<number> {
  const waiting = db
    .updateTable('deliveries')
    .set({ state: 'cancelled', reason: null })
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['queued', 'held'])
  const { numUpdatedRows } = await ('deliveryIds' in of
    ? waiting.where('delivery_id', '=', sql<string>`any(${[...of.deliveryIds]}::uuid[])`)
    : 'source' in of
      ? waiting.where('source_kind', '=', of.source.kind).where('source_id', '=', of.source.id)
      : waiting
          .where('conversation_id', '=', of.conversationId)
          .where('message_id', 'in', (query) =>
            query
              .selectFrom('messages')
              .where('organisation_id', '=', organisationId)
              .where('conversation_id', '=', of.conversationId)
              .where('author_kind', '=', of.authorKind)
              .select('message_id'),
          )
  ).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Writes a message and its delivery of the same name, which leaves at once where somebody waits for it, and otherwise when the sender comes by. */
async function write(transaction: Transaction, routed: RoutedWay, sending: Sending): Promise<Sent> {
  const { now, context } = transaction
  const { way, route, followsPerson } = routed
  const { conversationId, channelAccountId } = way
  const outbox = outboxOf(transaction)
  const priority = sending.priority ?? (sending.purpose === 'service' ? 0 : 1)
  const leavesNow = outbox !== undefined && priority === 0 && !sending.notBefore && sending.purpose === 'service'
  const deliveryId = sending.deliveryId ?? orderedId(now)
  const sent = { outcome: 'queued', deliveryId, messageId: deliveryId, conversationId } as const
  if (keepsPlace(transaction, sending, { by: route.by, lastMessageAt: way.lastMessageAt })) {
    const letter = { deliveryId, conversationId, channelAccountId, priority, sending, route, followsPerson }
    await writeLetterInPlace(transaction, letter)
    await wakeSender(transaction, channelAccountId, sending.notBefore ?? context.clock.now())
    return sent
  }
  const replyToken = takeReplyToken(transaction, sending.replyTo?.replyToken ?? unspentToken(now, routed, sending))
  // Written out: of a copy that much is added to V8 makes a dictionary, once for each reply.
  await writeLetter(transaction, {
    deliveryId,
    conversationId,
    channelAccountId,
    priority,
    leavesNow,
    replyToken,
    sending,
    route,
    followsPerson,
  })
  if (leavesNow) outbox.push(outgoing(transaction, way, sending, { deliveryId, replyToken }))
  else await wakeSender(transaction, channelAccountId, sending.notBefore ?? context.clock.now())
  return sent
}

/**
 * A free answer to what the person has just said, for a member who writes and for what goes by the cheapest route. Scripts are
 * given the event they answer; what they say besides is no answer.
 */
function unspentToken(now: Date, { route, way: { replyToken, replyTokenExpiresAt } }: RoutedWay, { author }: Sending) {
  if (route.by !== 'reply' && author.kind !== 'member') return undefined
  if (!replyToken || !replyTokenExpiresAt || replyTokenExpiresAt <= now) return undefined
  return { token: replyToken, expiresAt: replyTokenExpiresAt.getTime() }
}

function outgoing(
  { organisationId, now }: Transaction,
  way: Way,
  sending: Sending,
  born: Pick<Outgoing, 'deliveryId' | 'replyToken'>,
): Outgoing {
  return {
    deliveryId: born.deliveryId,
    replyToken: born.replyToken,
    organisationId,
    channelAccountId: way.channelAccountId,
    conversationId: way.conversationId,
    identityId: way.identityId,
    address: way.address,
    comment: sending.comment,
    retryKey: born.deliveryId,
    attempts: 1,
    queuedAt: now,
    content: sending.content,
    // It answers what has just been said.
    window: 'open',
    byMember: sending.author.kind === 'member',
    sentParts: [],
  }
}
