import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, takes } from '../platform/http/openapi.ts'
import { languages } from '../platform/languages.ts'
import { memberChangeSchema, memberEmailSchema, newMemberSchema, roleSchema } from './member.ts'
import { changeMember, createMember, inviteAgain, listMembers } from './members.ts'
import { requireRecentProof } from './proofs.ts'
import { takeSecondFactorOff } from './second-factor-off.ts'

const memberSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    language: z.string(),
    roles: z.array(z.string()),
    isActive: z.boolean(),
    /** Whether they sign in in two steps. */
    hasSecondFactor: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Member')

const newMemberBody = z
  .object({
    name: newMemberSchema.shape.name,
    email: memberEmailSchema.openapi({ type: 'string', format: 'email' }),
    language: z.enum(languages),
    roles: z.array(roleSchema),
  })
  .openapi('NewMember')

const invitedSchema = z
  .object({
    memberId: z.uuid(),
    /** Shown once: nobody, not even the database, knows it afterwards. Null when they already sign in here. */
    invitation: z.object({ url: z.string(), expiresAt: z.iso.datetime() }).nullable(),
  })
  .openapi('InvitedMember')

const listRoute = createRoute({
  method: 'get',
  path: '/api/members',
  responses: answers(listOf(memberSchema), 'Everybody who works here'),
})

const createMemberRoute = createRoute({
  method: 'post',
  path: '/api/members',
  request: takes(newMemberBody),
  responses: answers(invitedSchema, 'The member, and the link to hand them'),
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/api/members/{id}',
  request: { params: idParameter, ...takes(memberChangeSchema.openapi('MemberChange')) },
  responses: done('Changed'),
})

const inviteRoute = createRoute({
  method: 'post',
  path: '/api/members/{id}/invitation',
  request: { params: idParameter },
  responses: answers(invitedSchema, 'A new link to set a password'),
})

const secondFactorRoute = createRoute({
  method: 'delete',
  path: '/api/members/{id}/second-factor',
  summary: 'Take the second step off a member who lost phone and codes; they and all owners are told',
  request: { params: idParameter },
  responses: done('Taken off'),
})

/** Members and their roles. */
export const memberRoutes = newRouter()
  .openapi(listRoute, async (request) => {
    const members = await listMembers(scopeOf(request))
    const items = members.map((member) => ({ ...member, createdAt: member.createdAt.toISOString() }))
    return request.json({ items, next: null }, 200)
  })
  .openapi(createMemberRoute, async (request) => {
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    const { memberId, invitation } = await createMember(scope, request.req.valid('json'))
    return request.json({ memberId, invitation: invitation ? shown(invitation) : null }, 200)
  })
  .openapi(changeRoute, async (request) => {
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    await changeMember(scope, request.req.valid('param').id, request.req.valid('json'))
    return request.body(null, 204)
  })
  .openapi(inviteRoute, async (request) => {
    const { id } = request.req.valid('param')
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    const invitation = await inviteAgain(scope, id)
    return request.json({ memberId: id, invitation: shown(invitation) }, 200)
  })
  .openapi(secondFactorRoute, async (request) => {
    const scope = scopeOf(request)
    await requireRecentProof(scope)
    await takeSecondFactorOff(scope, request.req.valid('param').id)
    return request.body(null, 204)
  })

function shown({ url, expiresAt }: { url: string; expiresAt: Date }) {
  return { url, expiresAt: expiresAt.toISOString() }
}
