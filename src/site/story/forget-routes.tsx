import { receiptsKept } from '../../gifts/receipts/retention.ts'
import { hastenErasure, regretDays, requestErasure, waitingErasure, withdrawErasure } from '../../people/erasures.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitBody } from '../../platform/http/security.ts'
import type { Transaction } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { requireSeal, sealForm } from '../give/form-seal.ts'
import { readHost } from '../host.ts'
import { siteWords } from '../words.ts'
import { ForgetPage, type ForgetView } from './forget-page.tsx'
import { maySayWishes } from './giver-preferences.ts'
import { isFresh, missing, openTheir, requireFresh, type Theirs } from './story-link.ts'
import { tellErasure } from './tell-erasure.ts'

type Side = 'g' | 'my'

/** `/g/:token/forget` and `/my/:token/forget`: where a giver asks to be erased, and where they take it back. */
export function forgetRoutes() {
  const router = newRouter()
  for (const side of ['g', 'my'] as const) {
    router.get(`/${side}/:token/forget`, async (request) => draw(request, side, await openTheir(request, side), false))
    router.post(`/${side}/:token/forget`, limitBody(1), async (request) =>
      act(request, side, await openTheir(request, side)),
    )
  }
  return router
}

async function draw(request: Request, side: Side, theirs: Theirs, isWrong: boolean): Promise<Response> {
  const { host, view } = await theirs.link.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, request.get('language')),
    view: await viewOf(transaction, request, side, theirs),
  }))
  return answerPage(request, <ForgetPage frame={frameOf(request, host)} view={{ ...view, isWrong }} />)
}

async function viewOf(
  transaction: Transaction,
  request: Request,
  side: Side,
  { link, personId }: Theirs,
): Promise<Omit<ForgetView, 'isWrong'>> {
  if (!(await maySayWishes(transaction, link, personId))) throw missing()
  const waiting = await waitingErasure(transaction, personId)
  const base = `/${side}/${request.req.param('token')}`
  return {
    action: `${base}/forget`,
    formToken: sealForm(link, 'forget'),
    back: { url: base, label: side === 'g' ? 'back' : 'backMine' },
    state: waiting ? (waiting.isSoon ? 'soon' : 'waiting') : isFresh(link) ? 'open' : 'stale',
    dueAt: waiting?.dueAt ?? transaction.now,
    regretDays,
    ...(await receiptsKept(transaction, personId)),
  }
}

/** Asking needs a fresh link; whoever holds an older one may take it back, but not hurry it. */
async function act(request: Request, side: Side, theirs: Theirs): Promise<Response> {
  const { link, personId } = theirs
  const sent = await request.req.parseBody()
  requireSeal(link, 'forget', String(sent.seal ?? ''))
  const word = siteWords(request.get('translate'))('forget.word')
  if (sent.deed === 'now' && said(sent.word) !== said(word)) return draw(request, side, theirs, true)
  if (sent.deed !== 'keep') requireFresh(link)
  await link.scope.transaction(async (transaction) => {
    if (!(await maySayWishes(transaction, link, personId))) throw missing()
    if (sent.deed === 'keep') return withdrawErasure(transaction, personId)
    const asked = sent.deed === 'now' ? hastenErasure : requestErasure
    await tellErasure(transaction, await asked(transaction, personId))
  })
  return request.redirect(`/${side}/${request.req.param('token')}/forget`, 303)
}

function said(word: unknown): string {
  return String(word ?? '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
}
