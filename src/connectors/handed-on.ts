import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope } from '../platform/scope.ts'

/** What went back to giving platforms of a round, by order number. */
export interface HandedOn {
  /** Platforms we are connected to, with how many reports stand where. */
  readonly platforms: readonly { readonly name: string; readonly states: Readonly<Record<string, number>> }[]
  /** How many reports put right what was handed on before. */
  readonly correctionCount: number
  /** Lines that were in a file, and the last time; null: no file was taken. */
  readonly filed: { readonly count: number; readonly at: Date } | null
  /** What waits for a person to call it back. */
  readonly callBackCount: number
}

/** What became of a round at giving platforms. */
export async function readHandedOn(scope: Scope, roundId: string): Promise<HandedOn> {
  permit(scope, 'gifts.read')
  return scope.transaction(async ({ db, organisationId }) => {
    const ofRound = sql`organisation_id = ${organisationId} and feedback_round_id = ${roundId}`
    const { rows: platforms } = await sql<HandedOn['platforms'][number]>`
      select a.name, json_object_agg(r.state, r.count) as states
      from (select connector_account_id, state, count(*)::integer as count from order_returns where ${ofRound} group by 1, 2) r
      join connector_accounts a on a.organisation_id = ${organisationId}
        and a.connector_account_id = r.connector_account_id
      group by a.connector_account_id, a.name order by a.name, a.connector_account_id`.execute(db)
    const { rows } = await sql<{
      filedCount: number
      filedAt: Date | null
      corrections: number
      callBackCount: number
    }>`
      select filed.count as "filedCount", filed.at as "filedAt",
        (select count(*)::integer from call_backs where ${ofRound} and settled_at is null) as "callBackCount",
        (select count(*)::integer from order_returns where ${ofRound} and corrects_id is not null) as corrections
      from (select count(*)::integer as count, max(filed_at) as at from filed_returns where ${ofRound}) as filed`.execute(
      db,
    )
    const { filedCount = 0, filedAt = null, corrections = 0, callBackCount = 0 } = rows[0] ?? {}
    const filed = filedAt === null ? null : { count: filedCount, at: filedAt }
    return { platforms, correctionCount: corrections, filed, callBackCount }
  })
}
