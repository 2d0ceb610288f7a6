import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { erasing } from './app.ts'
import { textMessage } from './channels/message.ts'
import { sendMessage } from './conversations/actions.ts'
import { eraseForgottenMedia } from './conversations/media/erase.ts'
import { lineFile, photograph, settleMediaOf } from './conversations/media/media.fixture.ts'
import { keepSentFile, openSentFile } from './conversations/media/sent-files.ts'
import { type ChatHouse, lineText, openChatHouse } from './conversations/testing.ts'
import { issueReceipt, issueReceiptByHand } from './gifts/receipts/issue.ts'
import { emptyOldReceipts } from './gifts/receipts/retention.ts'
import { recordGift } from './gifts/record-gift.ts'
import { settleMandate } from './gifts/recurring/mandate-decide.ts'
import { fileMandate } from './gifts/recurring/mandate-file.ts'
import { readMandatePicture } from './gifts/recurring/mandate-lists.ts'
import { approveRefund, requestRefund } from './gifts/refund.ts'
import { openCampaign } from './gifts/testing.ts'
import { latestCheckpoint } from './log/read.ts'
import { saltFor } from './log/record.ts'
import { logRoutes } from './log/routes.ts'
import { sequence } from './log/sequence.ts'
import { createLink } from './organisations/links.ts'
import { recordConsent } from './people/consents.ts'
import { carryOutErasures, requestErasure, waitingErasure, withdrawErasure } from './people/erasures.ts'
import { mergePersons } from './people/merge.ts'
import { createPerson } from './people/persons.ts'
import { newEdge } from './platform/http/edge.ts'
import { money } from './platform/money.ts'
import { letterPdf } from './platform/testing/pdf.ts'
import { commitPerson } from './proofs/commitment.ts'
import { openSavedProof } from './proofs/saved-proof.ts'
import { drawProblem } from './site/problem.tsx'
import { hiddenField, openSite } from './site/testing.ts'

const name = '林美玲'
const day = 24 * 60 * 60 * 1000

let chat: ChatHouse
let site: ReturnType<typeof openSite>
let campaignId: string
let person = 0
let userId: string
let personId: string
let giftId: string

beforeAll(async () => {
  chat = await openChatHouse()
  site = openSite(chat.context)
  campaignId = await openCampaign(chat.scope, { endsOn: '2046-12-31' })
})
afterAll(() => chat.close())

/** Somebody writes, gives NT$1,200 and wishes to hear of it. */
beforeEach(async () => {
  person += 1
  userId = `U-${person}`
  await chat.post(lineText(userId, 'hello'))
  await chat.settle()
  const { rows } = await owner('select person_id from identities where address = $1', [userId])
  personId = rows[0].person_id
  giftId = await chat.scope.transaction(async (transaction) => {
    await recordConsent(transaction, {
      ...{ personId, purpose: 'feedback', channel: 'all', granted: true },
      ...{ textVersion: '1', language: 'en', source: 'gift_form' },
    } as const)
    return recordGift(transaction, {
      ...{ personId, campaignId, amount: money(120_000n, 'TWD'), receivedAt: transaction.now, source: 'manual' },
      ...{ donorName: name, isAnonymous: false, receiptWish: 'yearly', language: 'en' },
    } as const)
  })
  chat.sent.length = 0
})

const owner = (statement: string, values: unknown[] = []) => chat.context.databases.owner.query(statement, values)
const ask = () => chat.scope.transaction((transaction) => requestErasure(transaction, personId))

/** Asks, and lets the days go by. */
async function erase(): Promise<void> {
  await ask()
  chat.clock.advance(7 * day)
  await carryOutErasures(chat.scope, erasing)
}

function queue(purpose: 'service' | 'feedback') {
  const content = textMessage('Your gift did this')
  const author = { kind: 'system' } as const
  const sending = { content, purpose, author, notBefore: new Date(chat.clock.now().getTime() + 1000) }
  return chat.scope.transaction((transaction) => sendMessage(transaction, { personId }, sending))
}

