import { askProvider } from '../../gifts/ask-provider.ts'
import { getIntent } from '../../gifts/intent.ts'
import { openReturn } from '../../gifts/return-token.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { describeError } from '../../platform/log.ts'
import type { Scope } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { readHost } from '../host.ts'
import { PaymentReturnPage } from './payment-return-page.tsx'
import { retryLink, returnView, stateOf } from './return-view.ts'

/** However often somebody looks, the provider is asked about one attempt this seldom. */
const askEveryMilliseconds = 3000
const rememberedLimit = 10_000

/**
 * `/return/:token`: where a payment page sends people back to. Coming back proves nothing: the provider is asked. Beside it
 * `/state`, the same in one word for the page that waits, and `/again`, the way to another attempt.
 */
export function returnRoutes() {
  const router = newRouter()
  const askedAt = new Map<string, number>()
  const rate = limitRate('return', 120, 60)
  router.get('/return/:token', rate, async (request) => {
    const { scope, giftIntentId } = await lookAgain(request, askedAt)
    const language = request.get('language')
    const { host, outcome } = await scope.transaction(async (transaction) => ({
      host: await readHost(transaction, language),
      outcome: await returnView(transaction, giftIntentId, language),
    }))
    return answerPage(request, <PaymentReturnPage frame={frameOf(request, host)} outcome={outcome} />)
  })
  router.get('/return/:token/state', rate, async (request) => {
    const { scope, giftIntentId } = await lookAgain(request, askedAt)
    const intent = await scope.transaction((transaction) => getIntent(transaction, giftIntentId))
    request.header('cache-control', 'no-store')
    return request.json({ state: stateOf(intent) })
  })
  router.get('/return/:token/again', rate, async (request) => {
    const { scope, giftIntentId } = openReturn(request.get('context'), request.req.param('token'))
    return request.redirect(await scope.transaction((transaction) => retryLink(transaction, giftIntentId)), 303)
  })
  router.get('/give/return/:token', (request) =>
    request.redirect(`/return/${encodeURIComponent(request.req.param('token'))}`, 303),
  )
  return router
}

async function lookAgain(
  request: Request,
  askedAt: Map<string, number>,
): Promise<{ scope: Scope; giftIntentId: string }> {
  const context = request.get('context')
  const opened = openReturn(context, request.req.param('token') ?? '')
  const { scope, giftIntentId } = opened
  const intent = await scope.transaction((transaction) => getIntent(transaction, giftIntentId))
  const now = context.clock.now().getTime()
  const isKnown = stateOf(intent) !== 'asking'
  if (isKnown || now - (askedAt.get(giftIntentId) ?? 0) < askEveryMilliseconds) return opened
  if (askedAt.size >= rememberedLimit) askedAt.clear()
  askedAt.set(giftIntentId, now)
  // A provider that cannot be asked now is no reason to show nothing.
  await askProvider(scope, giftIntentId).catch((error) =>
    context.log.warn({ giftIntentId, ...describeError(error) }, 'An attempt could not be asked about'),
  )
  return opened
}
