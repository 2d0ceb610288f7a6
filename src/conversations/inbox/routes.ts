import { createRoute, z } from '@hono/zod-openapi'
import { block, quickReply } from '../../channels/message.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { healthOfChannelsRoutes } from '../accounts/health-routes.ts'
import { conversationStates } from '../conversation.ts'
import { mediaRoutes } from '../media/routes.ts'
import { sentFileRoutes } from '../media/sent-files-routes.ts'
import { shownAttachment } from '../media/shown.ts'
import { shownDelivery } from '../sending/delivery-shown.ts'
import type { Switchboard } from '../switchboard.ts'
import { templateRoutes } from '../templates/routes.ts'
import { assignConversation, markRead, replyAsMember, setConversationState, writeNote } from './inbox.ts'
import { tellLive } from './live.ts'
import { memberReply } from './member-reply.ts'
import { previewRoutes } from './preview-routes.ts'
import { shownReaction } from './reactions.ts'
import { savedReplyRoutes } from './saved-replies-routes.ts'
import { listConversations, listMessages, readConversation } from './store.ts'
import { shownWriting } from './writing.ts'

const conversationItem = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    channel: z.string(),
    channelName: z.string(),
    preview: z.string(),
    unread: z.number(),
    state: z.enum(conversationStates),
    assigneeId: z.uuid().nullable(),
    assigneeName: z.string().nullable(),
    lastMessageAt: z.iso.datetime().nullable(),
    waitingSince: z.iso.datetime().nullable(),
  })
  .openapi('ConversationItem')

const conversationDetail = conversationItem
  .extend({
    channelAccountId: z.uuid(),
    identityState: z.string(),
    scriptSilentUntil: z.iso.datetime().nullable(),
    language: z.string(),
    /** Why nothing, or with `quota` perhaps nothing, can be sent on this channel now. */
    cannotLeave: z.enum(['auth', 'config', 'quota', 'paused']).nullable(),
    ...shownWriting,
  })
  .openapi('Conversation')

const messageItem = z
  .object({
    id: z.uuid(),
    direction: z.enum(['in', 'out', 'note']),
    authorKind: z.enum(['person', 'member', 'script', 'system']),
    authorName: z.string().nullable(),
    at: z.iso.datetime(),
    unsentAt: z.iso.datetime().nullable(),
    text: z.string().nullable(),
    payload: z.string().nullable(),
    edited: z.boolean(),
    attachments: z.array(shownAttachment),
    blocks: z.array(block),
    quickReplies: z.array(quickReply),
    delivery: shownDelivery.nullable(),
    /** What the person felt about it, as far as not taken back. */
    reactions: z.array(shownReaction),
  })
  .openapi('Message')

const params = z.object({ id: z.uuid() })
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const done = { 204: { description: 'Done' } }

const list = createRoute({
  method: 'get',
  path: '/api/conversations',
  summary: 'The inbox, newest first',
  request: {
    query: z.object({
      state: z.enum(conversationStates).optional(),
      assignee: z.enum(['me', 'none']).optional(),
      query: z.string().max(100).optional(),
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: {
    200: json(z.object({ items: z.array(conversationItem), next: z.string().nullable() }), 'A page of conversations'),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/conversations/{id}',
  summary: 'One conversation',
  request: { params },
  responses: { 200: json(conversationDetail, 'The conversation') },
})

const messages = createRoute({
  method: 'get',
  path: '/api/conversations/{id}/messages',
  summary: 'A page of the thread, oldest first; `before` is `next` of the newer page',
  request: {
    params,
    query: z.object({
      before: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    200: json(
      z.object({
        items: z.array(messageItem),
        /** Of this page's stretch of time: signs on messages that the thread does not hold. */
        strayReactions: z.array(shownReaction.extend({ id: z.string() })),
        next: z.string().nullable(),
      }),
      'A page of messages',
    ),
  },
})

const reply = createRoute({
  method: 'post',
  path: '/api/conversations/{id}/messages',
  summary: 'Answer the person with words, more than words or a template; the same clientKey sends once',
  request: {
    params,
    ...body(memberReply),
  },
  responses: { 201: json(z.object({ messageId: z.uuid().nullable() }), 'Queued; null when this key was sent before') },
})

const note = createRoute({
  method: 'post',
  path: '/api/conversations/{id}/notes',
  summary: 'Write a note only members see; the same clientKey keeps one',
  request: {
    params,
    ...body(z.object({ text: z.string().trim().min(1).max(5000), clientKey: z.string().min(8).max(100).optional() })),
  },
  responses: { 201: json(z.object({ messageId: z.uuid() }), 'Written') },
})

const assign = createRoute({
  method: 'put',
  path: '/api/conversations/{id}/assignee',
  summary: 'Give the conversation to a member, or to nobody',
  request: {
    params,
    ...body(
      z.object({
        memberId: z.uuid().nullable(),
        /** Whose it was when the member asked: somebody quicker keeps it. */
        seenAssigneeId: z.uuid().nullable().optional(),
      }),
    ),
  },
  responses: done,
})

const setState = createRoute({
  method: 'put',
  path: '/api/conversations/{id}/state',
  summary: 'Open, queue or resolve the conversation',
  request: { params, ...body(z.object({ state: z.enum(conversationStates) })) },
  responses: done,
})

const setRead = createRoute({
  method: 'put',
  path: '/api/conversations/{id}/read',
  summary: 'Everything so far has been read',
  request: { params },
  responses: done,
})

/** The inbox of the members' API, and the live hints that tell open pages what to read again. */
export function conversationRoutes(board: Switchboard) {
  const router = newRouter()
  router.route('/', previewRoutes())
  router.route('/', healthOfChannelsRoutes())
  router.openapi(list, async (request) =>
    request.json(await listConversations(scopeOf(request), request.req.valid('query')), 200),
  )
  router.openapi(read, async (request) =>
    request.json(await readConversation(scopeOf(request), request.req.valid('param').id), 200),
  )
  router.openapi(messages, async (request) => {
    const { before, limit } = request.req.valid('query')
    return request.json(await listMessages(scopeOf(request), request.req.valid('param').id, before, limit), 200)
  })
  router.openapi(reply, async (request) =>
    request.json(await replyAsMember(scopeOf(request), request.req.valid('param').id, request.req.valid('json')), 201),
  )
  router.openapi(note, async (request) => {
    const { text, clientKey } = request.req.valid('json')
    return request.json(await writeNote(scopeOf(request), request.req.valid('param').id, text, clientKey), 201)
  })
  router.openapi(assign, async (request) => {
    const { memberId, seenAssigneeId } = request.req.valid('json')
    await assignConversation(scopeOf(request), request.req.valid('param').id, memberId, seenAssigneeId)
    return request.body(null, 204)
  })
  router.openapi(setState, async (request) => {
    await setConversationState(scopeOf(request), request.req.valid('param').id, request.req.valid('json').state)
    return request.body(null, 204)
  })
  router.openapi(setRead, async (request) => {
    await markRead(scopeOf(request), request.req.valid('param').id)
    return request.body(null, 204)
  })
  router.route('/', mediaRoutes())
  router.route('/', savedReplyRoutes())
  router.route('/', sentFileRoutes())
  router.route('/', templateRoutes())
  router.get('/api/live', (request) => tellLive(request, board.realtime))
  return router
}
