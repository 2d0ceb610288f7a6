import { describe, expect, test } from 'vitest'
import { type Money, money } from '../../platform/money.ts'
import type { RawRequest } from '../../platform/wire.ts'
import { conformance, kitContext, requestOf } from '../kit/conformance.ts'
import type { PaymentIntent } from '../provider.ts'
import { checkMacValue } from './check-mac-value.ts'
import type { EcpayConfig } from './config.ts'
import { toWholeDollars } from './create.ts'
import { ecpay } from './provider.ts'

/** ECPay's public test merchant. */
const settings = {
  merchantId: '3002607',
  hashKey: 'pwFHCqoQZGmho4w6',
  hashIv: 'EkRm7iFT261dpevs',
  environment: 'stage',
}
const config = ecpay.parseConfig(settings)
const now = kitContext.now

const intent: PaymentIntent = {
  reference: 'RSC7K3MPQ2X',
  amount: money(100_000n, 'TWD'),
  purpose: '唇腭裂手術 #1 & Friends',
  language: 'zh-Hant',
}

const paidFields = {
  CustomField1: '',
  CustomField2: '',
  CustomField3: '',
  CustomField4: '',
  MerchantID: '3002607',
  MerchantTradeNo: 'test1734430936645',
  PaymentDate: '2024/12/17 18:22:54',
  PaymentType: 'Credit_CreditCard',
  PaymentTypeChargeFee: '2',
  RtnCode: '1',
  RtnMsg: '交易成功',
  SimulatePaid: '0',
  StoreID: '',
  TradeAmt: '100',
  TradeDate: '2024/12/17 18:22:16',
  TradeNo: '2412171822169397',
}
/** The value ECPay's stage system itself put on the notice above. */
const paidMac = '447090F34BFFD306CE78C3CF5C52725A8AEC851EB37629B2F2D10423E38BAD26'

function notice(fields: Record<string, string>, mac = checkMacValue(fields, config)): RawRequest {
  return requestOf(Buffer.from(new URLSearchParams({ ...fields, CheckMacValue: mac }).toString()))
}

function paid(reference: string, amount: Money, { merchantId }: EcpayConfig): RawRequest {
  const own = { MerchantID: merchantId, MerchantTradeNo: reference, TradeAmt: toWholeDollars(amount) }
  return notice({ ...paidFields, ...own })
}

const atmCode = {
  MerchantID: '3002607',
  MerchantTradeNo: 'RSC7K3MPQ2X',
  RtnCode: '2',
  RtnMsg: 'Get VirtualAccount Succeeded',
  TradeNo: '2601101200001234',
  TradeAmt: '1000',
  PaymentType: 'ATM_TAISHIN',
  TradeDate: '2026/01/10 20:00:00',
  BankCode: '812',
  vAccount: '9103522175887271',
  ExpireDate: '2026/01/13',
}

conformance(ecpay, {
  settings,
  intent,
  paid,
  acknowledgement: { status: 200, headers: { 'content-type': 'text/plain' }, body: '1|OK' },
  reserialise: (request) => ({
    ...request,
    body: Buffer.from(
      new URLSearchParams([...new URLSearchParams(Buffer.from(request.body).toString())].reverse()).toString(),
    ),
  }),
  recordings: [
    {
      name: 'a card payment reported by the stage system',
      request: notice(paidFields, paidMac),
      event: {
        type: 'paid',
        reference: 'TEST1734430936645',
        providerReference: '2412171822169397',
        amount: money(10_000n, 'TWD'),
        feeMinor: 200n,
        at: new Date('2024-12-17T10:22:54Z'),
        simulated: false,
      },
    },
    {
      name: 'a rehearsal from the console',
      request: notice({ ...paidFields, SimulatePaid: '1' }),
      event: { type: 'paid', simulated: true },
    },
    {
      name: 'an account number for a bank machine',
      request: notice(atmCode),
      event: {
        type: 'awaiting_offline',
        amount: money(100_000n, 'TWD'),
        instructions: {
          lines: [
            { label: 'bankCode', value: '812' },
            { label: 'accountNumber', value: '9103522175887271' },
          ],
          expiresAt: new Date('2026-01-13T15:59:59Z'),
        },
      },
    },
    {
      name: 'a code for a convenience store',
      request: notice({ ...atmCode, RtnCode: '10100073', vAccount: '', BankCode: '', PaymentNo: 'GW130412257496' }),
      event: { type: 'awaiting_offline', simulated: false },
    },
    {
      name: 'a refused card',
      request: notice({ ...paidFields, RtnCode: '10200058' }),
      event: { type: 'failed', providerCode: '10200058' },
    },
    {
      name: 'a code nobody has explained',
      request: notice({ ...paidFields, RtnCode: '10299999' }),
      event: { type: 'unknown', providerCode: '10299999' },
    },
  ],
})

