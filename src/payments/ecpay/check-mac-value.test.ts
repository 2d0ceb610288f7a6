import { describe, expect, test } from 'vitest'
import { checkMacValue, readSignedForm } from './check-mac-value.ts'

/** ECPay's public test merchant. */
const keys = { hashKey: 'pwFHCqoQZGmho4w6', hashIv: 'EkRm7iFT261dpevs' }

const order = {
  MerchantID: '3002607',
  MerchantTradeNo: 'ecpay20230312153023',
  MerchantTradeDate: '2023/03/12 15:30:23',
  PaymentType: 'aio',
  TotalAmount: '30000',
  TradeDesc: '促銷方案',
  ItemName: 'Apple iphone 15',
  ReturnURL: 'https://www.ecpay.com.tw/receive.php',
  ChoosePayment: 'ALL',
  EncryptType: '1',
}
const notice = {
  MerchantID: '3002607',
  MerchantTradeNo: 'Test1234567890',
  RtnCode: '1',
  RtnMsg: 'Succeeded',
  TradeNo: '2301011234567890',
  TradeAmt: '100',
  PaymentDate: '2025/01/01 12:05:00',
  PaymentType: 'Credit_CreditCard',
  TradeDate: '2025/01/01 12:00:00',
  SimulatePaid: '0',
}

function signed(fields: Record<string, string>): string {
  return new URLSearchParams({ ...fields, CheckMacValue: checkMacValue(fields, keys) }).toString()
}

/** Published by ECPay: developers.ecpay.com.tw/?p=2902 and the vectors of ECPay-API-Skill (2026-04-29). */
describe('published check values', () => {
  test.each([
    ['an order of 2023', order, '6C51C9E6888DE861FD62FB1DD17029FC742634498FD813DC43D4243B5685B840'],
    [
      'an order in Chinese',
      {
        MerchantID: '3002607',
        MerchantTradeNo: 'Test1234567890',
        MerchantTradeDate: '2025/01/01 12:00:00',
        PaymentType: 'aio',
        TotalAmount: '100',
        TradeDesc: '測試',
        ItemName: '測試商品',
        ReturnURL: 'https://example.com/notify',
        ChoosePayment: 'ALL',
        EncryptType: '1',
      },
      '291CBA324D31FB5A4BBBFDF2CFE5D32598524753AFD4959C3BF590C5B2F57FB2',
    ],
    [
      'an apostrophe',
      { MerchantID: '3002607', ItemName: "Tom's Shop", TotalAmount: '100' },
      'CF0A3D4901D99459D8641516EC57210700E8A5C9AB26B1D021301E9CB93EF78D',
    ],
    [
      'a tilde',
      { MerchantID: '3002607', ItemName: 'Test~Product', TotalAmount: '200' },
      'CEEAE01D2F9A8E74D4AC0DCE7735B046D73F35A5EC99558A31A2EE03159DA1C9',
    ],
    [
      'spaces',
      { MerchantID: '3002607', ItemName: 'My Test Product', TotalAmount: '300' },
      '7712A5E6EDC3B57086063C88568084C66CE882A21D40E74DE5ACA3B478C6F316',
    ],
    ['a payment notice', notice, '2AB536D86AFF8E1086744D59175040A32538C96B1C28C4135B551BD728E913B8'],
  ])('%s', (_name, fields, value) => {
    expect(checkMacValue(fields, keys)).toBe(value)
  })

  test('the value itself and the order of fields do not count', () => {
    const turned = Object.fromEntries(Object.entries({ ...order, CheckMacValue: 'whatever' }).reverse())
    expect(checkMacValue(turned, keys)).toBe(checkMacValue(order, keys))
  })
})

describe('reading a signed form', () => {
  test('a right value is taken in either case', () => {
    expect(readSignedForm(signed(notice), keys)?.('TradeAmt')).toBe('100')
    expect(
      readSignedForm(
        signed(notice).replace(/(?<=CheckMacValue=).*/, (mac) => mac.toLowerCase()),
        keys,
      ),
    ).not.toBeNull()
  })

  test('a missing, wrong or foreign value is refused', () => {
    expect(readSignedForm(new URLSearchParams(notice).toString(), keys)).toBeNull()
    expect(readSignedForm(signed(notice).replace('TradeAmt=100', 'TradeAmt=900'), keys)).toBeNull()
    expect(readSignedForm(signed(notice), { ...keys, hashIv: 'AAAAAAAAAAAAAAAA' })).toBeNull()
  })

  test('a field hidden inside another one is refused, although it signs alike', () => {
    const { SimulatePaid: _, StoreID: __, ...rest } = { ...notice, SimulatePaid: '1', StoreID: '' }
    const honest = { ...notice, SimulatePaid: '1', StoreID: '' }
    const hidden = { ...rest, RtnMsg: 'Succeeded&SimulatePaid=1&StoreID=' }
    expect(checkMacValue(hidden, keys)).toBe(checkMacValue(honest, keys))
    expect(readSignedForm(signed(honest), keys)).not.toBeNull()
    expect(readSignedForm(signed(hidden), keys)).toBeNull()
  })

  test('names and values in other letters sign alike and read alike', () => {
    const shouted = Object.fromEntries(Object.entries(notice).map(([name, value]) => [name.toUpperCase(), value]))
    expect(checkMacValue(shouted, keys)).toBe(checkMacValue(notice, keys))
    const [honest, loud] = [readSignedForm(signed(notice), keys), readSignedForm(signed(shouted), keys)]
    for (const name of Object.keys(notice)) expect(loud?.(name)).toBe(honest?.(name))
    expect(readSignedForm(`${signed(notice)}&rtncode=1`, keys)).toBeNull()
  })

  test('a name that comes twice is refused', () => {
    expect(readSignedForm(`${signed(notice)}&RtnCode=1`, keys)).toBeNull()
  })
})
