import { createMiddleware } from 'hono/factory'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { isFromOwnPage } from '../platform/http/security.ts'
import { organisationId } from '../platform/ids.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import type { Auth } from './auth.ts'
import { type Membership, membershipsOf } from './users.ts'

/** By which header a member of several organisations says which one they mean. */
export const organisationHeader = 'x-organisation'

/**
 * Finds out which member asks, for everything below `/api/`: sets the scope with the union of what their roles permit, or leaves
 * it unset. A member of several organisations names one in `x-organisation`, or gets the one they joined first. Requests that
 * change something must come from our own pages: `organisations.foreign-page` otherwise.
 */
export function authenticate(auth: Auth) {
  return createMiddleware<Environment>(async (request, next) => {
    const signedIn = await auth.whoIs(request.req.raw.headers)
    if (signedIn) {
      if (!isFromOwnPage(request)) throw new Failure('organisations.foreign-page', {}, { kind: 'forbidden' })
      request.set('scope', await memberScope(request.get('context'), signedIn.userId, chosen(request)))
    }
    await next()
    for (const cookie of signedIn?.cookies ?? []) request.res.headers.append('set-cookie', cookie)
  })
}

function chosen(request: Request): string | undefined {
  return request.req.header(organisationHeader)
}

async function memberScope(
  context: Context,
  userId: string,
  organisation: string | undefined,
): Promise<Scope | undefined> {
  const memberships = await membershipsOf(context, userId)
  const wanted = memberships.filter((one) => organisation === undefined || one.organisationId === organisation)
  for (const membership of wanted) {
    const scope = await actAs(context, membership)
    if (scope) return scope
  }
  return undefined
}

async function actAs(context: Context, membership: Membership): Promise<Scope | undefined> {
  const id = organisationId(membership.organisationId)
  const member = await systemScope(context, id, 'sign-in').transaction((transaction) =>
    readActor(transaction, membership.memberId),
  )
  return member && new Scope(context, id, { kind: 'member', id: membership.memberId, ...member })
}

async function readActor({ db, organisationId: organisation }: Transaction, memberId: string) {
  const member = await db
    .selectFrom('members')
    .where('organisation_id', '=', organisation)
    .where('member_id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .select('name')
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
  return { name: member.name, permissions: new Set(rows.flatMap((row) => row.permissions)) }
}