describe('an ECPay notice', () => {
  test('another merchant’s notice is refused even when it is signed with our keys', () => {
    expect(ecpay.receive(notice({ ...paidFields, MerchantID: '2000132' }), config, now).accepted).toBe(false)
  })

  test('a payment that does not say it is real is not money', () => {
    const { SimulatePaid: _, ...silent } = paidFields
    expect(ecpay.receive(notice(silent), config, now).events).toMatchObject([{ type: 'paid', simulated: true }])
  })

  test('in other letters, which sign alike, it is the same fact', () => {
    const shouted = { ...paidFields, MerchantTradeNo: paidFields.MerchantTradeNo.toUpperCase() }
    const [first] = ecpay.receive(notice(paidFields, paidMac), config, now).events
    const [second] = ecpay.receive(notice(shouted, paidMac), config, now).events
    expect(second).toEqual(first)
  })

  test('an amount that is no number never becomes money', () => {
    const { events } = ecpay.receive(notice({ ...paidFields, TradeAmt: '1e3' }), config, now)
    expect(events).toMatchObject([{ type: 'paid', amount: null }])
  })
})

describe('an ECPay checkout', () => {
  const { action } = ecpay.create(intent, config, { ...kitContext, resultUrl: 'http://127.0.0.1:3000/result' })
  const fields = action.kind === 'form' ? action.fields : {}

  test('goes to the stage system with whole dollars and Taipei time', () => {
    expect(action).toMatchObject({ kind: 'form', url: 'https://payment-stage.ecpay.com.tw/Cashier/AioCheckOut/V5' })
    expect(fields).toMatchObject({
      MerchantTradeNo: 'RSC7K3MPQ2X',
      MerchantTradeDate: '2026/01/10 20:00:00',
      TotalAmount: '1000',
      ItemName: '唇腭裂手術 1 Friends',
      ReturnURL: 'http://127.0.0.1:3000/hooks/pay/key',
      PaymentInfoURL: 'http://127.0.0.1:3000/hooks/pay/key',
      ClientBackURL: 'http://127.0.0.1:3000/thanks',
      OrderResultURL: 'http://127.0.0.1:3000/result',
      ChoosePayment: 'ALL',
      EncryptType: '1',
    })
    expect(fields).not.toHaveProperty('Language')
  })

  test('is signed over every field it sends', () => {
    expect(fields).toHaveProperty('CheckMacValue', checkMacValue(fields, config))
  })

  test('goes to the real system in production', () => {
    const real = ecpay.create(intent, { ...config, environment: 'production', methods: 'Credit' }, kitContext)
    expect(real.action).toMatchObject({ url: 'https://payment.ecpay.com.tw/Cashier/AioCheckOut/V5' })
    expect(real.action).not.toHaveProperty('fields.PaymentInfoURL')
    expect(ecpay.isPlayMoney(config)).toBe(true)
    expect(ecpay.isPlayMoney({ ...config, environment: 'production' })).toBe(false)
  })

  test('goes to an emulator only on this machine', () => {
    const local = ecpay.create(intent, config, { ...kitContext, sandboxOrigin: 'http://127.0.0.1:4000' })
    expect(local.action).toMatchObject({ url: 'http://127.0.0.1:4000/Cashier/AioCheckOut/V5' })
    const elsewhere = [
      'https://127.0.0.1',
      'http://example.org',
      'http://127.0.0.1.example.org',
      'http://a@127.0.0.1',
      'x',
    ]
    for (const sandboxOrigin of elsewhere) {
      expect(() => ecpay.create(intent, config, { ...kitContext, sandboxOrigin })).toThrow('sandbox-not-loopback')
    }
  })

  test.each([
    [100_050n, 'TWD', 'payments.amount-not-whole'],
    [1000n, 'JPY', 'payments.currency-not-taken'],
  ])('refuses %s %s', (minor, currency, code) => {
    expect(() => ecpay.create({ ...intent, amount: money(minor, currency) }, config, kitContext)).toThrow(code)
  })
})

