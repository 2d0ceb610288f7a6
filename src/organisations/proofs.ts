import { sql } from 'kysely'
import { Failure } from '../platform/errors.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { SignedInScope } from './signed-in.ts'

/** Minutes for which a proof of who one is lets a member move money or power. */
export const proofMinutes = 10

/** Notes that the holder of a session has just proved who they are. */
export async function noteProof({ databases, clock }: Context, sessionId: string): Promise<void> {
  await sql`
    insert into auth.proofs (session_id, proved_at) values (${sessionId}, ${clock.now()})
    on conflict (session_id) do update set proved_at = excluded.proved_at`.execute(databases.app)
}

/**
 * Lets pass who typed their password or a code within the last `proofMinutes`. For the doors of acts that change where money
 * goes, who may do what, or a secret: `await requireRecentProof(scopeOf(request))` before the action. Fails with
 * `organisations.second-factor-needed`, or with `organisations.proof-needed` and, as the fact `by`, what to ask for. A demo's
 * members are spared; so is whoever came by no sign-in: the house itself.
 */
export async function requireRecentProof(scope: Scope): Promise<void> {
  if (!(scope instanceof SignedInScope) || scope.signIn.isDemo) return
  const { signIn, context } = scope
  if (signIn.secondFactor === 'soon' || signIn.secondFactor === 'now') throw secondFactorNeeded()
  const { rows } = await sql<{ provedAt: Date }>`
    select proved_at as "provedAt" from auth.proofs where session_id = ${signIn.sessionId}`.execute(
    context.databases.app,
  )
  const provedAt = rows[0]?.provedAt.getTime() ?? Number.NEGATIVE_INFINITY
  if (context.clock.now().getTime() - provedAt <= proofMinutes * 60_000) return
  const by = signIn.secondFactor === 'has' ? 'code' : 'password'
  throw new Failure('organisations.proof-needed', { by, minutes: proofMinutes }, { kind: 'forbidden', retryable: true })
}

/** Who may not go on before two steps are set up. */
export function secondFactorNeeded(): Failure {
  return new Failure('organisations.second-factor-needed', {}, { kind: 'forbidden' })
}
