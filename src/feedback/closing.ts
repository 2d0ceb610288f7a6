import { sql } from 'kysely'
import { textMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { planRoutes } from '../conversations/sending/route.ts'
import { giftPageLinks } from '../gifts/gift-page-link.ts'
import { newId } from '../platform/ids.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { closingCard } from './closing-card.ts'
import { closingPeople, readUseOfFunds, type UseOfFunds, useOfFunds } from './closing-rows.ts'
import type { Round } from './round.ts'

/** Writes down for whom a closing report is; who wishes none has it on their page. Done once. */
export async function beginClosing(transaction: Transaction, { roundId, programmeId }: Round): Promise<void> {
  const { db, organisationId, now } = transaction
  await sql`
    insert into feedback_closings (organisation_id, feedback_round_id, person_id, gift_id, share_minor, currency, result,
      reason, at)
    select ${organisationId}::uuid, ${roundId}::uuid, p.person_id, p.gift_id, p.share_minor, p.currency,
      case when wish.rhythm = 'none' then 'shown' else 'queued' end,
      case when wish.rhythm = 'none' then 'opted_out' end, ${now}::timestamptz
    from (${closingPeople(transaction, programmeId, roundId)}) as p
    left join lateral (select rhythm from feedback_wishes w
      where w.organisation_id = ${organisationId} and w.person_id = p.person_id
      order by w.at desc, w.feedback_wish_id desc limit 1) as wish on true
    on conflict do nothing`.execute(db)
}

interface Reader {
  personId: string
  giftId: string
  shareMinor: bigint
  language: string
  programme: unknown
  picture: string
  isRefunded: boolean
}

/** Writes to the next people after `after`; answers the last of them, or null when nobody is left. The caller holds the round. */
export async function closeForSome(
  transaction: Transaction,
  round: Round,
  { after, limit }: { after: string | null; limit: number },
): Promise<string | null> {
  const readers = await nextReaders(transaction, round.roundId, { after, limit })
  const told = readers.filter(({ isRefunded }) => !isRefunded)
  const funds = await fundsOf(transaction, round)
  const pages = await giftPageLinks(
    transaction,
    told.map(({ giftId }) => giftId),
  )
  const personIds = told.map(({ personId }) => personId)
  const routes = await planRoutes(transaction, { personIds, content: textMessage('…'), purpose: 'feedback' })
  const sent = await Promise.all(
    told.map(async (reader) => {
      const { personId, giftId } = reader
      const language = isLanguage(reader.language) ? reader.language : 'en'
      const route = routes.get(personId)
      const channel = route?.kind === 'route' ? route.channel : undefined
      const making = { templates: round.templates, channel, url: pages.get(giftId) }
      const card = closingCard(transaction, { ...reader, language, funds }, making)
      const message = { blocks: [card], quickReplies: [], altText: card.title }
      const outcome = await sendMessage(
        transaction,
        { personId },
        {
          ...{ content: message, purpose: 'feedback', author: { kind: 'system' } },
          onceKey: `round:${round.roundId}:${personId}`,
          source: { kind: 'closing', id: newId(transaction.now) },
        },
      )
      if (outcome.outcome === 'queued')
        return { personId, result: 'queued', deliveryId: outcome.deliveryId, reason: null }
      return { personId, result: 'shown', deliveryId: null, reason: outcome.reason }
    }),
  )
  const held = readers.filter(({ isRefunded }) => isRefunded)
  await record(transaction, round.roundId, [
    ...sent,
    ...held.map(({ personId }) => ({ personId, result: 'held', deliveryId: null, reason: 'refunded' })),
  ])
  return readers.at(-1)?.personId ?? null
}

/** What the approver saw; counted anew only where a round was never handed in. */
export async function fundsOf(transaction: Transaction, { roundId, programmeId }: Round): Promise<UseOfFunds> {
  const { db, organisationId } = transaction
  const row = await db
    .selectFrom('feedback_rounds')
    .where('organisation_id', '=', organisationId)
    .where('feedback_round_id', '=', roundId)
    .select('use_of_funds')
    .executeTakeFirst()
  return useOfFunds.safeParse(row?.use_of_funds).data ?? readUseOfFunds(transaction, programmeId)
}

async function nextReaders(
  { db, organisationId }: Transaction,
  roundId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select k.person_id as "personId", k.gift_id as "giftId", k.share_minor as "shareMinor", p.language,
      o.name as programme, o.picture, g.refunded_minor = g.amount_minor as "isRefunded"
    from feedback_closings k
    join feedback_rounds r on r.organisation_id = k.organisation_id and r.feedback_round_id = k.feedback_round_id
    join programmes o on o.organisation_id = r.organisation_id and o.programme_id = r.programme_id
    join persons p on p.organisation_id = k.organisation_id and p.person_id = k.person_id
    join gifts g on g.organisation_id = k.organisation_id and g.gift_id = k.gift_id
    where k.organisation_id = ${organisationId} and k.feedback_round_id = ${roundId} and k.result = 'queued'
      and k.delivery_id is null and (${after}::uuid is null or k.person_id > ${after}::uuid)
    order by k.person_id limit ${limit}::integer`.execute(db)
  return rows
}

interface Ended {
  personId: string
  result: string
  deliveryId: string | null
  reason: string | null
}

async function record(
  { db, organisationId, now }: Transaction,
  roundId: string,
  ended: readonly Ended[],
): Promise<void> {
  await sql`
    update feedback_closings k set result = one.result, delivery_id = one.delivery_id, reason = one.reason,
      at = ${now}::timestamptz
    from unnest(${ended.map((one) => one.personId)}::uuid[], ${ended.map((one) => one.result)}::text[],
      ${ended.map((one) => one.deliveryId)}::uuid[], ${ended.map((one) => one.reason)}::text[])
      as one (person_id, result, delivery_id, reason)
    where k.organisation_id = ${organisationId} and k.feedback_round_id = ${roundId}
      and k.person_id = one.person_id and k.result = 'queued'`.execute(db)
}
