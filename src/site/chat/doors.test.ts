import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../../allocations/allocate.ts'
import { portionGift } from '../../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase } from '../../allocations/testing.ts'
import { changeCampaign } from '../../campaigns/actions.ts'
import { updateApprovalLink } from '../../cases/approve-by-link.ts'
import { updatesOf } from '../../cases/history.ts'
import { bringProof } from '../../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../../cases/updates.ts'
import { approvalLink } from '../../feedback/approve.ts'
import { getRound, planRound, submitRound } from '../../feedback/rounds.ts'
import { sequence } from '../../log/sequence.ts'
import { setupCode } from '../../organisations/set-up.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import type { Scope } from '../../platform/scope.ts'
import { assetUrl } from '../assets.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let roundId: string
let approvalPath: string
let officer: Scope
let approver: Scope
let caseId: string

beforeAll(async () => {
  house = await openTestHouse()
  site = openSite(house.context)
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  const purpose = await foundPurpose(house.scope)
  const filing = { permitNumber: '1', permitAuthority: '衛生福利部', endsOn: '2026-12-31' }
  await changeCampaign(house.scope, purpose.campaignId, { state: 'public', ...filing })
  caseId = (await openTestCase(house.scope, purpose, [4_800_000n])).caseId
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 120_000n })
  await house.scope.transaction((transaction) => portionGift(transaction, giftId))
  await allocate(house.scope, purpose.fundId)
  const texts = { en: 'The operation went well.' }
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['en'] })
  await sequence(house.scope)
  roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  approvalPath = new URL((await approvalLink(approver, roundId)).url).pathname
})
afterAll(() => house.close())

const stateOf = async () => (await house.scope.transaction((transaction) => getRound(transaction, roundId))).state

test('a board member reads what will be told and decides once', async () => {
  const page = await site.read(approvalPath)
  expect(page).toContain('The operation went well.')
  const forged = await site.send(approvalPath, { token: 'forged', decision: 'approve' })
  expect(forged.status).toBe(403)
  expect(await stateOf()).toBe('submitted')
  const decided = await site.send(approvalPath, { token: hiddenField(page), decision: 'approve' })
  expect(await decided.text()).toContain('Approved')
  expect(['approved', 'sending', 'done']).toContain(await stateOf())
  expect((await site.get(approvalPath)).status).toBe(410)
})

async function hearOf(stage: 'treated' | 'recovered', texts: Record<string, string>) {
  const proof = await bringProof(officer, caseId)
  const updateId = await writeUpdate(officer, { caseId, stage, texts, proof })
  const path = new URL((await updateApprovalLink(approver, updateId)).url).pathname
  const update = async () => {
    const updates = await house.scope.transaction((transaction) => updatesOf(transaction, caseId))
    return updates.find((one) => one.updateId === updateId)
  }
  return { path, update }
}

test('somebody without an account releases the words they ticked, once the document is named', async () => {
  const { path, update } = await hearOf('recovered', { en: 'Back at school.', it: 'Di nuovo a scuola.' })
  const page = await site.read(path)
  expect(page).toContain('Back at school.')
  expect(page).not.toMatch(/type="checkbox"[^>]* checked/)
  const form = { token: hiddenField(page), decision: 'approve', 'language.en': 'yes' }
  expect((await site.send(path, { ...form, token: 'forged' })).status).toBe(403)
  const lacking = await site.send(path, form)
  expect(lacking.status).toBe(422)
  const again = await lacking.text()
  expect(again).toContain('id="evidence-error"')
  expect(again).toMatch(/name="language.en" value="yes" checked/)
  expect((await update())?.state).toBe('submitted')
  const decided = await site.send(path, { ...form, evidence: 'Check-up of 3 March' })
  expect(await decided.text()).toContain('Released')
  const released = await update()
  expect(released).toMatchObject({ state: 'approved', evidence: 'Check-up of 3 March' })
  expect(released?.shown.en).toBe('Back at school.')
  expect(released?.shown.it).not.toBe('Di nuovo a scuola.')
  expect((await site.get(path)).status).toBe(410)
})

test('somebody without an account opens the document they decide on, noted, until they have decided', async () => {
  const { path, update } = await hearOf('recovered', {})
  const page = await site.read(path)
  expect(page).toContain(`href="${path}/document"`)
  const lines = async () => {
    const { rows } = await house.context.databases.owner.query(
      `select action, actor_kind as "by" from audit_entries where subject_id = $1 and action like 'cases.read-%' order by action`,
      [caseId],
    )
    return rows
  }
  expect(await lines()).toEqual([])
  const opened = await site.get(`${path}/document`)
  expect(Object.fromEntries(opened.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringContaining('attachment'),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  })
  const bytes = Buffer.from(await opened.arrayBuffer())
  expect([bytes.includes('Operated and well'), bytes.includes('Dr. Who Wrote It')]).toEqual([true, false])
  expect(await lines()).toEqual([
    { action: 'cases.read-document', by: 'link' },
    { action: 'cases.read-medical', by: 'link' },
  ])
  // A link of another kind, one nobody made, and this one after the decision open nothing.
  expect((await site.get(`${approvalPath}/document`)).status).toBe(404)
  expect((await site.get('/approve/nothing-at-all/document')).status).toBe(404)
  await site.send(path, { token: hiddenField(page), decision: 'decline', reason: 'Name no place.' })
  expect((await update())?.state).toBe('declined')
  expect((await site.get(`${path}/document`)).status).toBe(410)
  expect(await lines()).toHaveLength(2)
})

