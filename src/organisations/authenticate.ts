import { createMiddleware } from 'hono/factory'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { isFromOwnPage } from '../platform/http/security.ts'
import { organisationId } from '../platform/ids.ts'
import { systemScope } from '../platform/jobs/work.ts'
import type { Context, Transaction } from '../platform/scope.ts'
import type { Auth, SignedIn } from './auth.ts'
import { secondFactorNeeded } from './proofs.ts'
import { demandedOf } from './second-factor.ts'
import { SignedInScope, type SignIn } from './signed-in.ts'
import { type Membership, membershipsOf } from './users.ts'

/** By which header a member of several organisations says which one they mean. */
export const organisationHeader = 'x-organisation'

/**
 * Finds out which member asks, for everything below `/api/`: sets the scope with the union of what their roles permit, or leaves
 * it unset. A member of several organisations names one in `x-organisation`, or gets the one they joined first. Requests that
 * change something must come from our own pages: `organisations.foreign-page` otherwise. Who must set up two steps first reaches
 * nothing but that: `organisations.second-factor-needed`.
 */
export function authenticate(auth: Auth) {
  return createMiddleware<Environment>(async (request, next) => {
    const signedIn = await auth.whoIs(request.req.raw.headers)
    if (signedIn) {
      if (!isFromOwnPage(request)) throw new Failure('organisations.foreign-page', {}, { kind: 'forbidden' })
      const scope = await memberScope(request.get('context'), signedIn, chosen(request))
      if (scope) refuseWithoutSecondFactor(request, scope)
      request.set('scope', scope)
    }
    await next()
    for (const cookie of signedIn?.cookies ?? []) request.res.headers.append('set-cookie', cookie)
  })
}

function chosen(request: Request): string | undefined {
  return request.req.header(organisationHeader)
}

/** Below `/api/auth/`, all that setting up two steps takes, and the ways in and out. */
const setUpPaths = ['/sign-in/email', '/get-session', '/sign-out', '/two-factor/enable', '/two-factor/verify-totp']

function refuseWithoutSecondFactor(request: Request, { signIn }: SignedInScope): void {
  const path = new URL(request.req.url).pathname
  const mayGoOn = signIn.secondFactor !== 'now' || setUpPaths.some((open) => path === `/api/auth${open}`)
  if (!mayGoOn) throw secondFactorNeeded()
}

async function memberScope(
  context: Context,
  user: SignedIn,
  organisation: string | undefined,
): Promise<SignedInScope | undefined> {
  const memberships = await membershipsOf(context, user.userId)
  const wanted = memberships.filter((one) => organisation === undefined || one.organisationId === organisation)
  for (const membership of wanted) {
    const scope = await actAs(context, membership, user)
    if (scope) return scope
  }
  return undefined
}

async function actAs(
  context: Context,
  { organisationId: organisation, memberId }: Membership,
  { userId, sessionId, hasSecondFactor }: SignedIn,
): Promise<SignedInScope | undefined> {
  const id = organisationId(organisation)
  const found = await systemScope(context, id, 'sign-in').transaction((transaction) => readActor(transaction, memberId))
  if (!found) return undefined
  const { name, permissions, ...where } = found
  const secondFactor = hasSecondFactor ? 'has' : demandedOf({ permissions, ...where }, context.clock.now())
  const signIn: SignIn = { userId, sessionId, secondFactor, isDemo: where.isDemo }
  return new SignedInScope(context, id, { kind: 'member', id: memberId, name, permissions }, signIn)
}

async function readActor({ db, organisationId: organisation }: Transaction, memberId: string) {
  const member = await db
    .selectFrom('members')
    .innerJoin('organisations', 'organisations.organisation_id', 'members.organisation_id')
    .where('members.organisation_id', '=', organisation)
    .where('member_id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .select(['members.name', 'members.created_at as joinedAt', 'is_demo as isDemo'])
    .select('organisations.created_at as foundedAt')
    .executeTakeFirst()
  if (!member) return undefined
  const rows = await db
    .selectFrom('member_roles')
    .innerJoin('roles', (join) =>
      join
        .onRef('roles.organisation_id', '=', 'member_roles.organisation_id')
        .onRef('roles.role', '=', 'member_roles.role'),
    )
    .where('member_roles.organisation_id', '=', organisation)
    .where('member_roles.member_id', '=', memberId)
    .select('permissions')
    .execute()
  return { ...member, permissions: new Set(rows.flatMap((row) => row.permissions)) }
}
