import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineFile, photograph, settleMediaOf } from '../../conversations/media/media.fixture.ts'
import { type ChatHouse, lineEvent, openChatHouse } from '../../conversations/testing.ts'
import { mergePersons } from '../../people/merge.ts'
import { createPerson } from '../../people/persons.ts'
import type { Scope } from '../../platform/scope.ts'
import { moveGifts } from '../claim.ts'
import { changePublicName } from '../public-name.ts'
import { openCampaign } from '../testing.ts'
import { endRecurring, expectInstalments, missInstalment, receiveInstalment } from './instalments.ts'
import { declineMandate, type ReadMandate, settleMandate } from './mandate-decide.ts'
import { fileMandate } from './mandate-file.ts'
import { listExpected, listMandates, readMandatePicture, readMandateRow } from './mandate-lists.ts'

let chat: ChatHouse
let fundraiser: Scope
let finance: Scope
let paper: ReadMandate

beforeAll(async () => {
  chat = await openChatHouse()
  chat.answer = async () => new Response(new Uint8Array(await photograph()))
  fundraiser = await chat.member('fundraiser')
  finance = await chat.member('finance')
  paper = {
    campaignId: await openCampaign(chat.scope, { endsOn: '2036-12-31' }),
    donorName: '林美玲',
    amountMinor: 50_000n,
    currency: 'TWD',
    rhythm: 'monthly',
    startsOn: '2026-01-31',
    dueDay: 31,
    account: 'IT60 X054 2811 1010 0000 0123 456',
  }
})
afterAll(() => chat.close())

let photos = 0

/** Somebody sends a photo of a signed page; answers its message. */
async function photo(message: object = { type: 'image' }): Promise<string> {
  photos += 1
  await chat.post(lineFile(`U-${photos}`, `photo-${photos}`, message))
  await settleMediaOf(chat)
  const { rows } = await owner(`select message_id from messages where provider_message_id = 'photo-${photos}'`)
  return rows[0].message_id
}

const owner = (statement: string) => chat.context.databases.owner.query(statement)
const file = async () => fileMandate(fundraiser, { messageId: await photo(), place: 0 })
const expectAll = () => chat.scope.transaction(expectInstalments)

test('a photo in a conversation becomes a task for finance, with its picture beside it', async () => {
  const id = await file()
  const mandate = await readMandateRow(finance, id)
  expect(mandate).toMatchObject({ state: 'open', media_type: 'image/jpeg', recurring_gift_id: null })
  const { bytes } = await readMandatePicture(finance, id)
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
  expect((await listMandates(finance, 'open')).map(({ mandate_id }) => mandate_id)).toContain(id)
})

