import { createCampaign, createFund } from '../campaigns/actions.ts'
import type { NewCampaign } from '../campaigns/campaign.ts'
import type { TestHouse } from '../organisations/testing.ts'
import { writeMessage } from '../payments/sandbox/message.ts'
import { newRouter } from '../platform/http/api.ts'
import { newId } from '../platform/ids.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { issueFormToken } from './form-token.ts'
import type { TypedGift } from './gift-form.ts'
import { paymentHookRoutes } from './hook-routes.ts'
import { createPaymentAccount, openPaymentAccount } from './payment-account.ts'
import { type GiftStart, type StartedGift, startGift } from './start-gift.ts'

/** The secret of the test pay page in tests. */
export const sandboxSecret = 'a secret of the tests, over 32 letters'

/** A campaign that is open on 2026-03-02, with its fund and a Taiwanese legal entity. */
export async function openCampaign(scope: Scope, change: Partial<NewCampaign> = {}): Promise<string> {
  const slug = change.slug ?? 'first-steps'
  const legalEntityId = change.legalEntityId ?? (await foundLegalEntity(scope))
  const fundId = change.fundId ?? (await createFund(scope, { code: slug, name: slug, isRestricted: true }))
  return createCampaign(scope, {
    slug,
    fundId,
    legalEntityId,
    currency: 'TWD',
    goalMinor: 100_000_000n,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    permitNumber: '衛部救字第1151360001號',
    permitAuthority: '衛生福利部',
    state: 'public',
    texts: {
      'zh-Hant': { title: '陪孩子走第一步', summary: '', story: '' },
      en: { title: 'First steps', summary: '', story: '' },
    },
    ...change,
  })
}

export async function foundLegalEntity(scope: Scope): Promise<string> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const id = newId(now)
    await db
      .insertInto('legal_entities')
      .values({
        organisation_id: organisationId,
        legal_entity_id: id,
        name: '財團法人晨光兒童基金會',
        country: 'TW',
        address: '台北市中正區重慶南路一段122號',
        registration_number: '04595257',
        approval_number: '北市社團字第1090000001號',
        receipt_prefix: 'ML',
      })
      .execute()
    return id
  })
}

/** The test pay page as a payment account. */
export function openSandbox(scope: Scope): Promise<string> {
  return createPaymentAccount(scope, {
    provider: 'sandbox',
    name: 'Test page',
    currency: 'TWD',
    config: { secret: sandboxSecret },
  })
}

/** A form filled in well. */
export const wellTyped: TypedGift = {
  amount: '1000',
  name: '林美玲',
  contact: '0912-345-678',
  receipt: 'each',
  publicName: 'named',
  feedback: 'yes',
}

/** Starts a gift as a visitor who took five seconds over the form. */
export async function give(
  house: TestHouse,
  campaignId: string,
  typed: TypedGift = {},
  change: Partial<GiftStart> = {},
): Promise<StartedGift> {
  const formToken = issueFormToken(house.scope, campaignId)
  house.clock.advance(5_000)
  return startGift(house.scope, {
    campaignId,
    language: 'zh-Hant',
    typed: { ...wellTyped, ...typed },
    formToken,
    consentVersion: '2026-03',
    ...change,
  })
}

/** The address of a payment account's hook. */
export async function hookPath(scope: Scope, paymentAccountId: string): Promise<string> {
  const account = await scope.transaction((transaction) => openPaymentAccount(transaction, paymentAccountId))
  return `/hooks/pay/${account.hookKey}`
}

/** The hooks as the server mounts them, without a network. */
export function hookServer(context: Context): (path: string, init?: RequestInit) => Promise<Response> {
  const router = newRouter()
  router.use(async (request, next) => {
    request.set('context', context)
    await next()
  })
  router.route('/', paymentHookRoutes())
  return async (path, init) => router.request(path, init)
}

/** What the test page says about a gift of 1,000 dollars. */
export function sandboxSays(
  reference: string,
  result: 'paid' | 'failed' | 'waiting',
  amountMinor = 100_000n,
  at = new Date('2026-03-02T02:05:00Z'),
): RequestInit {
  const amount = { minor: amountMinor, currency: 'TWD' }
  const { body, headers } = writeMessage({ reference, result, amount, at }, sandboxSecret)
  return { method: 'POST', body, headers: { ...headers } }
}
