import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannelAccount } from '../conversations/accounts.ts'
import { createLink, openLink } from '../organisations/links.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { checkMacValue } from '../payments/ecpay/check-mac-value.ts'
import { writeMessage } from '../payments/sandbox/message.ts'
import { ensureIdentities } from '../people/identities.ts'
import { newId } from '../platform/ids.ts'
import { askProvider, testPaymentAccount } from './ask-provider.ts'
import { confirmTransfer, recordManualGift, recordOrderGift } from './by-hand.ts'
import { resolveException } from './exception-resolve.ts'
import { forgetLostIntents } from './forget.ts'
import { giftJobs, giftSubscriptions, giftSweeps } from './jobs.ts'
import { createPaymentAccount } from './payment-account.ts'
import { paymentStatus } from './payment-status.ts'
import { openReturn } from './return-token.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays, sandboxSecret } from './testing.ts'
import { thankForGift } from './thank.ts'

const ecpaySettings = {
  merchantId: '3002607',
  hashKey: 'pwFHCqoQZGmho4w6',
  hashIv: 'EkRm7iFT261dpevs',
  environment: 'stage',
}

let house: TestHouse
let campaignId: string
let sandboxPath: string
let chat: { conversationId: string; personId: string }
let ecpayId: string
/** What providers answer next, and what they were asked. */
let answer: () => Response | Promise<Response> = () => new Response('', { status: 404 })
const asked: string[] = []

beforeAll(async () => {
  house = await openTestHouse({
    subscriptions: giftSubscriptions,
    fetch: async (input) => {
      asked.push(String(input))
      return answer()
    },
  })
  campaignId = await openCampaign(house.scope)
  sandboxPath = await hookPath(house.scope, await openSandbox(house.scope))
  const ecpay = { provider: 'ecpay', name: 'ECPay', currency: 'TWD', config: ecpaySettings } as const
  ecpayId = await createPaymentAccount(house.scope, ecpay)
  const config = { accountHolder: '晨光', bankName: '臺灣銀行', bankCode: '004', accountNumber: '0123', waitDays: 14 }
  await createPaymentAccount(house.scope, { provider: 'manual', name: 'Bank', currency: 'TWD', config })
  chat = await openChat()
})
afterAll(() => house.close())

