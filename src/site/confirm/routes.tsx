import { type OpenedLink, openLink } from '../../organisations/links.ts'
import { type Confirmation, confirmAddress, readConfirmation } from '../../people/address-confirmations.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import type { Transaction } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { requireSeal, sealForm } from '../give/form-seal.ts'
import { readHost } from '../host.ts'
import { missing } from '../story/story-link.ts'
import { ConfirmPage } from './page.tsx'

const purpose = 'confirm-address'

/** `/confirm/:token`: whoever reads a mailbox says that its address is theirs. Looking changes nothing: mail programs look, too. */
export function confirmRoutes() {
  const router = newRouter()
  const rate = limitRate('confirm', 60, 60)
  router.get('/confirm/:token', rate, async (request) => draw(request, await open(request)))
  router.post('/confirm/:token', rate, limitBody(1), async (request) => {
    const link = await open(request)
    const sent = await request.req.parseBody()
    requireSeal(link, purpose, String(sent.seal ?? ''))
    await link.scope.transaction((transaction) => confirmAddress(transaction, askedOf(link)))
    return request.redirect(pathOf(request), 303)
  })
  return router
}

function open(request: Request): Promise<OpenedLink> {
  return openLink(request.get('context'), 'confirm_address', request.req.param('token') ?? '')
}

async function draw(request: Request, link: OpenedLink): Promise<Response> {
  const { host, confirmation } = await link.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, request.get('language')),
    confirmation: await read(transaction, link),
  }))
  const view = { ...confirmation, action: pathOf(request), formToken: sealForm(link, purpose) }
  return answerPage(request, <ConfirmPage frame={frameOf(request, host)} view={view} />)
}

/** Fails with `request.missing` once the person has another address, or is forgotten. */
async function read(transaction: Transaction, link: OpenedLink): Promise<Confirmation> {
  const confirmation = await readConfirmation(transaction, askedOf(link))
  if (confirmation === undefined) throw missing()
  return confirmation
}

function askedOf({ subject }: OpenedLink): string {
  return subject.addressConfirmationId ?? ''
}

function pathOf(request: Request): string {
  return `/confirm/${request.req.param('token') ?? ''}`
}
