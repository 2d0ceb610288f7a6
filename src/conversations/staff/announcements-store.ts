import { sql } from 'kysely'
import type { Scope } from '../../platform/scope.ts'

/** A conversation about to be announced. `words` is what the person said last, as lists show it. */
export interface Waiting {
  conversationId: string
  waitingSince: Date
  personName: string
  channelName: string
  words: string
}

/** Something a person wrote after they were announced. */
export interface FurtherWords {
  conversationId: string
  waitingSince: Date
  thread: string
  words: string
  at: Date
}

/** A team that has just been connected is not told of all that waited last year. */
const oldestHours = 24
/** After so many tries the desk alone tells. */
const tryLimit = 5
const leaseSeconds = 60
const atOnce = 20

/** Writes down which conversations are to be announced. The team's own account announces nobody of itself. */
export async function noteWaiting(scope: Scope, channelAccountId: string): Promise<void> {
  await scope.transaction(({ db, organisationId, now }) =>
    sql`
      insert into staff_announcements
        (organisation_id, channel_account_id, conversation_id, waiting_since, next_attempt_at, told_until)
      select c.organisation_id, ${channelAccountId}::uuid, c.conversation_id, c.waiting_since, ${now}::timestamptz,
        coalesce((select max(m.at) from messages m where m.organisation_id = c.organisation_id
          and m.conversation_id = c.conversation_id and m.direction = 'in'), c.waiting_since)
      from conversations c
      where c.organisation_id = ${organisationId} and c.state = 'waiting' and c.channel_account_id <> ${channelAccountId}
        and c.waiting_since > ${new Date(now.getTime() - oldestHours * 3_600_000)}
      order by c.waiting_since
      on conflict do nothing`.execute(db),
  )
}

/** Takes some that are to be announced now; nobody else takes them until the lease is over. Who has been answered is left. */
export function claimAnnouncements(scope: Scope, channelAccountId: string): Promise<Waiting[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<Waiting>`
      with due as (
        select s.conversation_id, s.waiting_since from staff_announcements s
        join conversations c on c.organisation_id = s.organisation_id and c.conversation_id = s.conversation_id
          and c.state = 'waiting' and c.waiting_since = s.waiting_since
        where s.organisation_id = ${organisationId} and s.channel_account_id = ${channelAccountId}
          and s.thread is null and s.attempts < ${tryLimit} and s.next_attempt_at <= ${now}
        order by s.waiting_since limit ${atOnce} for update of s skip locked
      )
      update staff_announcements s set attempts = s.attempts + 1,
        next_attempt_at = ${new Date(now.getTime() + leaseSeconds * 1000)}
      from due
      join conversations c on c.organisation_id = ${organisationId} and c.conversation_id = due.conversation_id
      join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
      join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
      join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
      where s.organisation_id = ${organisationId} and s.channel_account_id = ${channelAccountId}
        and s.conversation_id = due.conversation_id and s.waiting_since = due.waiting_since
      returning s.conversation_id as "conversationId", s.waiting_since as "waitingSince",
        p.display_name as "personName", a.name as "channelName", coalesce((
          select m.content ->> 'text' from messages m where m.organisation_id = ${organisationId}
            and m.conversation_id = c.conversation_id and m.direction = 'in' and m.unsent_at is null
          order by m.at desc, m.message_id desc limit 1), '') as words`.execute(db)
    return rows
  })
}

/** Keeps where a conversation was announced: what a member writes there goes to the person. */
export async function keepThread(
  scope: Scope,
  channelAccountId: string,
  { conversationId, waitingSince }: Waiting,
  thread: string,
): Promise<void> {
  await scope.transaction(({ db, organisationId }) =>
    db
      .updateTable('staff_announcements')
      .set({ thread })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('conversation_id', '=', conversationId)
      .where('waiting_since', '=', waitingSince)
      .execute(),
  )
}

/** What persons have written since the team was told, oldest first, for the newest thread of each conversation not resolved. */
export function claimWords(scope: Scope, channelAccountId: string): Promise<FurtherWords[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<FurtherWords>`
      select s.conversation_id as "conversationId", s.waiting_since as "waitingSince", s.thread, m.at,
        coalesce(m.content ->> 'text', '') as words
      from (
        select distinct on (conversation_id) * from staff_announcements
        where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId} and thread is not null
          and waiting_since > ${new Date(now.getTime() - 7 * oldestHours * 3_600_000)}
        order by conversation_id, waiting_since desc
      ) s
      join conversations c on c.organisation_id = s.organisation_id and c.conversation_id = s.conversation_id
        and c.state <> 'resolved'
      join messages m on m.organisation_id = s.organisation_id and m.conversation_id = s.conversation_id
        and m.direction = 'in' and m.unsent_at is null and m.at > s.told_until
      order by m.at, m.message_id
      limit ${atOnce}`.execute(db)
    return rows
  })
}

/** Notes up to where the team has been told. */
export async function keepTold(scope: Scope, channelAccountId: string, one: FurtherWords): Promise<void> {
  await scope.transaction(({ db, organisationId }) =>
    sql`
      update staff_announcements set told_until = greatest(told_until, ${one.at}::timestamptz)
      where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
        and conversation_id = ${one.conversationId} and waiting_since = ${one.waitingSince}`.execute(db),
  )
}