test('L9 b: the erased giver’s line stays and its proof holds, and nothing left says whose it is', async () => {
  await sequence(chat.scope)
  const { rows } = await owner('select position from log_entries where subject_id = $1', [giftId])
  const log = newEdge(chat.context, drawProblem)
  log.route('/', logRoutes)
  const { fingerprint = '' } = (await chat.scope.transaction(latestCheckpoint)) ?? {}
  const proof = async () =>
    openSavedProof(await (await log.request(`/log/morning-light/proof/${rows[0].position}`)).text(), { fingerprint })
  const before = await proof()
  const salt = await chat.scope.transaction((transaction) => saltFor(transaction, 'gift', giftId))
  const said = before?.entry.kind === 'gift.received' ? before.entry.person : ''
  expect(await commitPerson(salt, name)).toBe(said)
  await erase()
  expect((await proof())?.line).toBe(before?.line)
  const left = await owner('select salt from log_salts')
  for (const row of left.rows) expect(await commitPerson(row.salt, name)).not.toBe(said)
  const again = await chat.scope.transaction((transaction) => saltFor(transaction, 'gift', giftId))
  expect(await commitPerson(again, name)).not.toBe(said)
  const gift = await owner('select amount_minor, donor_name, is_anonymous from gifts where gift_id = $1', [giftId])
  expect(gift.rows).toEqual([{ amount_minor: expect.anything(), donor_name: '', is_anonymous: true }])
  const audit = await owner(`select action, before, after from audit_entries where subject_id = $1`, [personId])
  expect(audit.rows.every((row) => row.before === null && row.after === null)).toBe(true)
  expect(audit.rows.map((row) => row.action)).toContain('people.erase')
})

test('what is queued to somebody stops when they ask, and nothing leaves once they are erased', async () => {
  await queue('feedback')
  await ask()
  chat.clock.advance(2000)
  await chat.settle()
  expect(chat.sent).toEqual([])
  await queue('service')
  chat.clock.advance(7 * day - 2000)
  await carryOutErasures(chat.scope, erasing)
  await chat.settle()
  expect(chat.sent).toEqual([])
  const { rows } = await owner(`select distinct d.state from deliveries d join conversations c using (conversation_id)
    join identities i using (identity_id) where i.person_id = '${personId}' and d.state in ('queued', 'held')`)
  expect(rows).toEqual([])
  expect(await queue('service')).toMatchObject({ outcome: 'skipped' })
})

test('who changes their mind within the week is written to as before', async () => {
  await ask()
  await chat.scope.transaction((transaction) => withdrawErasure(transaction, personId))
  chat.clock.advance(8 * day)
  await carryOutErasures(chat.scope, erasing)
  await queue('feedback')
  chat.clock.advance(2000)
  await chat.settle()
  expect(chat.sent).toHaveLength(1)
})

test('who writes after being erased is somebody new, and an event told again brings nothing back', async () => {
  const told = lineText(userId, 'my secret')
  await chat.post(told)
  await chat.settle()
  await erase()
  await chat.post(told)
  await chat.settle()
  const none = await owner('select from identities where address = $1', [userId])
  expect(none.rows).toEqual([])
  await chat.post(lineText(userId, 'hello again'))
  await chat.settle()
  const { rows } = await owner('select person_id from identities where address = $1', [userId])
  expect(rows).toHaveLength(1)
  expect(rows[0].person_id).not.toBe(personId)
  const kept = await owner(`select 1 from messages where content::text like '%my secret%'`)
  expect(kept.rows).toEqual([])
})