test('a gift begun in a chat is thanked there once, with the checkpoint and a link only the device can check', async () => {
  const started = await giveFromChat()
  await hookServer(house.context)(sandboxPath, sandboxSays(started.reference, 'paid'))
  await house.drainEvents()
  const giftId = await giftOf(started.giftIntentId)
  await giftJobs[0]?.run(house.scope, { giftId })
  await Promise.all([thankForGift(house.scope, giftId), thankForGift(house.scope, giftId)])
  const messages = await messagesSaid()
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatch(/陪孩子走第一步/)
  expect(messages[0]).toMatch(/筆數 1 · 根 [\w-]{12} · 金鑰 [\w-]{22}/)
  expect(messages[0]).toMatch(/\/g\/[\w-]{43}#v1\./)
  expect(await receiptCount(giftId)).toBe(1)
})

test('somebody who never returns is told that nothing was charged, once, with a link to go on', async () => {
  const started = await giveFromChat()
  answer = () => waiting(started.reference)
  const before = await messagesSaid()
  house.clock.advance(61_000)
  await giftSweeps[0]?.run(house.scope)
  await house.drainEvents()
  house.clock.advance(3 * 60 * 60_000)
  await giftSweeps[0]?.run(house.scope)
  await house.drainEvents()
  const said = (await messagesSaid()).slice(before.length)
  expect(said).toHaveLength(1)
  const [, token = ''] = /\/give\/([\w-]{43})/.exec(said[0] ?? '') ?? []
  expect((await openLink(house.context, 'give', token)).subject).toMatchObject({ campaignId })
  expect((await paymentStatus(house.scope, started.giftIntentId)).state).toBe('expired')
  await hookServer(house.context)(sandboxPath, sandboxSays(started.reference, 'paid'))
  expect((await paymentStatus(house.scope, started.giftIntentId)).gift?.pageUrl).toMatch(/\/g\//)
})

test('while a provider does not answer the chat says that we are still asking', async () => {
  const started = await giveFromChat()
  answer = () => Promise.reject(new TypeError('connection refused'))
  const before = await messagesSaid()
  house.clock.advance(61_000)
  await giftSweeps[0]?.run(house.scope)
  await house.drainEvents()
  const [said = ''] = (await messagesSaid()).slice(before.length)
  const [, token = ''] = /\/return\/([\w.-]+)/.exec(said) ?? []
  expect(openReturn(house.context, token).giftIntentId).toBe(started.giftIntentId)
  expect(() => openReturn(house.context, `${token.slice(0, -1)}~`)).toThrow('gifts.unknown-intent')
  answer = () => says(started.reference, 'paid')
  expect(await paymentStatus(openReturn(house.context, token).scope, started.giftIntentId)).toMatchObject({
    state: 'paid',
    amount: { minor: 100_000n },
  })
})

test('ECPay: a code for a bank machine is shown and is no money; the notice answered 1|OK is', async () => {
  const started = await give(house, campaignId, { method: 'atm', contact: 'e@example.org' })
  expect(started.action).toMatchObject({ kind: 'form' })
  const path = await hookPath(house.scope, ecpayId)
  const code = { RtnCode: '2', TradeNo: '1', BankCode: '812', vAccount: '9103522175887271', ExpireDate: '2026/03/05' }
  expect(await (await ecpaySays(path, started.reference, code)).text()).toBe('1|OK')
  const awaiting = await paymentStatus(house.scope, started.giftIntentId)
  expect(awaiting).toMatchObject({ state: 'awaiting_offline', gift: undefined })
  expect(awaiting.instructions?.lines).toContainEqual({ label: 'accountNumber', value: '9103522175887271' })
  const paid = { RtnCode: '1', TradeNo: '1', SimulatePaid: '1', PaymentTypeChargeFee: '10' }
  await ecpaySays(path, started.reference, paid)
  expect((await paymentStatus(house.scope, started.giftIntentId)).gift).toBeUndefined()
  await ecpaySays(path, started.reference, { ...paid, SimulatePaid: '0' })
  const gift = await giftRow(started.giftIntentId)
  expect(gift).toMatchObject({ amount_minor: 100_000n, fee_minor: 1_000n })
})

test('a transfer is confirmed by finance; the same reference paid twice goes to suspense', async () => {
  const started = await give(house, campaignId, { method: 'transfer', contact: 'f@example.org' })
  expect(started.action).toMatchObject({ kind: 'instructions' })
  const finance = await house.member('finance')
  const agent = await house.member('agent')
  const seen = { amountMinor: 100_000n, receivedOn: '2026-03-02', bankReference: 'A1' }
  await expect(confirmTransfer(agent, started.giftIntentId, seen)).rejects.toMatchObject({ kind: 'forbidden' })
  const less = await confirmTransfer(finance, started.giftIntentId, {
    ...seen,
    amountMinor: 90_000n,
    bankReference: 'A0',
  })
  expect(less).toMatchObject({ result: 'quarantined', reason: 'amount' })
  expect(await confirmTransfer(finance, started.giftIntentId, seen)).toMatchObject({ result: 'applied' })
  expect(await confirmTransfer(finance, started.giftIntentId, seen)).toEqual({ result: 'known' })
  const again = await confirmTransfer(finance, started.giftIntentId, { ...seen, bankReference: 'A2' })
  expect(again).toMatchObject({ result: 'suspense' })
  if (again.result !== 'suspense' || less.result !== 'quarantined') throw new Error('not put aside')
  const dismiss = { kind: 'dismissed', note: 'nothing came' } as const
  const asGift = { kind: 'gift', campaignId, donorName: '林美玲', language: 'zh-Hant' } as const
  await resolveException(finance, again.paymentExceptionId, asGift)
  await resolveException(finance, less.paymentExceptionId, dismiss)
  expect(await balance('suspense')).toBe(0n)
})

test('cash is recorded by hand, and an order of a platform once', async () => {
  const finance = await house.member('finance')
  const cash = { campaignId, donorName: '陳先生', amountMinor: 30_000n, currency: 'TWD', givenOn: '2026-03-01' }
  const byHand = await recordManualGift(finance, { ...cash, phone: '0922333444', language: 'zh-Hant' })
  const { rows: listed } = await house.context.databases.owner.query(
    'select is_anonymous from gifts where gift_id = $1',
    [byHand],
  )
  // Nobody asked whether the name may be public.
  expect(listed).toEqual([{ is_anonymous: true }])
  const euros = recordManualGift(finance, { ...cash, currency: 'EUR', language: 'zh-Hant' })
  await expect(euros).rejects.toMatchObject({ code: 'gifts.other-currency' })
  const order = (minor: bigint) =>
    house.scope.transaction((transaction) =>
      recordOrderGift(transaction, {
        platform: 'tencent',
        orderNumber: 'T-1',
        personId: chat.personId,
        campaignId,
        amount: { minor, currency: 'TWD' },
        receivedAt: transaction.now,
        donorName: '善心人',
        isAnonymous: true,
        receiptWish: 'none',
        language: 'zh-Hant',
      }),
    )
  const first = await order(50_000n)
  expect(await order(50_000n)).toEqual({ giftId: first.giftId, isNew: false })
  await expect(order(60_000n)).rejects.toMatchObject({ code: 'gifts.order-differs' })
  expect(await thankForGift(house.scope, first.giftId)).toBeUndefined()
})

test('who never gave is forgotten after thirty days; their money, should it come, waits in suspense', async () => {
  const started = await give(house, campaignId, { contact: 'g@example.org', name: '路人' })
  answer = () => new Response('', { status: 404 })
  house.clock.advance(2 * 60 * 60_000)
  await askProvider(house.scope, started.giftIntentId)
  house.clock.advance(31 * 24 * 60 * 60_000)
  expect(await house.scope.transaction(forgetLostIntents)).toBeGreaterThan(0)
  await hookServer(house.context)(sandboxPath, sandboxSays(started.reference, 'paid'))
  expect(await giftRow(started.giftIntentId)).toBeUndefined()
  expect(await balance('suspense')).toBe(100_000n)
})

test('settings are tested by asking about a number nobody used', async () => {
  const fields = { TradeStatus: '10200047', MerchantID: '3002607' }
  const body = new URLSearchParams({ ...fields, CheckMacValue: checkMacValue(fields, ecpaySettings) }).toString()
  answer = () => new Response(body)
  expect(await testPaymentAccount(house.scope, ecpayId)).toEqual({ isWorking: true })
  expect(asked.at(-1)).toBe('https://payment-stage.ecpay.com.tw/Cashier/QueryTradeInfo/V5')
  answer = () => new Response('CheckMacValue Error')
  expect(await testPaymentAccount(house.scope, ecpayId)).toEqual({ isWorking: false })
})

test('a provider that refuses our question is remembered for the members until it answers one', async () => {
  const failure = async () => {
    const { rows } = await house.context.databases.owner.query(
      `select last_failure ->> 'heard' as heard from payment_accounts where payment_account_id = $1`,
      [ecpayId],
    )
    return rows[0]?.heard
  }
  await house.context.databases.owner.query('update payment_accounts set last_failure = null')
  const { giftIntentId } = await give(house, campaignId, { method: 'atm', contact: 'f@example.org' })
  answer = () => new Response('CheckMacValue Error')
  await askProvider(house.scope, giftIntentId)
  expect(await failure()).toBe('unreadable')
  answer = () => new Response('', { status: 503 })
  await askProvider(house.scope, giftIntentId)
  expect(await failure()).toBe('unreadable')
  const fields = { TradeStatus: '10200047', MerchantID: '3002607' }
  const body = new URLSearchParams({ ...fields, CheckMacValue: checkMacValue(fields, ecpaySettings) }).toString()
  answer = () => new Response(body)
  await askProvider(house.scope, giftIntentId)
  expect(await failure()).toBeNull()
})

async function openChat() {
  const channelAccountId = await createChannelAccount(house.scope, {
    kind: 'webchat',
    name: 'Chat',
    config: { visitorSecret: 'v'.repeat(43) },
  })
  return house.scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const guest = { name: '訪客', language: 'zh-Hant' } as const
    const known = await ensureIdentities(transaction, channelAccountId, [{ address: 'visitor' }], guest)
    const identity = known.get('visitor')
    const conversationId = newId(now)
    await db
      .insertInto('conversations')
      .values({
        organisation_id: organisationId,
        conversation_id: conversationId,
        channel_account_id: channelAccountId,
        identity_id: identity?.identityId ?? '',
        last_inbound_at: now,
        created_at: now,
      })
      .execute()
    return { conversationId, personId: identity?.personId ?? '' }
  })
}