test('one picture is filed once, also by two at the same moment; a film and a message without a file never', async () => {
  const messageId = await photo()
  const both = await Promise.allSettled([1, 2].map(() => fileMandate(fundraiser, { messageId, place: 0 })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(fileMandate(fundraiser, { messageId, place: 0 })).rejects.toMatchObject({ code: 'gifts.mandate-filed' })
  await expect(fileMandate(fundraiser, { messageId, place: 1 })).rejects.toMatchObject({
    code: 'conversations.media-missing',
  })
})

test('who neither raises funds nor keeps the books files nothing, and only finance settles', async () => {
  const agent = await chat.member('agent')
  const messageId = await photo()
  const forbidden = { code: 'organisations.not-permitted' }
  await expect(fileMandate(agent, { messageId, place: 0 })).rejects.toMatchObject(forbidden)
  await expect(listMandates(agent, 'open')).rejects.toMatchObject(forbidden)
  const id = await fileMandate(fundraiser, { messageId, place: 0 })
  await expect(settleMandate(fundraiser, id, paper)).rejects.toMatchObject(forbidden)
})

test('finance makes a recurring gift of it; the account number is sealed and leaves four digits', async () => {
  const id = await file()
  const recurring = await settleMandate(finance, id, paper)
  const { rows } = await owner(`select * from recurring_gifts where recurring_gift_id = '${recurring}'`)
  expect(rows[0]).toMatchObject({ provider: 'manual', account_digits: '3456', next_due_on: '2026-01-31', due_day: 31 })
  const kept = (await owner(`select t::text as row from recurring_gifts t`)).rows.map(({ row }) => String(row)).join()
  for (const form of ['0542811', Buffer.from('0542811').toString('hex')]) expect(kept).not.toContain(form)
  const { rows: lines } = await owner(`select before::text || after::text as line from audit_entries`)
  expect(lines.map(({ line }) => line).join()).not.toContain('0542811')
  await expect(settleMandate(finance, id, paper)).rejects.toMatchObject({ code: 'gifts.mandate-decided' })
})

test('an account number with a wrong digit and another currency than the campaign’s are refused', async () => {
  const id = await file()
  const wrong = { ...paper, account: 'IT60 X054 2811 1010 0000 0123 457' }
  await expect(settleMandate(finance, id, wrong)).rejects.toMatchObject({ code: 'gifts.account-unreadable' })
  await expect(settleMandate(finance, id, { ...paper, currency: 'EUR' })).rejects.toMatchObject({
    code: 'gifts.other-currency',
  })
  expect(await readMandateRow(finance, id)).toMatchObject({ state: 'open' })
})

test('what was no mandate is declined with its reason, and our copy of the picture goes', async () => {
  const id = await file()
  await declineMandate(finance, id, 'Not signed')
  expect(await readMandateRow(finance, id)).toMatchObject({ state: 'declined', reason: 'Not signed' })
  await expect(readMandatePicture(finance, id)).rejects.toMatchObject({ code: 'files.missing' })
})

test('a signature stays when its message is taken back', async () => {
  const id = await file()
  await chat.post({ ...lineEvent('unsend', `U-${photos}`), unsend: { messageId: `photo-${photos}` } })
  await settleMediaOf(chat)
  expect((await owner(`select count(*)::int as n from message_media where source = 'photo-${photos}'`)).rows[0].n).toBe(
    0,
  )
  expect((await readMandatePicture(finance, id)).bytes.byteLength).toBeGreaterThan(100)
})

test('each due day is expected once; finance records what came or says that nothing did', async () => {
  const recurringGiftId = await settleMandate(finance, await file(), paper)
  await Promise.all([expectAll(), expectAll()])
  await expectAll()
  const own = async () =>
    (await listExpected(finance)).filter(({ recurring_gift_id }) => recurring_gift_id === recurringGiftId)
  expect((await own()).map(({ due_on }) => due_on)).toEqual(['2026-01-31', '2026-02-28'])
  const seen = { amountMinor: 50_000n, receivedOn: '2026-02-02' }
  const giftId = await receiveInstalment(finance, { recurringGiftId, number: 0 }, seen)
  const { rows } = await owner(`select source, given_on, amount_minor from gifts where gift_id = '${giftId}'`)
  expect(rows[0]).toMatchObject({ source: 'manual', given_on: '2026-02-02', amount_minor: 50_000n })
  const again = receiveInstalment(finance, { recurringGiftId, number: 0 }, seen)
  await expect(again).rejects.toMatchObject({ code: 'gifts.instalment-settled' })
  await missInstalment(finance, { recurringGiftId, number: 1 })
  expect(await own()).toEqual([])
})

test('who never chose is in the public list a friend; each instalment stands as the one before it does then', async () => {
  const recurringGiftId = await settleMandate(finance, await file(), paper)
  await expectAll()
  const receive = async (number: number, receivedOn: string) => {
    const giftId = await receiveInstalment(finance, { recurringGiftId, number }, { amountMinor: 50_000n, receivedOn })
    return {
      giftId,
      ...(await owner(`select is_anonymous, shows_initials from gifts where gift_id = '${giftId}'`)).rows[0],
    }
  }
  const first = await receive(0, '2026-02-02')
  expect(first).toMatchObject({ is_anonymous: true, shows_initials: false })
  await changePublicName(finance, first.giftId, 'initials')
  expect(await receive(1, '2026-03-01')).toMatchObject({ is_anonymous: false, shows_initials: true })
})

test('two who record one instalment at the same moment make one gift', async () => {
  const recurringGiftId = await settleMandate(finance, await file(), paper)
  await expectAll()
  const seen = { amountMinor: 50_000n, receivedOn: '2026-02-02' }
  const both = await Promise.allSettled(
    [1, 2].map(() => receiveInstalment(finance, { recurringGiftId, number: 0 }, seen)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('nothing more is expected of what was ended', async () => {
  const recurringGiftId = await settleMandate(finance, await file(), { ...paper, startsOn: '2026-03-02', dueDay: 2 })
  await endRecurring(finance, recurringGiftId)
  await expectAll()
  const expected = await listExpected(finance)
  expect(expected.filter(({ recurring_gift_id }) => recurring_gift_id === recurringGiftId)).toEqual([])
})

test('when two records of one person are joined, mandates and what recurs go along', async () => {
  const recurringGiftId = await settleMandate(finance, await file(), paper)
  const open = await file()
  const { rows } = await owner(`select person_id from mandates where mandate_id = '${open}'
    union all select person_id from recurring_gifts where recurring_gift_id = '${recurringGiftId}'`)
  const intoId = await chat.scope.transaction((tx) => createPerson(tx, { displayName: 'Mei', language: 'en' }))
  for (const { person_id: fromId } of rows) {
    const merge = { fromId, intoId, proof: 'member', proofId: 'x' } as const
    await chat.scope.transaction((transaction) => mergePersons(transaction, merge, [moveGifts]))
  }
  expect((await readMandateRow(finance, open)).person_id).toBe(intoId)
  const moved = await owner(`select person_id from recurring_gifts where recurring_gift_id = '${recurringGiftId}'`)
  expect(moved.rows[0].person_id).toBe(intoId)
})