test('a picture sent, and a filed mandate with its own, go from the disk; what was promised ends', async () => {
  const [fundraiser, finance] = [await chat.member('fundraiser'), await chat.member('finance')]
  const before = chat.answer
  chat.answer = async () => new Response(new Uint8Array(await photograph()))
  await chat.post(lineFile(userId, `photo-${person}`, { type: 'image' }))
  await settleMediaOf(chat)
  chat.answer = before
  const { rows } = await owner(`select message_id, file_id from message_media order by message_id desc limit 1`)
  const mandateId = await fileMandate(fundraiser, { messageId: rows[0].message_id, place: 0 })
  const recurringId = await settleMandate(finance, mandateId, {
    ...{ campaignId, donorName: name, amountMinor: 50_000n, currency: 'TWD', rhythm: 'monthly' },
    ...{ startsOn: '2026-04-01', dueDay: 1, account: 'IT60 X054 2811 1010 0000 0123 456' },
  } as const)
  await erase()
  await eraseForgottenMedia(chat.scope)
  await expect(readMandatePicture(finance, mandateId)).rejects.toMatchObject({ code: 'files.missing' })
  const file = { organisationId: chat.organisationId, fileId: rows[0].file_id }
  await expect(chat.context.files.sizeOf(file, 'whole')).rejects.toMatchObject({ code: 'files.missing' })
  const recurring = await owner(
    'select state, donor_name, account_cipher, account_digits from recurring_gifts where recurring_gift_id = $1',
    [recurringId],
  )
  expect(recurring.rows).toEqual([{ state: 'ended', donor_name: '', account_cipher: null, account_digits: null }])
})

test('a file a member sent goes from the disk, unless somebody else was sent it too', async () => {
  const agent = await chat.member('agent')
  const keep = (words: string) => keepSentFile(agent, letterPdf(words), 'letter.pdf')
  const [own, shared] = [await keep('Yours alone'), await keep('For two')]
  const other = `${userId}-other`
  await chat.post(lineText(other, 'hello'))
  await chat.settle()
  const { rows } = await owner('select person_id from identities where address = $1', [other])
  const send = (to: string, url: string) => {
    const block = { type: 'document', url, description: 'A letter', fileName: 'letter.pdf' } as const
    const about = { purpose: 'service', author: { kind: 'system' } } as const
    const sending = { ...about, content: { blocks: [block], quickReplies: [] } }
    return chat.scope.transaction((transaction) => sendMessage(transaction, { personId: to }, sending))
  }
  await send(personId, own.url)
  await send(personId, shared.url)
  await send(rows[0].person_id, shared.url)
  const opens = ({ url }: { url: string }) => {
    const [, , organisationId = '', id = '', signature = ''] = new URL(url).pathname.split('/')
    return openSentFile(chat.context, { organisationId, id, signature }).then(
      () => true,
      () => false,
    )
  }
  expect([await opens(own), await opens(shared)]).toEqual([true, true])
  await erase()
  expect([await opens(own), await opens(shared)]).toEqual([false, true])
})

test('R9: a receipt keeps its name as long as the law wants it, a refund reissues it, and then the name goes', async () => {
  const [one, another] = [await chat.member('owner', 'finance'), await chat.member('owner', 'finance')]
  await chat.scope.transaction((transaction) => issueReceipt(transaction, giftId))
  await erase()
  await expect(issueReceiptByHand(one, giftId)).rejects.toMatchObject({ code: 'gifts.nothing-to-receipt' })
  const refundId = await requestRefund(one, giftId, { amountMinor: 20_000n, reason: 'Asked for' })
  await approveRefund(another, refundId)
  const names = async () =>
    (await owner(`select snapshot ->> 'donorName' as name from receipts where person_id = $1`, [personId])).rows
  expect(await names()).toEqual([{ name }, { name }])
  chat.clock.set('2031-12-30T00:00:00Z')
  expect(await chat.scope.transaction(emptyOldReceipts)).toBe(0)
  chat.clock.set('2032-01-02T00:00:00Z')
  expect(await chat.scope.transaction(emptyOldReceipts)).toBe(2)
  expect(await names()).toEqual([{ name: '' }, { name: '' }])
  chat.clock.set('2026-03-20T02:00:00Z')
})

