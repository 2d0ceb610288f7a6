import { sql } from 'kysely'
import { z } from 'zod'
import type { Transaction } from '../../platform/scope.ts'
import type { HeldPhone } from '../phone-deeds.ts'
import { recall } from '../tamper/memory.ts'
import type { Journey } from './guide.ts'

const programmeNames = z.record(z.string(), z.string()).catch({})

/** How far the owner of a phone has come with their newest gift. */
export async function readJourney({ sandbox, app, phone }: HeldPhone): Promise<Journey> {
  const tampering = await recall(sandbox.context, app.scope.organisationId)
  return app.scope.transaction(async (transaction) => {
    const gift = await newestGift(transaction, phone.channelAccountId, phone.userId)
    const child = gift && (await helpedChild(transaction, gift.giftId))
    const news = child && (await newsSince(transaction, child.caseId, gift.bornAt))
    const round = news && (await roundOf(transaction, news.updateId))
    return {
      kind: app.kind,
      isFriend: phone.isFriend,
      gift,
      child,
      news,
      round,
      result: round && (await resultOf(transaction, gift.giftId, news.updateId)),
      isTampered: tampering !== undefined,
      logOrigin: await logOrigin(transaction),
    }
  })
}

async function newestGift({ db, organisationId }: Transaction, accountId: string, address: string) {
  const row = await db
    .selectFrom('gifts')
    .innerJoin('identities', (join) =>
      join
        .onRef('identities.organisation_id', '=', 'gifts.organisation_id')
        .onRef('identities.person_id', '=', 'gifts.person_id'),
    )
    .where('gifts.organisation_id', '=', organisationId)
    .where('identities.channel_account_id', '=', accountId)
    .where('identities.address', '=', address)
    .select(['gifts.gift_id', 'gifts.thanked_at', 'gifts.received_at'])
    .orderBy('gifts.received_at', 'desc')
    .orderBy('gifts.gift_id', 'desc')
    .executeTakeFirst()
  return row && { giftId: row.gift_id, isThanked: row.thanked_at !== null, bornAt: row.received_at }
}

async function helpedChild({ db, organisationId }: Transaction, giftId: string): Promise<Journey['child']> {
  const { rows } = await sql<{ caseId: string; pseudonym: string; name: unknown }>`
    select c.case_id as "caseId", c.pseudonym, p.name
    from allocations a
    join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
    join programmes p on p.organisation_id = c.organisation_id and p.programme_id = c.programme_id
    where a.organisation_id = ${organisationId} and a.gift_id = ${giftId}
      and c.stage not in ('withdrawn', 'transferred', 'died')
    group by c.case_id, c.pseudonym, p.name having sum(a.amount_minor) > 0
    order by min(a.at), c.case_id limit 1`.execute(db)
  const [found] = rows
  return found && { caseId: found.caseId, pseudonym: found.pseudonym, programme: programmeNames.parse(found.name) }
}

async function newsSince({ db, organisationId }: Transaction, caseId: string, since: Date) {
  const { rows } = await sql<{ updateId: string; state: string; position: bigint | null }>`
    select u.update_id as "updateId", u.state, e.position
    from updates u
    left join log_entries e on e.organisation_id = u.organisation_id
      and e.subject_kind = 'update' and e.subject_id = u.update_id
    where u.organisation_id = ${organisationId} and u.case_id = ${caseId}
      and u.written_at > ${since} and u.state in ('submitted', 'approved')
    order by u.written_at desc, u.update_id desc limit 1`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  const logSize = found.position === null ? undefined : found.position + 1n
  return { updateId: found.updateId, isReleased: found.state === 'approved', logSize }
}

async function roundOf({ db, organisationId }: Transaction, updateId: string): Promise<Journey['round']> {
  const row = await db
    .selectFrom('feedback_rounds')
    .innerJoin('feedback_round_updates', (join) =>
      join
        .onRef('feedback_round_updates.organisation_id', '=', 'feedback_rounds.organisation_id')
        .onRef('feedback_round_updates.feedback_round_id', '=', 'feedback_rounds.feedback_round_id'),
    )
    .where('feedback_rounds.organisation_id', '=', organisationId)
    .where('feedback_round_updates.update_id', '=', updateId)
    .where('feedback_rounds.state', 'not in', ['recalled', 'declined'])
    .select(['feedback_rounds.feedback_round_id', 'feedback_rounds.state'])
    .orderBy('feedback_rounds.created_at', 'desc')
    .orderBy('feedback_rounds.feedback_round_id', 'desc')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const isApproved = row.state !== 'draft' && row.state !== 'submitted'
  return { roundId: row.feedback_round_id, isPlanned: row.state !== 'draft', isApproved }
}

async function resultOf({ db, organisationId }: Transaction, giftId: string, updateId: string) {
  const row = await db
    .selectFrom('feedback_results')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', giftId)
    .where('update_id', '=', updateId)
    .select('result')
    .orderBy('at', 'desc')
    .orderBy('feedback_round_id', 'desc')
    .executeTakeFirst()
  return row?.result
}

async function logOrigin({ db, organisationId }: Transaction): Promise<string | undefined> {
  const row = await db
    .selectFrom('log_heads')
    .where('organisation_id', '=', organisationId)
    .select('origin')
    .executeTakeFirst()
  return row?.origin
}