async function giveFromChat() {
  const token = await house.scope.transaction((transaction) =>
    createLink(transaction, {
      kind: 'give',
      subject: { campaignId, conversationId: chat.conversationId },
      expiresAt: new Date('2027-01-01'),
      singleUse: true,
    }),
  )
  const { linkId } = await openLink(house.context, 'give', token)
  house.clock.advance(2 * 60 * 60_000)
  return give(house, campaignId, { method: 'sandbox' }, { from: { linkId, ...chat } })
}

function says(reference: string, result: 'paid' | 'waiting'): Response {
  const amount = { minor: 100_000n, currency: 'TWD' }
  const { body, headers } = writeMessage({ reference, result, amount, at: house.clock.now() }, sandboxSecret)
  return new Response(body, { headers: { ...headers } })
}

function waiting(reference: string): Response {
  return says(reference, 'waiting')
}

function ecpaySays(path: string, reference: string, fields: Record<string, string>): Promise<Response> {
  const signed = { MerchantID: '3002607', MerchantTradeNo: reference, TradeAmt: '1000', ...fields }
  const body = new URLSearchParams({ ...signed, CheckMacValue: checkMacValue(signed, ecpaySettings) }).toString()
  return hookServer(house.context)(path, { method: 'POST', body })
}

async function giftRow(giftIntentId: string) {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_intent_id', '=', giftIntentId)
      .selectAll()
      .executeTakeFirst(),
  )
}

