import { expect, test } from 'vitest'
import { money } from '../../platform/money.ts'
import { advance } from '../attempt.ts'
import { conformance, kitContext } from '../kit/conformance.ts'
import type { PaymentIntent } from '../provider.ts'
import { makeReference, showReference } from '../reference.ts'
import { confirmTransfer, isNumbered } from './confirm.ts'
import { manual } from './provider.ts'

const settings = {
  accountHolder: '財團法人晨光基金會',
  bankName: '台灣銀行',
  bankCode: '004',
  accountNumber: '0123 4567 8901',
}
const reference = makeReference(() => 7)
const intent: PaymentIntent = { reference, amount: money(100_050n, 'TWD'), purpose: '晨光', language: 'zh-Hant' }

conformance(manual, {
  settings,
  intent,
  recordings: [],
  paid: null,
  acknowledgement: { status: 200, headers: {}, body: '' },
})

test('the donor is shown where to send the money, and the reference to write', () => {
  const { state, action } = manual.create(intent, manual.parseConfig(settings), kitContext)
  expect(state).toBe('awaiting_offline')
  expect(action).toEqual({
    kind: 'instructions',
    lines: [
      { label: 'accountHolder', value: '財團法人晨光基金會' },
      { label: 'bankName', value: '台灣銀行' },
      { label: 'bankCode', value: '004' },
      { label: 'accountNumber', value: '0123 4567 8901' },
      { label: 'reference', value: showReference(reference) },
    ],
    expiresAt: new Date('2026-01-24T12:00:00Z'),
  })
})

test('a bank line confirmed twice is one fact, and one of another amount is put aside', () => {
  const bookedOn = '2026-01-12'
  const line = { reference, amount: intent.amount, bookedAt: kitContext.now, bookedOn, bankReference: 'ab 7' }
  expect(confirmTransfer({ ...line, bookedAt: new Date() }).dedupeKey).toBe(confirmTransfer(line).dedupeKey)
  expect(confirmTransfer({ ...line, bankReference: 'ＡＢ7 ' }).dedupeKey).toBe(confirmTransfer(line).dedupeKey)
  const attempt = { reference, amount: intent.amount, state: 'expired' } as const
  expect(advance(attempt, confirmTransfer(line))).toMatchObject({ verdict: 'advanced', received: true })
  const less = confirmTransfer({ ...line, amount: money(100_000n, 'TWD') })
  expect(advance(attempt, less)).toMatchObject({ verdict: 'quarantined', reason: 'amount' })
})

test('without a number of the bank a day holds one line of a reference, whatever amount is typed', () => {
  const line = { reference, amount: intent.amount, bookedAt: kitContext.now, bankReference: undefined }
  const key = (bookedOn: string, minor = 200_000n) =>
    confirmTransfer({ ...line, bookedOn, amount: money(minor, 'TWD') }).dedupeKey
  expect(key('2026-01-12', 20_000n)).toBe(key('2026-01-12'))
  expect(key('2026-01-13')).not.toBe(key('2026-01-12'))
  expect([key('2026-01-12'), 'bank:AB7'].map((each) => isNumbered(line, each))).toEqual([false, true])
})

test('nobody can be asked', () => {
  expect(manual.query(reference, manual.parseConfig(settings), kitContext)).toBeNull()
})
