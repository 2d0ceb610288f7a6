import { sql } from 'kysely'
import type { Context } from '../platform/scope.ts'

/** Seconds a tried code is remembered: longer than any code lives, its neighbours in time allowed for (RFC 6238 §5.2). */
const rememberSeconds = 5 * 60

/** Takes a code of an authenticator app for its one try; answers whether it had not been tried yet. Two at once: one gets it. */
export async function takeCode({ databases, clock }: Context, userId: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false
  const now = clock.now()
  const old = new Date(now.getTime() - rememberSeconds * 1000)
  await sql`delete from auth.tried_codes where user_id = ${userId} and tried_at < ${old}`.execute(databases.app)
  const taken = await sql`
    insert into auth.tried_codes (user_id, code, tried_at) values (${userId}, ${code}, ${now})
    on conflict do nothing returning code`.execute(databases.app)
  return taken.rows.length > 0
}
