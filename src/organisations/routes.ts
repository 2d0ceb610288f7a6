import { createRoute, z } from '@hono/zod-openapi'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, pageQuery, takes } from '../platform/http/openapi.ts'
import type { Scope } from '../platform/scope.ts'
import { accountRoutes } from './account-routes.ts'
import { listAudit } from './audit-trail.ts'
import type { Auth } from './auth.ts'
import { authRoutes } from './auth-routes.ts'
import { changeLegalEntity, createLegalEntity, listLegalEntities } from './legal-entities.ts'
import { memberRoutes } from './member-routes.ts'
import { readMember } from './member-rows.ts'
import { legalEntitySchema, officeHoursSchema, organisationChangeSchema } from './organisation.ts'
import { changeOrganisation, readOrganisation } from './organisations.ts'
import { permit } from './permission.ts'
import { SignedInScope } from './signed-in.ts'

const organisationSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    country: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    language: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    officeHours: officeHoursSchema,
    isDemo: z.boolean(),
    texts: z.array(z.object({ language: z.string(), name: z.string(), description: z.string() })),
  })
  .openapi('Organisation')

const sessionSchema = z
  .object({
    member: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      language: z.string(),
      roles: z.array(z.string()),
      permissions: z.array(z.string()),
    }),
    organisation: organisationSchema.pick({
      id: true,
      name: true,
      slug: true,
      isDemo: true,
      currency: true,
      timeZone: true,
      language: true,
    }),
    /** Whether two steps are set up, not asked for, or asked for soon. */
    signIn: z.object({ secondFactor: z.enum(['has', 'spared', 'soon', 'now']) }),
  })
  .openapi('Session')

const roleSchema = z.object({ role: z.string(), permissions: z.array(z.string()) }).openapi('Role')
const newLegalEntity = legalEntitySchema.openapi('NewLegalEntity')
const legalEntity = legalEntitySchema
  .extend({ id: z.uuid(), approvalNumber: z.string().nullable(), receiptPrefix: z.string() })
  .openapi('LegalEntity')

const auditLine = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actorKind: z.string(),
    actorName: z.string().nullable(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .openapi('AuditLine')

const auditQuery = pageQuery.extend({
  cursor: z.uuid().optional(),
  subjectKind: z.string().max(60).optional(),
  subjectId: z.string().max(60).optional(),
})

const get = <Schema extends z.ZodType>(path: string, schema: Schema, description: string) =>
  createRoute({ method: 'get', path, responses: answers(schema, description) })

const auditRoute = createRoute({
  method: 'get',
  path: '/api/audit',
  request: { query: auditQuery },
  responses: answers(listOf(auditLine), 'Who did what, newest first'),
})

const changeOrganisationRoute = createRoute({
  method: 'patch',
  path: '/api/organisation',
  request: takes(organisationChangeSchema.openapi('OrganisationChange')),
  responses: answers(organisationSchema, 'The organisation as it is now'),
})

const createEntityRoute = createRoute({
  method: 'post',
  path: '/api/legal-entities',
  request: takes(newLegalEntity),
  responses: answers(z.object({ id: z.uuid() }), 'The new legal entity'),
})

const changeEntityRoute = createRoute({
  method: 'put',
  path: '/api/legal-entities/{id}',
  request: { params: idParameter, ...takes(newLegalEntity) },
  responses: done('Changed'),
})

/** Signing in, the session, members, roles, the organisation itself, its legal entities and its audit. */
export const organisationRoutes = (auth: Auth) =>
  newRouter()
    .route('/', authRoutes(auth))
    .route('/', accountRoutes(auth))
    .route('/', memberRoutes)
    .openapi(get('/api/session', sessionSchema, 'Who is signed in, where, and what they may do'), async (request) =>
      request.json(await readSession(scopeOf(request)), 200),
    )
    .openapi(get('/api/roles', listOf(roleSchema), 'The roles and what each may do'), async (request) =>
      request.json({ items: await listRoles(scopeOf(request)), next: null }, 200),
    )
    .openapi(auditRoute, async (request) => {
      const { cursor, limit, subjectKind, subjectId } = request.req.valid('query')
      const lines = await listAudit(scopeOf(request), {
        limit: limit + 1,
        ...(cursor ? { after: cursor } : {}),
        ...(subjectKind ? { subjectKind } : {}),
        ...(subjectId ? { subjectId } : {}),
      })
      const items = lines.slice(0, limit).map((line) => ({ ...line, at: line.at.toISOString() }))
      return request.json({ items, next: lines.length > limit ? (items.at(-1)?.id ?? null) : null }, 200)
    })
    .openapi(get('/api/organisation', organisationSchema, 'The organisation'), async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'organisation.read')
      return request.json(await scope.transaction(readOrganisation), 200)
    })
    .openapi(changeOrganisationRoute, async (request) => {
      const scope = scopeOf(request)
      await changeOrganisation(scope, request.req.valid('json'))
      return request.json(await scope.transaction(readOrganisation), 200)
    })
    .openapi(get('/api/legal-entities', listOf(legalEntity), 'The bodies receipts are written by'), async (request) =>
      request.json({ items: await listLegalEntities(scopeOf(request)), next: null }, 200),
    )
    .openapi(createEntityRoute, async (request) =>
      request.json({ id: await createLegalEntity(scopeOf(request), request.req.valid('json')) }, 200),
    )
    .openapi(changeEntityRoute, async (request) => {
      await changeLegalEntity(scopeOf(request), request.req.valid('param').id, request.req.valid('json'))
      return request.body(null, 204)
    })

async function readSession(scope: Scope) {
  const { actor } = scope
  if (actor.kind !== 'member') throw new Failure('request.sign-in-needed', {}, { kind: 'unauthenticated' })
  return scope.transaction(async (transaction) => {
    const { id, name, email, language, roles } = await readMember(transaction, actor.id)
    const organisation = await readOrganisation(transaction)
    const secondFactor = scope instanceof SignedInScope ? scope.signIn.secondFactor : 'spared'
    const member = { id, name, email, language, roles, permissions: [...actor.permissions].sort() }
    return { member, organisation, signIn: { secondFactor } }
  })
}

async function listRoles(scope: Scope) {
  permit(scope, 'members.read')
  return scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('roles')
      .where('organisation_id', '=', organisationId)
      .select(['role', 'permissions'])
      .orderBy('role')
      .execute(),
  )
}
