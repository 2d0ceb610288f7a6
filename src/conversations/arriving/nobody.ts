import { sql } from 'kysely'
import { type ChannelEvent, channelEvent } from '../../channels/event.ts'
import { describeError } from '../../platform/log.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { answerComment } from '../comments/reply.ts'
import { followComment } from '../comments/taken-down.ts'
import { inSavepoint } from '../savepoint.ts'
import { type Outgoing, openOutbox } from '../sending/outbox.ts'
import { type Door, openDoor } from './group-door.ts'

/** Tries before a comment or a mention is left alone. */
const tryLimit = 5
const retrySeconds = 10

/** What follows from events that belong to no person, to be said after the commit. */
export interface Passed {
  outgoing: Outgoing[]
  doors: Door[]
}

/**
 * Events of no person: kept and marked seen. A public comment may be answered in private, and what became of it is followed; a group that mentions us is shown the
 * way to a private chat; nobody else hears anything.
 */
export async function passOverNobody(scope: Scope, account: OpenAccount): Promise<Passed> {
  return scope.transaction(async (transaction) => {
    const outgoing = openOutbox(transaction)
    const doors: Door[] = []
    for (const one of await markSeen(transaction, account.channelAccountId)) {
      const event = channelEvent.safeParse(one.event)
      if (!event.success) continue
      const left = outgoing.length
      try {
        const door = await inSavepoint(transaction, () => answer(transaction, account, event.data))
        if (door !== undefined) doors.push(door)
      } catch (error) {
        scope.context.log.error(describeError(error), 'A comment or mention could not be answered')
        outgoing.length = left
        await tryAgain(transaction, account.channelAccountId, one)
      }
    }
    return { outgoing, doors }
  })
}

async function answer(transaction: Transaction, account: OpenAccount, event: ChannelEvent): Promise<Door | undefined> {
  if (event.standby) return undefined
  if (event.chat?.type !== 'comment') return openDoor(transaction, account, event)
  await answerComment(transaction, account, event)
  await followComment(transaction, account.channelAccountId, event)
  return undefined
}

interface Seen {
  dedupeKey: string
  attempts: number
  event: unknown
}

/** Marks all as seen; answers those somebody may expect something of, as they came. */
async function markSeen({ db, organisationId, now }: Transaction, channelAccountId: string): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    with seen as (
      update inbound_events set processed_at = ${now}
      where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
        and sender = '' and processed_at is null and (next_attempt_at is null or next_attempt_at <= ${now})
      returning inbound_event_id, dedupe_key, attempts, event, at
    )
    select dedupe_key as "dedupeKey", attempts, event from seen
    where event #>> '{chat,type}' = 'comment' and event ->> 'type' in ('message', 'unsend', 'edited') or event ->> 'addressed' = 'true'
    order by at, inbound_event_id`.execute(db)
  return rows
}

async function tryAgain(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
  { dedupeKey, attempts }: Seen,
): Promise<void> {
  if (attempts + 1 >= tryLimit) return
  await sql`
    update inbound_events set processed_at = null, attempts = attempts + 1,
      next_attempt_at = ${new Date(now.getTime() + retrySeconds * 1000)}
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and dedupe_key = ${dedupeKey}`.execute(db)
}
