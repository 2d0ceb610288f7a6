import { setCookie } from 'hono/cookie'
import { findCampaign, getCampaign } from '../../campaigns/actions.ts'
import type { Campaign } from '../../campaigns/campaign.ts'
import { startGift } from '../../gifts/start-gift.ts'
import { openLink } from '../../organisations/links.ts'
import type { PaymentAction } from '../../payments/action.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { problemOf, statusOf } from '../../platform/http/problem.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import { visitorAddress } from '../../platform/http/visitor.ts'
import { isLanguage, type Language } from '../../platform/languages.ts'
import type { Scope } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { readHost } from '../host.ts'
import { inARow } from '../words.ts'
import { consentVersion, type GiftFormView, giftFields, type TypedGift } from './gift-form.ts'
import { GiftFormPage } from './gift-form-page.tsx'
import { chosenCase, fieldOf, giftFormView, problemsOf, sentGift } from './gift-form-view.ts'
import { type KnownGiver, knownGiver } from './known-giver.ts'
import { LeavingPage } from './leaving-page.tsx'

/** Where a gift is being made: by whoever reads the campaign's page, or by somebody who came from a conversation. */
interface Desk {
  readonly scope: Scope
  readonly campaign: Campaign
  readonly action: string
  readonly from?: { readonly linkId: string; readonly conversationId: string; readonly known: KnownGiver }
}

/** `/c/:slug/give` and, from a conversation, `/give/:token`: the form, and on sending it the way to the payment. */
export function giveRoutes() {
  const router = newRouter()
  const reading = limitRate('give-form', 240, 60)
  const sending = limitRate('give', 30, 60)
  router.get('/c/:slug/give', reading, async (request) => draw(request, await publicDesk(request)))
  router.get('/give/:token', reading, async (request) => draw(request, await chatDesk(request)))
  router.post('/c/:slug/give', sending, limitBody(1), async (request) => take(request, await publicDesk(request)))
  router.post('/give/:token', sending, limitBody(1), async (request) => take(request, await chatDesk(request)))
  return router
}

async function publicDesk(request: Request): Promise<Desk> {
  const slug = request.req.param('slug') ?? ''
  const found = await findCampaign(request.get('context'), slug)
  if (found === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  return { ...found, action: `/c/${slug}/give` }
}

async function chatDesk(request: Request): Promise<Desk> {
  const token = request.req.param('token') ?? ''
  const { scope, subject, linkId } = await openLink(request.get('context'), 'give', token)
  const { conversationId = '', campaignId = '' } = subject
  return scope.transaction(async (transaction) => ({
    scope,
    campaign: await getCampaign(transaction, campaignId),
    action: `/give/${token}`,
    from: { linkId, conversationId, known: await knownGiver(transaction, conversationId) },
  }))
}

async function draw(
  request: Request,
  desk: Desk,
  again: { typed?: TypedGift; failures?: readonly Failure[]; language?: Language } = {},
): Promise<Response> {
  const { campaign, action } = desk
  const { typed, failures = [], language = request.get('language') } = again
  const { host, view } = await desk.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    view: await giftFormView(transaction, {
      ...{ campaign, language, action, typed },
      known: desk.from?.known,
      address: visitorAddress(request),
    }),
  }))
  const t = request.get('context').translator.in(language)
  const errors: GiftFormView['errors'] = failures.map((failure) => {
    const { title, remedy } = problemOf(failure, t, '')
    return { field: fieldOf(failure, typed ?? {}), message: inARow(language, title, remedy) }
  })
  const frame = frameOf(request, host, language)
  const [first] = failures
  return answerPage(
    request,
    <GiftFormPage frame={frame} form={{ ...view, errors }} />,
    first === undefined ? 200 : statusOf[first.kind],
  )
}

async function take(request: Request, desk: Desk): Promise<Response> {
  const typed = await readTyped(request)
  const switched = typed[giftFields.switchLanguage]
  if (switched !== undefined && isLanguage(switched)) {
    setCookie(request, 'lang', switched, { path: '/', maxAge: 31_536_000, sameSite: 'Lax' })
    return draw(request, desk, { typed, language: switched })
  }
  const language = request.get('language')
  const failures = await desk.scope.transaction((transaction) =>
    problemsOf(transaction, desk.campaign, language, typed),
  )
  if (failures.length > 0) return draw(request, desk, { typed, failures })
  try {
    const { action, returnUrl } = await start(desk, { language, typed, address: visitorAddress(request) })
    return await sendOff(request, desk, action, returnUrl)
  } catch (error) {
    // What the person can mend is said on the form, with everything they typed; the rest is a page of its own.
    if (!(error instanceof Failure) || !error.code.startsWith('gifts.')) throw error
    return draw(request, desk, { typed, failures: [error] })
  }
}

interface Sent {
  readonly language: Language
  readonly typed: TypedGift
  readonly address: string
}

async function start({ scope, campaign, from }: Desk, { language, typed, address }: Sent) {
  const caseId = await scope.transaction((transaction) => chosenCase(transaction, campaign, typed))
  return startGift(scope, {
    campaignId: campaign.campaignId,
    caseId,
    language,
    typed: sentGift(typed),
    formToken: typed.token ?? '',
    puzzle: typed.puzzle,
    address,
    trap: typed.website || undefined,
    from: from && { linkId: from.linkId, conversationId: from.conversationId, personId: from.known.personId },
    consentVersion,
  })
}

/** On to the provider; where money is paid elsewhere, to the page that says how. */
async function sendOff(request: Request, desk: Desk, action: PaymentAction, returnUrl: string): Promise<Response> {
  if (action.kind === 'redirect') return request.redirect(action.url, 303)
  if (action.kind !== 'form') return request.redirect(returnUrl, 303)
  const language = request.get('language')
  const t = request.get('translate')
  const host = await desk.scope.transaction((transaction) => readHost(transaction, language))
  const words = { title: t('payments:leaving.title'), button: t('payments:leaving.continue') }
  const leaving = { url: action.url, fields: action.fields, ...words }
  return answerPage(request, <LeavingPage frame={frameOf(request, host)} leaving={leaving} />)
}

const fieldNames: readonly string[] = Object.values(giftFields)

async function readTyped(request: Request): Promise<TypedGift> {
  const sent = await request.req.parseBody()
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      fieldNames.includes(name) && typeof value === 'string' ? [[name, value.slice(0, 500)]] : [],
    ),
  )
}