test('the document of a link that ran out, or that was taken away, is not opened', async () => {
  const { path } = await hearOf('recovered', {})
  await house.context.databases.owner.query('update case_documents set removed_at = now() where case_id = $1', [caseId])
  expect((await site.get(`${path}/document`)).status).toBe(404)
  expect(await site.read(path)).not.toContain('/document"')
  await house.context.databases.owner.query('update case_documents set removed_at = null where case_id = $1', [caseId])
  house.clock.advance(8 * 86_400_000)
  expect((await site.get(`${path}/document`)).status).toBe(410)
})

test('somebody without an account sends news back with a reason, and not without', async () => {
  const { path, update } = await hearOf('recovered', {})
  const form = { token: hiddenField(await site.read(path)), decision: 'decline' }
  const lacking = await site.send(path, { ...form, reason: ' ' })
  expect(lacking.status).toBe(422)
  expect(await lacking.text()).toContain('id="reason-error"')
  expect(await (await site.send(path, { ...form, reason: 'Name no place.' })).text()).toContain('Sent back')
  expect(await update()).toMatchObject({ state: 'declined', declineReason: 'Name no place.' })
  expect((await site.get('/approve/nothing-at-all')).status).toBe(404)
})

test('the open books are a page, a table and data', async () => {
  const page = await site.read('/o/morning-light')
  expect(page).toContain('The open books of')
  expect(page).toContain('NT$1,200')
  const csv = await site.read('/o/morning-light/books.csv')
  expect(csv).toMatch(
    /^"campaign","path","currency","use","amount","spent","reported"\r\n".*","TWD","[a-z]+","\d+\.00",/,
  )
  const { campaigns } = JSON.parse(await site.read('/o/morning-light/books.json'))
  expect(campaigns[0].received).toEqual({ minor: '120000', currency: 'TWD' })
  expect((await site.get('/o/nobody')).status).toBe(404)
})

test('the home page of a demonstration leads through it, the privacy page says who answers', async () => {
  const purpose = await foundPurpose(house.scope)
  const filing = { permitNumber: '2', permitAuthority: '衛生福利部', endsOn: '2026-12-31' }
  await changeCampaign(house.scope, purpose.campaignId, { state: 'public', ...filing })
  const page = await site.read('/')
  expect(page).toContain('href="/sandbox"')
  for (const path of ['/c/campaign-1', '/c/campaign-2']) expect(page).toContain(`href="${path}"`)
  expect(page).toMatch(/as “Programme officer \(writes\)” you write/)
  expect(await site.read('/privacy?of=morning-light')).toContain('Morning Light')
})

test('the first organisation is founded with the code of the terminal, once', async () => {
  const form = {
    'organisation.name': 'First Light',
    'organisation.slug': 'first-light',
    'organisation.country': 'TW',
    'organisation.timeZone': 'Asia/Taipei',
    'legalEntity.name': 'First Light Foundation',
    'legalEntity.address': 'Taipei',
    'legalEntity.registrationNumber': '00000000',
    'legalEntity.receiptPrefix': 'FL',
    'owner.name': 'Ada',
    'owner.email': 'ada@example.org',
    'owner.password': 'a quiet bridge at dawn',
  }
  expect(await site.read('/setup')).toContain('name="owner.password"')
  const wrong = await site.send('/setup', { ...form, code: '0000', 'organisation.slug': 'Not A Slug' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('id="organisation.slug-error"')
  expect(page).toContain('value="First Light"')
  expect(page).not.toContain('a quiet bridge')
  expect((await site.send('/setup', { ...form, code: '0000' })).status).toBe(403)
  const done = await site.send('/setup', { ...form, code: setupCode(house.context) })
  expect(done.headers.get('location')).toBe('/desk/')
  expect((await site.get('/setup')).status).toBe(303)
})

test('files are kept for ever under their fingerprint and looked at again without it', async () => {
  const named = await site.get(assetUrl('site.css'))
  expect(named.headers.get('cache-control')).toContain('immutable')
  expect((await site.get('/assets/site.css')).headers.get('cache-control')).toBe('no-cache')
  const packed = await site.get(assetUrl('site.css'), { 'accept-encoding': 'gzip, br' })
  const [tag, encoding] = [packed.headers.get('etag') ?? '', packed.headers.get('content-encoding')]
  expect([encoding, packed.headers.get('vary'), named.headers.get('content-encoding')]).toEqual([
    'br',
    'accept-encoding',
    null,
  ])
  expect(tag).not.toBe(named.headers.get('etag'))
  const asked = { 'accept-encoding': 'gzip, br', 'if-none-match': tag }
  expect((await site.get(assetUrl('site.css'), asked)).status).toBe(304)
  expect((await site.get('/assets/../package.json')).status).toBe(404)
  expect((await site.get('/desk/nothing.js')).status).toBe(404)
  expect(await site.read('/robots.txt')).toContain('Disallow: /g/')
})

test('a campaign page is the same bytes for every reader and needs no nonce', async () => {
  const [first, second] = [await site.get('/c/campaign-1'), await site.get('/c/campaign-1')]
  expect(await first.text()).toBe(await second.text())
  expect(first.headers.get('content-security-policy')).toContain("script-src 'self'")
  const tag = first.headers.get('etag') ?? ''
  expect((await site.get('/c/campaign-1', { 'if-none-match': tag })).status).toBe(304)
})
