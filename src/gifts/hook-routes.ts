import { resolveAddress } from '../organisations/addresses.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { limitBody } from '../platform/http/security.ts'
import { describeError } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import type { RawResponse } from '../platform/wire.ts'
import { hearProvider } from './former-payment-secret.ts'
import { openPaymentAccount } from './payment-account.ts'
import { settle } from './settle.ts'

/**
 * The doors of payment providers: `/hooks/pay/:key` for their servers, `/hooks/pay/back/:token` for browsers they send
 * back by a form. They carry no cookie and are exempt from the check against foreign forms.
 */
export function paymentHookRoutes() {
  const router = newRouter()
  router.on(['GET', 'POST'], '/hooks/pay/back/:token', (request) =>
    // Coming back proves nothing: whatever was posted is dropped, and the page asks the provider itself.
    request.redirect(`/return/${encodeURIComponent(request.req.param('token') ?? '')}`, 303),
  )
  // Before the signature is known to be right: a stranger's body must not fill the memory.
  router.on(['GET', 'POST'], '/hooks/pay/:key', limitBody(1), async (request) => {
    const answer = await hear(request, request.req.param('key') ?? '')
    return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } })
  })
  return router
}

/** Verifies, keeps and applies what a provider says; its own acknowledgement is given only after the commit. */
async function hear(request: Request, key: string): Promise<RawResponse> {
  const context = request.get('context')
  try {
    const address = await resolveAddress(context, 'payment_hook', key)
    if (!address) return plain(404, 'not found')
    const scope = new Scope(context, address.organisationId, { kind: 'system', name: 'payment hook' })
    const account = await scope.transaction((transaction) => openPaymentAccount(transaction, address.id))
    const reception = hearProvider(account, await rawRequest(request), context.clock.now())
    if (!reception.accepted) {
      context.log.warn({ paymentAccountId: address.id }, 'A payment callback was not signed by its provider')
      return reception.response
    }
    await scope.transaction(async (transaction) => {
      for (const event of reception.events) await settle(transaction, account, event)
    })
    return reception.response
  } catch (error) {
    // Any answer but its own word makes the provider come again.
    context.log.error(describeError(error), 'A payment callback could not be kept; the provider will repeat it')
    return plain(503, 'try again')
  }
}

async function rawRequest(request: Request) {
  return {
    method: request.req.method,
    path: request.req.path,
    query: request.req.query(),
    headers: request.req.header(),
    body: new Uint8Array(await request.req.arrayBuffer()),
  }
}

function plain(status: number, body: string): RawResponse {
  return { status, headers: { 'content-type': 'text/plain' }, body }
}
