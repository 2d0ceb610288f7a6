import { sql } from 'kysely'
import { z } from 'zod'
import type { Purpose } from '../people/consent.ts'
import { orderedId } from '../platform/ids.ts'
import { hint } from '../platform/realtime.ts'
import type { Transaction } from '../platform/scope.ts'
import { readOutbound, type Sending } from './conversation.ts'
import { type Letter, writeLetter } from './letters.ts'
import { type Passable, skipDeliveries } from './obstacles.ts'
import { consentOf } from './route.ts'
import { readBudgets, readCandidates } from './route-candidates.ts'
import { cheapest } from './route-choice.ts'
import { wakeSender } from './wake.ts'

/** A delivery that cannot go on where it is, and what its message needs to go on elsewhere. */
interface Stuck {
  deliveryId: string
  firstId: string
  personId: string
  purpose: Purpose
  priority: 0 | 1
  sourceKind: string | null
  sourceId: string | null
  notAfter: Date | null
  content: unknown
  authorKind: string
  authorId: string | null
  /** Conversations the message has been in, this one included. */
  tried: string[]
}

/**
 * Lets messages that cannot be had on one channel go on to the cheapest other conversation of the same person, each
 * conversation once: the delivery ends as skipped (rerouted) and a new one takes its place. Answers those that went on; the
 * others are the caller's to end. Answers typed into a conversation stay in it.
 */
export async function reroute(
  transaction: Transaction,
  obstacles: ReadonlyMap<string, Passable>,
): Promise<ReadonlySet<string>> {
  if (obstacles.size === 0) return new Set()
  const stuck = await readStuck(transaction, [...obstacles.keys()])
  const found = await findDetours(transaction, stuck, obstacles)
  if (found.length === 0) return new Set()
  await Promise.all(found.map(({ letter }) => writeLetter(transaction, letter)))
  await skipDeliveries(transaction, new Map(found.map(({ from }) => [from.deliveryId, 'rerouted'] as const)))
  await pointOn(transaction, found)
  for (const channelAccountId of new Set(found.map(({ letter }) => letter.channelAccountId)))
    await wakeSender(transaction, channelAccountId, transaction.context.clock.now())
  await hint(
    transaction,
    'conversation',
    found.map(({ letter }) => letter.conversationId),
  )
  return new Set(found.map(({ from }) => from.deliveryId))
}

interface Detour {
  from: Stuck
  letter: Letter
}

async function readStuck(
  { db, organisationId }: Transaction,
  deliveryIds: readonly string[],
): Promise<readonly Stuck[]> {
  const { rows } = await sql<Stuck>`
    select d.delivery_id as "deliveryId", first.id as "firstId", i.person_id as "personId", d.purpose, d.priority,
      d.source_kind as "sourceKind", d.source_id as "sourceId", d.not_after as "notAfter", m.content,
      m.author_kind as "authorKind", m.author_id as "authorId",
      array(select t.conversation_id from deliveries t where t.organisation_id = d.organisation_id
        and (t.delivery_id = first.id or t.routed_from = first.id)) as tried
    from deliveries d
    cross join lateral (select coalesce(d.routed_from, d.delivery_id) as id) as first
    join messages m on m.organisation_id = d.organisation_id and m.message_id = d.message_id
    join conversations c on c.organisation_id = d.organisation_id and c.conversation_id = d.conversation_id
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    where d.organisation_id = ${organisationId} and d.delivery_id = any(${[...deliveryIds]}::uuid[])
      and (d.purpose <> 'service' or d.follows_person) and d.comment_id is null
    order by d.delivery_id`.execute(db)
  return rows
}

async function findDetours(
  transaction: Transaction,
  stuck: readonly Stuck[],
  obstacles: ReadonlyMap<string, Passable>,
): Promise<Detour[]> {
  const personIds = [...new Set(stuck.map(({ personId }) => personId))]
  const candidates = await readCandidates(transaction, personIds)
  const budgets = await readBudgets(transaction)
  const may = await consentOf(transaction, personIds)
  return stuck.flatMap((from) => {
    const { personId, purpose, tried } = from
    const ways = (candidates.get(personId) ?? []).filter(
      ({ conversationId, accountState }) => accountState === 'active' && !tried.includes(conversationId),
    )
    const content = readOutbound(from.content)
    const best = cheapest(transaction.now, ways, { content, budgets, may: (kind) => may[purpose](personId, kind) })
    if (best.kind === 'none') return []
    if (best.spendsPlan) budgets.spend(best.way.channelAccountId)
    const { conversationId, channelAccountId } = best.way
    const why = obstacles.get(from.deliveryId)
    if (why === undefined) return []
    const letter = letterOf(transaction, from, { conversationId, channelAccountId })
    return [{ from, letter: { ...letter, route: { by: best.by, why, others: best.others } } }]
  })
}

const author = z.enum(['script', 'member', 'system'])

function letterOf(
  { now }: Transaction,
  from: Stuck,
  to: Pick<Letter, 'conversationId' | 'channelAccountId'>,
): Omit<Letter, 'route'> {
  const { purpose, priority, sourceKind, sourceId, notAfter, authorKind, authorId, firstId } = from
  const sending: Sending = {
    content: readOutbound(from.content),
    purpose,
    author: { kind: author.parse(authorKind), ...(authorId ? { id: authorId } : {}) },
    ...(sourceKind && sourceId ? { source: { kind: sourceKind, id: sourceId } } : {}),
    ...(notAfter ? { notAfter } : {}),
  }
  const ids = { messageId: orderedId(now), deliveryId: orderedId(now) }
  const travels = { followsPerson: true, routedFrom: firstId, leavesNow: false, replyToken: undefined }
  return { ...ids, ...to, ...travels, priority, sending }
}

async function pointOn({ db, organisationId }: Transaction, found: readonly Detour[]): Promise<void> {
  await sql`
    update deliveries d set routed_to = gone.routed_to
    from unnest(${found.map(({ from }) => from.firstId)}::uuid[], ${found.map(({ letter }) => letter.deliveryId)}::uuid[])
      as gone (delivery_id, routed_to)
    where d.organisation_id = ${organisationId} and d.delivery_id = gone.delivery_id`.execute(db)
}
