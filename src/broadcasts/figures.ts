import { sql } from 'kysely'
import type { ChannelKind } from '../channels/adapter.ts'
import { aggregationUnitOf, askFigures, countingKinds } from '../conversations/accounts/figures.ts'
import type { Sweep } from '../platform/jobs/job.ts'
import { hint } from '../platform/realtime.ts'
import type { Scope, Transaction } from '../platform/scope.ts'

/** What an account's provider has told of a broadcast; see `Figures`. */
export interface TellingFigures {
  readonly channel: ChannelKind
  readonly channelName: string
  readonly seen: number | null
  readonly pressed: number | null
  readonly played: number | null
  /** When they were asked for; null: they are not ready yet. */
  readonly askedAt: Date | null
}

const dayMilliseconds = 86_400_000
/** LINE counts by days of UTC+9 and has counted one by the end of the next (Messaging API, insight, 2026-07). */
const lineOffset = 9 * 3_600_000
/** After that hardly anybody opens it; LINE itself keeps a unit's figures for longer. */
const askedDays = 14

/** The figures of a broadcast by account: of every account that counts and got messages of it. */
export async function readFigures(
  { db, organisationId }: Transaction,
  broadcastId: string,
): Promise<readonly TellingFigures[]> {
  const { rows } = await sql<TellingFigures>`
    select a.kind as channel, a.name as "channelName", f.seen, f.pressed, f.played, f.asked_at as "askedAt"
    from (select distinct channel_account_id from deliveries where organisation_id = ${organisationId}
      and source_kind = 'broadcast' and source_id = ${broadcastId} and sent_at is not null) as used
    join channel_accounts a on a.organisation_id = ${organisationId} and a.channel_account_id = used.channel_account_id
    left join broadcast_figures f on f.organisation_id = ${organisationId} and f.broadcast_id = ${broadcastId}
      and f.channel_account_id = used.channel_account_id
    where a.kind = any(${[...countingKinds]}::text[]) order by a.name, a.channel_account_id`.execute(db)
  return rows
}

/** Asks for what is ready: first when the day after the sending is over, then once a day for two weeks. */
export const figuresSweep: Sweep = {
  name: 'broadcasts.figures',
  everySeconds: 3600,
  run: async (scope) => {
    for (const due of await figuresDue(scope)) await refresh(scope, due)
  },
}

interface Due {
  broadcastId: string
  channelAccountId: string
  from: Date
}

function figuresDue(scope: Scope): Promise<Due[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const today = Math.floor((now.getTime() + lineOffset) / dayMilliseconds) * dayMilliseconds - lineOffset
    const { rows } = await sql<Due>`
      select b.broadcast_id as "broadcastId", used.channel_account_id as "channelAccountId", b.snapshot_at as "from"
      from broadcasts b
      cross join lateral (select distinct d.channel_account_id from deliveries d
        join channel_accounts a on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
        where d.organisation_id = b.organisation_id and d.source_kind = 'broadcast' and d.source_id = b.broadcast_id
          and d.sent_at is not null and a.state = 'active' and a.kind = any(${[...countingKinds]}::text[])) as used
      where b.organisation_id = ${organisationId} and b.snapshot_at < ${new Date(today - dayMilliseconds)}
        and b.snapshot_at > ${new Date(now.getTime() - askedDays * dayMilliseconds)}
        and not exists (select from broadcast_figures f where f.organisation_id = b.organisation_id
          and f.broadcast_id = b.broadcast_id and f.channel_account_id = used.channel_account_id
          and f.asked_at >= ${new Date(today)})`.execute(db)
    return rows
  })
}

/** A provider that does not answer is asked again within the hour. */
async function refresh(scope: Scope, { broadcastId, channelAccountId, from }: Due): Promise<void> {
  const yesterday = scope.context.clock.now().getTime() - dayMilliseconds
  const ask = { unit: aggregationUnitOf(broadcastId), from: dayOf(from.getTime()), to: dayOf(yesterday) }
  const figures = await askFigures(scope, channelAccountId, ask)
  if (figures === null) return
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const told = { ...figures, asked_at: now }
    await db
      .insertInto('broadcast_figures')
      .values({
        organisation_id: organisationId,
        ...{ broadcast_id: broadcastId, channel_account_id: channelAccountId },
        ...told,
      })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'broadcast_id', 'channel_account_id']).doUpdateSet(told),
      )
      .execute()
    await hint(transaction, 'broadcast', [broadcastId])
  })
}

/** The day of a moment by LINE's clock, `2026-11-22`. */
function dayOf(moment: number): string {
  return new Date(moment + lineOffset).toISOString().slice(0, 10)
}