async function giftOf(giftIntentId: string): Promise<string> {
  return (await giftRow(giftIntentId))?.gift_id ?? ''
}

async function receiptCount(giftId: string): Promise<number> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('receipt_gifts')
      .where('organisation_id', '=', organisationId)
      .where('gift_id', '=', giftId)
      .selectAll()
      .execute(),
  )
  return rows.length
}

async function messagesSaid(): Promise<string[]> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('messages')
      .where('organisation_id', '=', organisationId)
      .where('direction', '=', 'out')
      .select('content')
      .orderBy('message_id')
      .execute(),
  )
  return rows.map((row) => JSON.stringify(row.content))
}

async function balance(code: string): Promise<bigint> {
  const rows = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('ledger_transfers as t')
      .innerJoin('ledger_accounts as d', (join) =>
        join
          .onRef('d.organisation_id', '=', 't.organisation_id')
          .onRef('d.ledger_account_id', '=', 't.debit_account_id'),
      )
      .innerJoin('ledger_accounts as c', (join) =>
        join
          .onRef('c.organisation_id', '=', 't.organisation_id')
          .onRef('c.ledger_account_id', '=', 't.credit_account_id'),
      )
      .where('t.organisation_id', '=', organisationId)
      .select(['t.amount_minor', 'd.code as debit', 'c.code as credit'])
      .execute(),
  )
  return rows.reduce(
    (sum, row) => sum + (row.credit === code ? row.amount_minor : 0n) - (row.debit === code ? row.amount_minor : 0n),
    0n,
  )
}
