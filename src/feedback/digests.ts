import { type RawBuilder, sql } from 'kysely'
import type { OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { Failure } from '../platform/errors.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { nameIn } from './card.ts'
import { conversationOfMember } from './member-chat.ts'
import { draftRound } from './rounds.ts'

/** On the first of a month digests are drafted from this hour on, where the organisation is: whoever is told is awake. */
const fromHour = 7

/**
 * Drafts the digest of each programme that has not had one this month, and tells those who release rounds. A draft sends
 * nothing: a member hands it in and answers for it, another one releases it. Run on any later day of the month it makes up
 * for the first; a month nobody was there for is in the next digest.
 */
export async function draftDigests(scope: Scope): Promise<void> {
  const due = await scope.transaction(programmesDue)
  for (const programmeId of due) await scope.transaction((transaction) => draftDigest(transaction, programmeId))
}

/** The first of the month it is where an organisation `h` is; until `fromHour` of the first, that of the month before. */
const monthAt = (now: Date): RawBuilder<string> => sql<string>`date_trunc('month',
  (${now}::timestamptz at time zone h.time_zone) - ${fromHour} * interval '1 hour')::date`

/** A programme begun this month has its first digest with the next. */
async function programmesDue({ db, organisationId, now }: Transaction): Promise<string[]> {
  const { rows } = await sql<{ programmeId: string }>`
    select p.programme_id as "programmeId" from programmes p
    join organisations h on h.organisation_id = p.organisation_id
    where p.organisation_id = ${organisationId}
      and (p.created_at at time zone h.time_zone)::date < ${monthAt(now)}
      and not exists (select from feedback_digests d where d.organisation_id = p.organisation_id
        and d.programme_id = p.programme_id and d.month = ${monthAt(now)})
    order by p.created_at, p.programme_id`.execute(db)
  return rows.map(({ programmeId }) => programmeId)
}

async function draftDigest(transaction: Transaction, programmeId: string): Promise<void> {
  const { db, organisationId, now } = transaction
  await sql`
    select from programmes where organisation_id = ${organisationId} and programme_id = ${programmeId} for update`.execute(
    db,
  )
  if (!(await programmesDue(transaction)).includes(programmeId)) return
  const roundId = await draftIfAny(transaction, programmeId)
  await sql`
    insert into feedback_digests (organisation_id, programme_id, month, feedback_round_id, at)
    select ${organisationId}::uuid, ${programmeId}::uuid, ${monthAt(now)}, ${roundId}::uuid, ${now}::timestamptz
    from organisations h where h.organisation_id = ${organisationId}`.execute(db)
  if (roundId !== null) await tellMembers(transaction, programmeId, roundId)
}

async function draftIfAny(transaction: Transaction, programmeId: string): Promise<string | null> {
  try {
    return await draftRound(transaction, { programmeId, kind: 'digest' }, null)
  } catch (error) {
    if (error instanceof Failure && error.code === 'feedback.nothing-to-tell') return null
    throw error
  }
}

/** In their own linked chat or by e-mail; who has neither finds it under Today. */
async function tellMembers(transaction: Transaction, programmeId: string, roundId: string): Promise<void> {
  const { db, organisationId } = transaction
  const { name } = await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select('name')
    .executeTakeFirstOrThrow()
  for (const { memberId, language } of await whoDecides(transaction)) {
    const conversationId = await conversationOfMember(transaction, memberId)
    if (conversationId === undefined) continue
    const content = wordsFor(transaction, { roundId, name, language })
    const onceKey = `digest:${roundId}:${memberId}`
    await sendMessage(
      transaction,
      { conversationId },
      { content, purpose: 'service', author: { kind: 'system' }, onceKey },
    )
  }
}

function wordsFor(
  { context }: Transaction,
  { roundId, name, language: asked }: { roundId: string; name: unknown; language: string },
): OutboundMessage {
  const language = isLanguage(asked) ? asked : 'en'
  const t = context.translator.in(language)
  const url = `${context.settings.publicUrl}/desk/rounds/${roundId}`
  const title = t('feedback:digest.title', { programme: nameIn(name, language) })
  const buttons = [{ type: 'link', label: t('feedback:digest.open'), url } as const]
  return {
    blocks: [{ type: 'card', title, body: t('feedback:digest.text'), fields: [], buttons }],
    quickReplies: [],
    altText: title,
  }
}

async function whoDecides({ db, organisationId }: Transaction): Promise<{ memberId: string; language: string }[]> {
  const { rows } = await sql<{ memberId: string; language: string }>`
    select m.member_id as "memberId", m.language from members m
    where m.organisation_id = ${organisationId} and m.deactivated_at is null and exists (
      select from member_roles o join roles r on r.organisation_id = o.organisation_id and r.role = o.role
      where o.organisation_id = m.organisation_id and o.member_id = m.member_id and 'rounds.approve' = any(r.permissions))
    order by m.created_at, m.member_id`.execute(db)
  return rows
}

/** A digest that is still to be drafted: of which programme, when, and how many people wish for one now. */
export interface ComingDigest {
  readonly programmeId: string
  /** `2026-12-01`, where the organisation is. */
  readonly on: string
  readonly people: number
}

/** The next digest of every programme some giver of which wishes to hear once a month. */
export async function readComingDigests({ db, organisationId, now }: Transaction): Promise<ComingDigest[]> {
  const { rows } = await sql<ComingDigest>`
    select p.programme_id as "programmeId", to_char(${monthAt(now)} + interval '1 month', 'YYYY-MM-DD') as on,
      monthly.people
    from programmes p
    join organisations h on h.organisation_id = p.organisation_id
    join lateral (
      select count(*)::integer as people from (
        select distinct on (w.person_id) w.person_id, w.rhythm from feedback_wishes w
        where w.organisation_id = p.organisation_id
        order by w.person_id, w.at desc, w.feedback_wish_id desc
      ) wish
      where wish.rhythm = 'monthly' and exists (select from gifts g
        where g.organisation_id = p.organisation_id and g.person_id = wish.person_id and g.fund_id = p.fund_id)
    ) monthly on monthly.people > 0
    where p.organisation_id = ${organisationId}
    order by p.created_at, p.programme_id`.execute(db)
  return rows
}
