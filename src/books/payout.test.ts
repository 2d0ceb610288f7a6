import { expect, test } from 'vitest'
import { suggestMapping } from '../imports/import.ts'
import { payoutFields, readPayoutLine } from './payout.ts'

function read(cells: Readonly<Record<string, string>>, currency = 'EUR') {
  return readPayoutLine((field) => cells[field] ?? '', currency)
}

const sound = { reference: 'RSC7K3MPQ2X', gross: '25.00', fee: '0.65', net: '24.35', paid_out_on: '2026-03-10' }

test('amounts are read as files write them, and fees count against the gross whatever their sign', () => {
  expect(read(sound)).toMatchObject({ grossMinor: 2500n, feeMinor: 65n, netMinor: 2435n, paidOutOn: '2026-03-10' })
  expect(read({ ...sound, gross: '€ 1,025.00', fee: '-0.65', net: '1,024.35' })).toMatchObject({ grossMinor: 102_500n })
  expect(read({ ...sound, fee: '0.40', other_fee: '-0.25' })).toMatchObject({ feeMinor: 65n })
  expect(read({ ...sound, gross: '-25.00', fee: '0', net: '-25.00' })).toMatchObject({ netMinor: -2500n })
  expect(read({ ...sound, paid_out_on: '20260310' }).paidOutOn).toBe('2026-03-10')
  expect(read({ ...sound, paid_out_on: '2026/3/4 12:00:00' }).paidOutOn).toBe('2026-03-04')
})

test.each([
  [{ net: '24.36' }, 'books.payout-sum'],
  [{ gross: '25,00' }, 'books.payout-amount'],
  [{ paid_out_on: '10.03.2026' }, 'books.payout-day'],
  [{ reference: '' }, 'books.payout-unnamed'],
  [{ state: '未撥款' }, 'books.payout-not-yet'],
])('a line with %j is refused: %s', (change, code) => {
  expect(() => read({ ...sound, ...change })).toThrow(expect.objectContaining({ code }))
})

test.each([
  [
    'ECPay’s statement, new form',
    [
      '="廠商訂單編號"',
      '="綠界訂單編號"',
      '="交易金額"',
      '="退款金額"',
      '="交易手續費"',
      '="平台手續費"',
      '="應收款項(淨額)"',
      '="撥款狀態"',
    ],
    ['reference', 'provider_reference', 'gross', 'refunded', 'fee', 'other_fee', 'net', 'state'],
  ],
  [
    'ECPay’s statement, old form',
    ['特店訂單編號', '交易金額', '通路費', '交易服務費金額', '應收款項(淨額)', '撥款狀態', '撥款日期'],
    ['reference', 'gross', 'other_fee', 'fee', 'net', 'state', 'paid_out_on'],
  ],
  [
    'a plain English file',
    ['Order ID', 'Amount', 'Fee', 'Net', 'Payout date'],
    ['reference', 'gross', 'fee', 'net', 'paid_out_on'],
  ],
])('the columns of %s are recognised', (_name, columns, fields) => {
  const mapping = suggestMapping(columns, payoutFields)
  expect(fields.map((field) => mapping[field])).toEqual(columns)
})
