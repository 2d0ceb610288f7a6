import { z } from 'zod'
import { organisationId } from '../platform/ids.ts'
import { type Context, Scope } from '../platform/scope.ts'
import type { EmulatedKind } from './emulator.ts'

/** A sandbox account of a demo organisation, as its provider knows it from outside. */
export interface FoundAccount {
  readonly scope: Scope
  readonly channelAccountId: string
  readonly name: string
  /** Our own hook, on this machine. */
  readonly hookUrl: string
}

const rowsOf = z.array(
  z.object({ organisation_id: z.string(), channel_account_id: z.string(), name: z.string(), hook_key: z.string() }),
)

/** Every sandbox account of a kind, the oldest first. A provider knows all its customers, so this asks outside any tenant. */
export async function findAccounts(context: Context, kind: EmulatedKind): Promise<FoundAccount[]> {
  const { rows } = await context.databases.owner.query(
    `select organisation_id, channel_account_id, name, hook_key from channel_accounts
     where is_sandbox and organisation_is_demo and kind = $1 order by created_at, channel_account_id`,
    [kind],
  )
  return rowsOf.parse(rows).map((row) => ({
    scope: new Scope(context, organisationId(row.organisation_id), { kind: 'system', name: 'sandbox' }),
    channelAccountId: row.channel_account_id,
    name: row.name,
    hookUrl: `http://127.0.0.1:${context.settings.port}/hooks/${row.hook_key}`,
  }))
}
