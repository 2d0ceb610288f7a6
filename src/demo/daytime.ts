import type { Respond } from '../conversations/conversation.ts'
import { endOfQuiet } from '../conversations/sending/quiet.ts'
import { writeChange } from '../people/persons.ts'
import type { Transaction } from '../platform/scope.ts'

/** Places around the world, never six hours apart: in one of them it is always between nine and three. */
const zones = [
  'Asia/Taipei',
  'Asia/Dubai',
  'Atlantic/Reykjavik',
  'America/Puerto_Rico',
  'Pacific/Pitcairn',
  'Pacific/Auckland',
]

const ahead = 2 * 60 * 60 * 1000

/** A time zone in which it is day now and will be for hours. */
export function daytimeZone(now: Date): string {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  return zones.find((zone) => hourIn(zone) >= 9 && hourIn(zone) < 15) ?? 'UTC'
}

/**
 * Puts the visitor's phone where it is day: nobody is written to between 21:00 and 09:00 of their own time, and a visitor who
 * tries the demo at night would wait until morning for the report. The rule stays whole; the person of a sandbox phone, once
 * they act, is on a journey. Wraps what answers people; touches sandbox accounts of a demo organisation only.
 */
export function answerAtDaytime(respond: Respond): Respond {
  return async (transaction, turn) => {
    const timeZone = await nightZone(transaction, turn.identity.identityId)
    if (timeZone) await writeChange(transaction, turn.personId, { timeZone: daytimeZone(transaction.now) })
    await respond(transaction, turn)
  }
}

/** The time zone of somebody with a sandbox phone for whom it is night, or soon will be. */
async function nightZone({ db, organisationId, now }: Transaction, identityId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities as i')
    .innerJoin('channel_accounts as a', (join) =>
      join
        .onRef('a.organisation_id', '=', 'i.organisation_id')
        .onRef('a.channel_account_id', '=', 'i.channel_account_id'),
    )
    .innerJoin('organisations as o', 'o.organisation_id', 'i.organisation_id')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.organisation_id', '=', 'i.organisation_id').onRef('p.person_id', '=', 'i.person_id'),
    )
    .where('i.organisation_id', '=', organisationId)
    .where('i.identity_id', '=', identityId)
    .where('a.is_sandbox', '=', true)
    .where('o.is_demo', '=', true)
    .select(['p.time_zone as own', 'o.time_zone as house'])
    .executeTakeFirst()
  if (!row) return undefined
  const zone = row.own ?? row.house
  const isQuiet = endOfQuiet(now, zone) ?? endOfQuiet(new Date(now.getTime() + ahead), zone)
  return isQuiet && zone
}
