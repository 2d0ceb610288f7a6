import { createMiddleware } from 'hono/factory'
import sharp from 'sharp'
import { z } from 'zod'
import type { Environment } from '../../platform/http/api.ts'
import { newEdge } from '../../platform/http/edge.ts'
import type { Scope } from '../../platform/scope.ts'
import { conversationRoutes } from '../inbox/routes.ts'
import { type ChatHouse, lineEvent } from '../testing.ts'

/** A photograph of 800 × 600 points that knows where it was taken. */
export function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 800, height: 600, channels: 3, background: '#14655a' } })
    .withExif({
      IFD0: { Make: 'A camera' },
      IFD3: { GPSLatitude: '25/1 2/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '121/1 31/1 0/1', GPSLongitudeRef: 'E' },
    })
    .jpeg()
    .toBuffer()
}

/** A LINE message with a file of the given type. */
export function lineFile(userId: string, messageId: string, message: object = { type: 'image' }): object {
  return { ...lineEvent('message', userId), message: { contentProvider: { type: 'line' }, ...message, id: messageId } }
}

/** Handles what came in and fetches what came with it. */
export async function settleMediaOf(chat: ChatHouse): Promise<void> {
  await chat.settle()
  await chat.board.media.run(chat.organisationId, chat.channelAccountId)
}

/** Asks the members' API as this member would. */
export function ask(chat: ChatHouse, scope: Scope, path: string, headers: Record<string, string> = {}) {
  const edge = newEdge(chat.context, () => new Response('', { status: 500 }))
  edge.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', scope)
      await next()
    }),
  )
  edge.route('/', conversationRoutes(chat.board))
  return edge.request(path, { headers })
}

const page = z.object({ items: z.array(z.looseObject({ id: z.string() })) })
const thread = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      direction: z.string(),
      attachments: z.array(z.looseObject({ href: z.string().nullable() })),
    }),
  ),
})

/** What came in last, as the inbox tells it; `href` is where its first file lies. */
export async function newestMessage(chat: ChatHouse, scope: Scope) {
  const [first] = page.parse(await (await ask(chat, scope, '/api/conversations?limit=1')).json()).items
  const answer = await ask(chat, scope, `/api/conversations/${first?.id}/messages`)
  const message = thread.parse(await answer.json()).items.findLast(({ direction }) => direction === 'in')
  if (message === undefined) throw new Error('nothing came in')
  return { ...message, href: String(message.attachments[0]?.href) }
}