describe('asking ECPay', () => {
  function answer(fields: Record<string, string>) {
    const body = new URLSearchParams({ ...fields, CheckMacValue: checkMacValue(fields, config) }).toString()
    return ecpay.readState({ status: 200, headers: {}, body }, config, now)
  }
  const trade = {
    MerchantID: '3002607',
    MerchantTradeNo: 'RSC7K3MPQ2X',
    TradeNo: '2601101200001234',
    TradeAmt: '1000',
    PaymentDate: '2026/01/11 09:00:00',
    PaymentType: 'ATM_TAISHIN',
    HandlingCharge: '10',
    PaymentTypeChargeFee: '9',
    TradeDate: '2026/01/10 20:00:00',
    TradeStatus: '1',
    ItemName: '唇腭裂手術',
  }

  test('the question is signed and dated in seconds', () => {
    const request = ecpay.query('RSC7K3MPQ2X', config, kitContext)
    expect(request?.url).toBe('https://payment-stage.ecpay.com.tw/Cashier/QueryTradeInfo/V5')
    const { CheckMacValue: mac, ...fields } = Object.fromEntries(new URLSearchParams(request?.body))
    expect(fields).toEqual({ MerchantID: '3002607', MerchantTradeNo: 'RSC7K3MPQ2X', TimeStamp: '1768046400' })
    expect(mac).toBe(checkMacValue(fields, config))
  })

  test('paid is told once, by notice or by query', () => {
    const told = answer(trade)
    const event = {
      type: 'paid',
      amount: money(100_000n, 'TWD'),
      feeMinor: 1000n,
      at: new Date('2026-01-11T01:00:00Z'),
    }
    expect(told).toMatchObject({ kind: 'reported', event })
    const { TradeStatus: _, ...rest } = trade
    const [noticed] = ecpay.receive(notice({ ...rest, RtnCode: '1', SimulatePaid: '0' }), config, now).events
    expect(told).toMatchObject({ event: { dedupeKey: noticed?.dedupeKey } })
  })

  test.each([
    ['0', 'ATM_TAISHIN', 'awaiting_offline'],
    ['0', 'Credit_CreditCard', 'requires_action'],
    ['10200095', 'Credit_CreditCard', 'failed'],
    ['77', 'Credit_CreditCard', 'unknown'],
  ])('status %s of %s is %s', (TradeStatus, PaymentType, type) => {
    expect(answer({ ...trade, TradeStatus, PaymentType })).toMatchObject({ kind: 'reported', event: { type } })
  })

  test('a number ECPay has never seen, and an answer without its signature', () => {
    expect(answer({ ...trade, TradeStatus: '10200047' })).toEqual({ kind: 'not-found' })
    const body = new URLSearchParams(trade).toString()
    expect(ecpay.readState({ status: 200, headers: {}, body }, config, now)).toEqual({ kind: 'unreadable' })
  })
})