test('a record that was joined to the erased one is erased with it, and a request goes along with a joining', async () => {
  const older = await chat.scope.transaction((transaction) =>
    createPerson(transaction, { displayName: 'Mei-ling the elder', language: 'en', email: 'mei@example.org' }),
  )
  await ask()
  await chat.scope.transaction((transaction) =>
    mergePersons(transaction, { fromId: personId, intoId: older, proof: 'member', proofId: giftId }, []),
  )
  expect(await chat.scope.transaction((transaction) => waitingErasure(transaction, older))).toBeDefined()
  chat.clock.advance(7 * day)
  await carryOutErasures(chat.scope, erasing)
  const { rows } = await owner(
    'select display_name, email, erased_at is not null as erased from persons where person_id = any($1)',
    [[personId, older]],
  )
  expect(rows).toEqual([1, 2].map(() => ({ display_name: '', email: null, erased: true })))
})

test('what a transaction of before still wrote is gone an hour later', async () => {
  await erase()
  await owner(
    `update messages set content = '{"type":"message","text":"too late","attachments":[]}'
     where conversation_id in (select conversation_id from conversations join identities using (identity_id)
       where person_id = $1)`,
    [personId],
  )
  chat.clock.advance(60 * 60 * 1000)
  await carryOutErasures(chat.scope, erasing)
  const { rows } = await owner(`select 1 from messages where content::text like '%too late%'`)
  expect(rows).toEqual([])
})

test('on their page they see what goes and what stays, ask, are told in the chat, and can take it back', async () => {
  const expiresAt = new Date(chat.clock.now().getTime() + 10 * day)
  const token = await chat.scope.transaction((transaction) =>
    createLink(transaction, { kind: 'my_gifts', subject: { personId }, expiresAt }),
  )
  const path = `/my/${token}/forget`
  expect(await site.read(`/my/${token}`)).toContain(`href="${path}"`)
  const asking = await site.read(path)
  expect(asking).toContain('A yearly receipt that has not been issued yet will not come')
  const seal = hiddenField(asking, 'seal')
  expect((await site.send(path, { seal: 'forged', deed: 'ask' })).status).toBe(403)
  expect((await site.send(path, { seal, deed: 'ask' })).status).toBe(303)
  await chat.settle()
  expect(chat.sent.map(({ body }) => body).join()).toContain('/forget')
  expect(await site.read(path)).toContain('It is noted')
  expect((await site.send(path, { seal, deed: 'now', word: 'perhaps' })).status).toBe(200)
  expect((await site.send(path, { seal, deed: 'keep' })).status).toBe(303)
  expect(await chat.scope.transaction((transaction) => waitingErasure(transaction, personId))).toBeUndefined()
  expect((await site.send(path, { seal, deed: 'now', word: ' Erase ' })).status).toBe(303)
  expect(await site.read(path)).toContain('It is being done')
  chat.clock.advance(61_000)
  await carryOutErasures(chat.scope, erasing)
  expect((await site.get(path)).status).toBe(410)
  expect((await site.get(`/my/${token}`)).status).toBe(410)
})

test('a link of two hours ago shows the page and takes back, but does not ask', async () => {
  const expiresAt = new Date(chat.clock.now().getTime() + 10 * day)
  const token = await chat.scope.transaction((transaction) =>
    createLink(transaction, { kind: 'my_gifts', subject: { personId }, expiresAt }),
  )
  const path = `/my/${token}/forget`
  const seal = hiddenField(await site.read(path), 'seal')
  chat.clock.advance(2 * 60 * 60 * 1000)
  expect(await site.read(path)).toContain('To be sure it is you')
  expect((await site.send(path, { seal, deed: 'ask' })).status).toBe(410)
  await ask()
  expect((await site.send(path, { seal, deed: 'keep' })).status).toBe(303)
})
