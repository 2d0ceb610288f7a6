import { OpenAPIHono } from '@hono/zod-openapi'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignRoutes } from '../campaigns/routes.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { issueFormToken } from './form-token.ts'
import { type FormRules, readGiftForm, type TypedGift } from './gift-form.ts'
import { createPaymentAccount } from './payment-account.ts'
import { giftRoutes } from './routes.ts'
import { startGift } from './start-gift.ts'
import { readTaxIdentifier } from './tax-identifier.ts'
import { give, openCampaign, openSandbox, sandboxSecret, wellTyped } from './testing.ts'

let house: TestHouse
let campaignId: string
beforeAll(async () => {
  house = await openTestHouse()
  campaignId = await openCampaign(house.scope, { capMinor: 500_000n })
  await openSandbox(house.scope)
})
afterAll(() => house.close())

const rules: FormRules = {
  currency: 'TWD',
  language: 'en',
  country: 'TW',
  remainingMinor: 500_000n,
  minimumMinor: null,
  maximumMinor: null,
  wholeUnitsOnly: true,
}

describe('the form', () => {
  test.each<[TypedGift, string, string]>([
    [{ amount: '' }, 'amount', 'gifts.amount-unreadable'],
    [{ amount: '1.5' }, 'amount', 'gifts.amount-not-whole'],
    [{ amount: '49' }, 'amount', 'gifts.amount-too-small'],
    [{ amount: '5001' }, 'amount', 'gifts.more-than-remains'],
    [{ name: '\u202e ' }, 'name', 'gifts.name-missing'],
    [{ contact: '' }, 'contact', 'gifts.contact-missing'],
    [{ contact: '12' }, 'contact', 'gifts.contact-unreadable'],
    [{ contact: 'a@' }, 'contact', 'gifts.contact-unreadable'],
    [{ taxIdentifier: 'A123456788' }, 'taxIdentifier', 'gifts.tax-identifier-wrong'],
  ])('%j is told at %s', (change, field, code) => {
    const read = readGiftForm({ ...wellTyped, ...change }, rules)
    expect(read.ok ? [] : read.problems).toMatchObject([{ field, code }])
  })

  test('tells everything that is wrong at once', () => {
    const read = readGiftForm({}, rules)
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(['amount', 'name', 'contact'])
  })

  test('keeps one spelling, and the receipt is in the giver’s name unless another is asked for', () => {
    const read = readGiftForm({ ...wellTyped, amount: '1,000', taxIdentifier: 'a1234 56789' }, rules)
    expect(read.ok && read.gift).toMatchObject({
      amount: { minor: 100_000n, currency: 'TWD' },
      phone: '+886912345678',
      receiptName: '林美玲',
      taxIdentifier: 'A123456789',
    })
  })

  test('never throws, whatever is typed', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 130 })
    const anyForm = fc.record({
      amount: anyText,
      name: anyText,
      contact: anyText,
      receipt: anyText,
      taxIdentifier: anyText,
    })
    fc.assert(fc.property(anyForm, (typed) => void readGiftForm(typed, rules)))
  })
})

describe('starting a gift', () => {
  test('a form token works once, after two seconds, for two hours, for its campaign', async () => {
    const start = { campaignId, language: 'en', typed: wellTyped, consentVersion: '1' } as const
    const formToken = issueFormToken(house.scope, campaignId)
    await expect(startGift(house.scope, { ...start, formToken })).rejects.toMatchObject({ code: 'gifts.form-too-fast' })
    house.clock.advance(2_000)
    await startGift(house.scope, { ...start, formToken })
    const used = startGift(house.scope, { ...start, formToken })
    await expect(used).rejects.toMatchObject({ code: 'gifts.form-used' })
    const old = issueFormToken(house.scope, campaignId)
    house.clock.advance(2 * 60 * 60_000 + 1)
    await expect(startGift(house.scope, { ...start, formToken: old })).rejects.toMatchObject({
      code: 'gifts.form-too-old',
    })
    const other = await openCampaign(house.scope, { slug: 'other' })
    const foreign = issueFormToken(house.scope, other)
    await expect(startGift(house.scope, { ...start, formToken: foreign })).rejects.toMatchObject({
      code: 'gifts.form-not-ours',
    })
  })

  test('a machine that fills the hidden field, and a seventh attempt in an hour, get no payment page', async () => {
    await expect(give(house, campaignId, {}, { trap: 'x' })).rejects.toMatchObject({ code: 'gifts.machine' })
    const contact = 'many@example.org'
    for (let attempt = 0; attempt < 6; attempt += 1) await give(house, campaignId, { contact })
    await expect(give(house, campaignId, { contact })).rejects.toMatchObject({ code: 'gifts.too-many-attempts' })
  })

  test('after the last day the form is closed before payment', async () => {
    const ended = await openCampaign(house.scope, { slug: 'ended', endsOn: '2026-02-28' })
    await expect(give(house, ended)).rejects.toMatchObject({
      code: 'gifts.campaign-closed',
      facts: { because: 'ended' },
    })
  })

  test('play money stays with the demo', async () => {
    const real = await house.neighbour('real-charity')
    await house.context.databases.owner.query(`update organisations set is_demo = false where slug = 'real-charity'`)
    const config = { secret: sandboxSecret }
    const play = createPaymentAccount(real, { provider: 'sandbox', name: 'x', currency: 'TWD', config })
    await expect(play).rejects.toMatchObject({ code: 'gifts.play-money-needs-demo' })
  })
})

test.each([
  ['A123456789', true],
  ['A123456788', false],
  ['A800000014', true],
  ['04595257', true],
  ['04595258', false],
  ['RSSMRA85T10A562S', true],
  ['RSSMRA85T10A562T', false],
  ['00743110157', true],
  ['00743110158', false],
  ['', false],
])('tax identifier %s: %s', (text, isRight) => {
  expect(readTaxIdentifier(text) === text).toBe(isRight)
})

test('the routes describe themselves', () => {
  const router = new OpenAPIHono()
  router.route('/', campaignRoutes())
  router.route('/', giftRoutes())
  const document = router.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'x', version: '1' } })
  expect(Object.keys(document.paths ?? {})).toContain('/api/gifts/{id}/refunds')
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(
    expect.arrayContaining(['Campaign', 'Gift', 'Receipt', 'PaymentAccount', 'PaymentException', 'Money']),
  )
})
