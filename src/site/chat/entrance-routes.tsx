import { randomBytes } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  beginSignIn,
  type ChatEntrance,
  findEntrance,
  finishSignIn,
  returnPath,
} from '../../conversations/accounts/sign-in.ts'
import { createLink } from '../../organisations/links.ts'
import type { MergeParticipant } from '../../people/merge.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody, refuseForeignForms } from '../../platform/http/security.ts'
import { answerPage, frameOf } from '../draw.ts'
import { readHost } from '../host.ts'
import { chatDoorAt } from './chat-door.ts'
import { EntrancePage, type EntranceView } from './entrance-page.tsx'

const cookie = 'entrance'
const ticketSeconds = 10 * 60
/** As long as the page shows all gifts anyway. */
const linkMilliseconds = 60 * 60 * 1000

/**
 * `/me/:organisation/:account`: the entrance to one's own page from the menu of a chat, without a password. The channel says who
 * opens it, by a redirect to its provider and back (`/back`) or by a proof that its app lays into the page's address; then it is
 * the same private link that the chat would have sent.
 */
export function entranceRoutes(merging: readonly MergeParticipant[]) {
  const router = newRouter()
  router.use('/me/*', limitRate('entrance', 240, 60), refuseForeignForms)
  router.get('/me/:organisation/:account', begin)
  router.get('/me/:organisation/:account/back', async (request) => {
    const { state = '', code = '' } = request.req.query()
    // Nobody's answer: somebody changed the language of the page they were shown.
    if (state === '') return request.redirect(new URL((await entranceOf(request)).url).pathname, 303)
    return finish(request, { state, proof: code }, merging)
  })
  router.post('/me/:organisation/:account/back', limitBody(1), async (request) => {
    const { state, proof } = await request.req.parseBody()
    return finish(request, { state: text(state), proof: text(proof) }, merging)
  })
  return router
}

async function begin(request: Request): Promise<Response> {
  const entrance = await entranceOf(request)
  const begun = beginSignIn(entrance, randomBytes(16).toString('hex'))
  if (begun.kind === 'closed') return draw(request, entrance, { state: 'closed', again: null })
  const isSecure = request.get('context').settings.publicUrl.startsWith('https:')
  const kept = { path: '/me', httpOnly: true, sameSite: 'Lax', secure: isSecure, maxAge: ticketSeconds } as const
  setCookie(request, cookie, begun.ticket, kept)
  if (begun.kind === 'handed') {
    const action = returnPath(new URL(entrance.url).pathname)
    return draw(request, entrance, { state: 'opening', action, ticketState: begun.state })
  }
  request.header('cache-control', 'no-store')
  return request.redirect(begun.url, 302)
}

async function finish(
  request: Request,
  said: { state: string; proof: string },
  merging: readonly MergeParticipant[],
): Promise<Response> {
  const entrance = await entranceOf(request)
  const ticket = getCookie(request, cookie) ?? ''
  deleteCookie(request, cookie, { path: '/me' })
  const visitor = await finishSignIn(entrance, { ...said, ticket }, merging)
  // An app that hands its proof does so only when it opens the page itself; a stranger has to write to us first.
  const isVain = entrance.account.channel.handsProof || visitor.kind === 'stranger'
  const again = isVain ? null : new URL(entrance.url).pathname
  if (visitor.kind !== 'known') return draw(request, entrance, { state: visitor.kind, again })
  const { personId } = visitor
  const token = await entrance.scope.transaction((transaction) => {
    const expiresAt = new Date(transaction.now.getTime() + linkMilliseconds)
    return createLink(transaction, { kind: 'my_gifts', subject: { personId }, expiresAt })
  })
  request.header('cache-control', 'no-store')
  return request.redirect(`/my/${token}`, 303)
}

function entranceOf(request: Request): Promise<ChatEntrance> {
  const { organisation = '', account = '' } = request.req.param()
  return findEntrance(request.get('context'), organisation, account)
}

type Drawn = EntranceView extends infer View ? (View extends unknown ? Omit<View, 'chat'> : never) : never

async function draw(request: Request, { scope, account }: ChatEntrance, view: Drawn): Promise<Response> {
  const { host, chat } = await scope.transaction(async (transaction) => ({
    host: await readHost(transaction, request.get('language')),
    chat: await chatDoorAt(transaction, account),
  }))
  const translate = request.get('translate')
  const status = { opening: 200, stranger: 404, refused: 403, closed: 404 } as const
  return answerPage(
    request,
    <EntrancePage
      frame={frameOf(request, host)}
      say={(key, words) => translate(`entrance:${key}`, words)}
      entrance={{ ...view, chat }}
    />,
    status[view.state],
  )
}

function text(field: unknown): string {
  return typeof field === 'string' ? field : ''
}
