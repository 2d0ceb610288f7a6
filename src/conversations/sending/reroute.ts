import { sql } from 'kysely'
import { z } from 'zod'
import type { Purpose } from '../../people/consent.ts'
import { orderedId } from '../../platform/ids.ts'
import { hint } from '../../platform/realtime.ts'
import type { Transaction } from '../../platform/scope.ts'
import { readOutbound, type Sending } from '../conversation.ts'
import { readTemplateCheck } from '../templates/fit.ts'
import { wakeSender } from '../wake.ts'
import type { Candidate } from './candidate.ts'
import { type Letter, writeLetter } from './letters.ts'
import { keepsPlace, writeLetterInPlace } from './letters-in-place.ts'
import type { Passable } from './obstacles.ts'
import { consentOf } from './route.ts'
import { readBudgets, readCandidates } from './route-candidates.ts'
import { cheapest } from './route-choice.ts'
import { openTypedWays, wordsFor } from './typed-ways.ts'

/** A delivery that cannot go on where it is, and what its message needs to go on elsewhere. */
interface Stuck {
  deliveryId: string
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
 * conversation once. The delivery keeps its name and goes; what it leaves behind is a row that ended as skipped (rerouted).
 * Answers those that went on; the others are the caller's to end. Answers typed into a conversation stay in it.
 */
export async function reroute(
  transaction: Transaction,
  obstacles: ReadonlyMap<string, Passable>,
): Promise<ReadonlySet<string>> {
  if (obstacles.size === 0) return new Set()
  const stuck = await readStuck(transaction, [...obstacles.keys()])
  const found = await findDetours(transaction, stuck, obstacles)
  if (found.length === 0) return new Set()
  await openTypedWays(
    transaction,
    found.map(({ way, letter }) => ({ way, content: letter.sending.content })),
  )
  await Promise.all(found.map((detour) => writeTo(transaction, detour)))
  await changePlaces(transaction, found)
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
  way: Candidate
  letter: Letter
}

/** What leaves the inbox as it was does so where it goes on, too. */
function writeTo(transaction: Transaction, { way: { lastMessageAt }, letter }: Detour): Promise<void> {
  const isInPlace = keepsPlace(transaction, letter.sending, { by: letter.route.by, lastMessageAt })
  return isInPlace ? writeLetterInPlace(transaction, letter) : writeLetter(transaction, letter)
}

async function readStuck(
  { db, organisationId }: Transaction,
  deliveryIds: readonly string[],
): Promise<readonly Stuck[]> {
  const { rows } = await sql<Stuck>`
    select d.delivery_id as "deliveryId", i.person_id as "personId", d.purpose, d.priority,
      d.source_kind as "sourceKind", d.source_id as "sourceId", d.not_after as "notAfter", m.content,
      m.author_kind as "authorKind", m.author_id as "authorId",
      array(select t.conversation_id from deliveries t where t.organisation_id = d.organisation_id
        and (t.delivery_id = d.delivery_id or t.routed_to = d.delivery_id)) as tried
    from deliveries d
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
  const misfitOf = await readTemplateCheck(
    transaction,
    stuck.map(({ content }) => readOutbound(content)),
  )
  const may = await consentOf(transaction, personIds)
  return stuck.flatMap((from) => {
    const { personId, purpose, tried } = from
    const ways = (candidates.get(personId) ?? []).filter(
      ({ conversationId, accountState }) => accountState === 'active' && !tried.includes(conversationId),
    )
    const content = readOutbound(from.content)
    const best = cheapest(transaction.now, ways, {
      ...{ content, purpose, budgets, misfitOf },
      may: (kind) => may[purpose](personId, kind),
    })
    if (best.kind === 'none') return []
    if (best.spendsPlan) budgets.spend(best.way.channelAccountId)
    const { conversationId, channelAccountId } = best.way
    const why = obstacles.get(from.deliveryId)
    if (why === undefined) return []
    const letter = letterOf(transaction, from, { conversationId, channelAccountId })
    const sending = { ...letter.sending, content: wordsFor(transaction, best.way, content) }
    const route = { by: best.by, why, others: best.others }
    return [{ from, way: best.way, letter: { ...letter, sending, route } }]
  })
}

const author = z.enum(['script', 'member', 'system'])

function letterOf(
  { now }: Transaction,
  from: Stuck,
  to: Pick<Letter, 'conversationId' | 'channelAccountId'>,
): Omit<Letter, 'route'> {
  const { purpose, priority, sourceKind, sourceId, notAfter, authorKind, authorId } = from
  const sending: Sending = {
    content: readOutbound(from.content),
    purpose,
    author: { kind: author.parse(authorKind), ...(authorId ? { id: authorId } : {}) },
    ...(sourceKind && sourceId ? { source: { kind: sourceKind, id: sourceId } } : {}),
    ...(notAfter ? { notAfter } : {}),
  }
  const travels = { followsPerson: true, leavesNow: false, replyToken: undefined }
  return { deliveryId: orderedId(now), ...to, ...travels, priority, sending }
}

/**
 * The delivery takes the place of the one just written, with its message, and that one stays behind in the old place with
 * what was tried there. It belongs to nothing any more, so that counts by source find each message once.
 */
async function changePlaces({ db, organisationId }: Transaction, found: readonly Detour[]): Promise<void> {
  const going = found.map(({ from }) => from.deliveryId)
  const staying = found.map(({ letter }) => letter.deliveryId)
  await sql`
    update delivery_parts p set delivery_id = pair.staying
    from unnest(${going}::uuid[], ${staying}::uuid[]) as pair (going, staying)
    where p.organisation_id = ${organisationId} and p.delivery_id = pair.going`.execute(db)
  await sql`
    update deliveries d set message_id = o.message_id, conversation_id = o.conversation_id,
      channel_account_id = o.channel_account_id, retry_key = o.retry_key, route = o.route, attempts = o.attempts,
      sending_at = o.sending_at, sent_at = o.sent_at, failed_at = o.failed_at, queued_at = o.queued_at, not_before = o.not_before,
      next_attempt_at = o.next_attempt_at, reply_token = null, follows_person = true,
      state = case when pair.goes then o.state else 'skipped' end,
      reason = case when pair.goes then o.reason else 'rerouted' end,
      source_kind = case when pair.goes then d.source_kind end, source_id = case when pair.goes then d.source_id end,
      routed_from = case when pair.goes then coalesce(d.routed_from, o.delivery_id) end,
      routed_to = case when not pair.goes then o.delivery_id end
    from unnest(${[...going, ...staying]}::uuid[], ${[...staying, ...going]}::uuid[],
      ${[...going.map(() => true), ...staying.map(() => false)]}::boolean[]) as pair (id, other, goes),
      deliveries o
    where d.organisation_id = ${organisationId} and d.delivery_id = pair.id
      and o.organisation_id = ${organisationId} and o.delivery_id = pair.other`.execute(db)
}
