import { beforeAll, expect, test } from 'vitest'
import { Translator } from '../../platform/i18n/translator.ts'
import { drawReceipt, type Labels, type PrintedReceipt } from './paper.ts'
import { textOfPaper } from './paper-text.fixture.ts'
import type { ReceiptSnapshot } from './receipt.ts'

let labels: Labels
beforeAll(async () => {
  const translator = await Translator.load(() => {})
  labels = {
    first: { language: 'zh-Hant', t: translator.in('zh-Hant') },
    second: { language: 'it', t: translator.in('it') },
  }
})

const line = { givenOn: '2026-03-02', campaign: '陪孩子走第一步', permitNumber: '衛部救字第1151360001號' }
const snapshot: ReceiptSnapshot = {
  number: 'ML-2026-000042',
  recipient: {
    name: '財團法人晨光兒童基金會',
    address: '台北市中正區重慶南路一段122號',
    registrationNumber: '04595257',
    approvalNumber: '北市社團字第1090000001號',
    country: 'TW',
  },
  donorName: '林美玲',
  amountMinor: '123400',
  currency: 'TWD',
  givenFrom: '2026-03-02',
  givenTo: '2026-03-02',
  issuedOn: '2026-03-03',
  lines: [{ ...line, amountMinor: '123400', reference: 'ML7Q2K' }],
  replaces: null,
  language: 'it',
  checkpoint: { size: 4711, root: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', fingerprint: '5f3a9c21' },
}
const receipt: PrintedReceipt = {
  snapshot,
  taxIdentifier: 'A123456789',
  issuedAt: new Date('2026-03-03T02:00:00Z'),
  isDuplicate: false,
  voided: undefined,
}

/** What the paper says, without where its lines broke. */
async function paper(change: Partial<PrintedReceipt> = {}): Promise<string> {
  return textOfPaper(await drawReceipt({ ...receipt, ...change }, labels)).replaceAll('\n', '')
}

test('the paper says everything the law and the donor ask of it', async () => {
  const words = await paper()
  const { recipient } = snapshot
  for (const told of [
    ...['ML-2026-000042', '捐款收據', 'Ricevuta'],
    ...[recipient.name, recipient.address, '04595257', '北市社團字第1090000001號'],
    ...['林美玲', 'A123456789', '2026-03-02', '2026-03-03'],
    ...['1,234', '新臺幣壹仟貳佰參拾肆元整', line.campaign, line.permitNumber, 'ML7Q2K'],
  ]) {
    expect(words).toContain(told)
  }
  expect(words).not.toContain('\ufffd')
})

test('the paper carries the state of the log, so that whoever kept it can prove a rewriting', async () => {
  const words = await paper()
  for (const part of ['4711', snapshot.checkpoint?.root, snapshot.checkpoint?.fingerprint])
    expect(words).toContain(part)
  const bare = await paper({ snapshot: { ...snapshot, checkpoint: null } })
  expect(bare).not.toContain('4711')
})

test('a yearly receipt lists each gift with its permit', async () => {
  const [first, second] = [
    { ...line, amountMinor: '100000', reference: 'ML7Q2K' },
    {
      ...line,
      givenOn: '2026-07-09',
      permitNumber: '衛部救字第1151360002號',
      amountMinor: '23400',
      reference: 'MLXXXX',
    },
  ]
  const words = await paper({ snapshot: { ...snapshot, lines: [first, second], givenTo: '2026-07-09' } })
  for (const told of ['2026-07-09', '衛部救字第1151360001號', '衛部救字第1151360002號', '1,000', '234']) {
    expect(words).toContain(told)
  }
})

test('a second print, a void one and a replacement say so', async () => {
  expect(await paper()).not.toMatch(/補發|作廢/)
  expect(await paper({ isDuplicate: true })).toContain('補發')
  const voided = await paper({ voided: { reason: 'misprint', replacedBy: 'ML-2026-000043' } })
  expect(voided).toContain('作廢')
  expect(voided).toContain('ML-2026-000043')
  expect(await paper({ snapshot: { ...snapshot, replaces: 'ML-2026-000041' } })).toContain('ML-2026-000041')
})
