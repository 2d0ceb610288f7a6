import { createRoute, z } from '@hono/zod-openapi'
import { block, outboundMessage } from '../../channels/message.ts'
import { permit } from '../../organisations/permission.ts'
import { newRouter, scopeOf } from '../../platform/http/api.ts'
import { answers, refusals, takes } from '../../platform/http/openapi.ts'
import type { Scope } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import { contentOf } from './member-content.ts'
import { isSomething, memberContent } from './member-reply.ts'
import { previewFor } from './preview.ts'
import { changeCodes } from './preview-changes.ts'

const asked = memberContent
  .omit({ template: true })
  .extend({
    /** Left out: every kind the organisation has connected. */
    kinds: z.array(channelKind).min(1).max(20).optional(),
    window: z.enum(['open', 'closed']).default('open'),
    /** A whole message, as a broadcast has it, in place of what a member writes in a conversation. */
    message: outboundMessage.optional(),
  })
  .refine((asked) => asked.message !== undefined || isSomething(asked), { path: ['text'] })

const preview = z
  .object({
    kind: channelKind,
    bubbles: z.array(block),
    quickReplies: z.array(z.string()),
    requestCount: z.number(),
    /** Words: `conversations:preview.changes.<code>`. */
    changes: z.array(z.object({ code: z.enum(changeCodes), count: z.number() })),
    /** `template`: only an approved template goes out. Otherwise the code of a failure. */
    refusal: z.string().nullable(),
    windowHours: z.number().nullable(),
  })
  .openapi('MessagePreview')

const show = createRoute({
  method: 'post',
  path: '/api/conversations/preview',
  summary: 'What would arrive of a message on each channel; nothing is sent or kept',
  request: takes(asked),
  responses: { ...answers(z.object({ items: z.array(preview), next: z.null() }), 'One for each kind'), ...refusals },
})

/** How a message degrades, in the members' API. */
export function previewRoutes() {
  const router = newRouter()
  router.openapi(show, async (request) =>
    request.json({ items: await previewAll(scopeOf(request), request.req.valid('json')), next: null }, 200),
  )
  return router
}

async function previewAll(scope: Scope, { kinds, window, message: whole, ...written }: z.infer<typeof asked>) {
  permit(scope, 'conversations.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const { publicUrl } = context.settings
    const accounts = await db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .orderBy('created_at')
      .orderBy('channel_account_id')
      .select(['kind', 'is_sandbox'])
      .execute()
    const known = kinds ?? accounts.map(({ kind }) => channelKind.parse(kind))
    const message = whole ?? (await contentOf(transaction, '', written))
    return [...new Set(known)].map((kind) => {
      const isSandbox = accounts.some((account) => account.kind === kind && account.is_sandbox)
      return previewFor(kind, message, { now, publicUrl, isSandbox, window })
    })
  })
}
