import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from '../../allocations/allocate.ts'
import { allocationSubscriptions } from '../../allocations/jobs.ts'
import { registerCase } from '../../cases/cases.ts'
import { recordExpense } from '../../cases/expenses.ts'
import { askFor } from '../../cases/needs.ts'
import { createProgramme } from '../../cases/programmes.ts'
import { bringProof } from '../../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../../cases/updates.ts'
import { giftPageLink } from '../../gifts/gift-page-link.ts'
import { issueReceipt } from '../../gifts/receipts/issue.ts'
import { recordGift } from '../../gifts/record-gift.ts'
import { openCampaign } from '../../gifts/testing.ts'
import { thankForGift } from '../../gifts/thank.ts'
import { latestCheckpoint } from '../../log/read.ts'
import { logRoutes } from '../../log/routes.ts'
import { sequence } from '../../log/sequence.ts'
import { createLink } from '../../organisations/links.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { mayReceive } from '../../people/consents.ts'
import { createPerson } from '../../people/persons.ts'
import { newEdge } from '../../platform/http/edge.ts'
import { money } from '../../platform/money.ts'
import { letterPdf } from '../../platform/testing/pdf.ts'
import type { Claim } from '../../proofs/claim.ts'
import { openSavedProof } from '../../proofs/saved-proof.ts'
import { verify } from '../../proofs/verify.ts'
import { assets } from '../assets.ts'
import { drawProblem } from '../problem.tsx'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let giftId: string
let personId: string

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  site = openSite(house.context)
  await tellStory()
})
afterAll(() => house.close())

/** A gift of NT$1,200 by Lin Mei-ling, put to a child's surgery, part of it spent, the news approved. */
async function tellStory(): Promise<void> {
  const { scope } = house
  const campaignId = await openCampaign(scope)
  const fundId = await scope.transaction(async ({ db, organisationId }) => {
    const row = db.selectFrom('funds').where('organisation_id', '=', organisationId).select('fund_id')
    return (await row.executeTakeFirstOrThrow()).fund_id
  })
  giftId = await scope.transaction(async (transaction) => {
    personId = await createPerson(transaction, { displayName: 'Lin Mei-ling', language: 'en' })
    return recordGift(transaction, {
      personId,
      campaignId,
      amount: money(120_000n, 'TWD'),
      receivedAt: transaction.now,
      source: 'manual',
      donorName: 'Lin Mei-ling',
      isAnonymous: true,
      receiptWish: 'none',
      language: 'en',
    })
  })
  await thankForGift(scope, giftId)
  const name = { en: 'Cleft lips' }
  const programmeId = await createProgramme(scope, { slug: 'cleft', fundId, currency: 'TWD', name, picture: 'valley' })
  const caseId = await registerCase(scope, {
    programmeId,
    pseudonym: 'Little Rice',
    ageBand: '0-1',
    region: 'hualien',
    conditionClass: 'cleft',
    picture: 'valley',
  })
  const needId = await askFor(scope, { caseId, item: 'surgery', amountMinor: 4_800_000n })
  await house.drainEvents()
  await allocate(scope, fundId)
  const document = { bytes: letterPdf(), fileName: 'wang-xiaoming.pdf' }
  const spent = { spentOn: '2026-03-02', documentNote: 'Invoice 17', document }
  await recordExpense(scope, { caseId, needId, amountMinor: 1_000_000n, ...spent })
  const [writer, approver] = [await house.member('programme_officer'), await house.member('programme_officer')]
  const texts = { en: 'Little Rice drank a whole bottle.' }
  const updateId = await writeUpdate(writer, { caseId, stage: 'treated', evidence: 'Discharge note', texts })
  const proof = await bringProof(writer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge note', proof, languages: ['en'] })
  await house.drainEvents()
  await sequence(scope)
}

/** A new link to the page: its path, and the fragment that no server sees. */
async function link(): Promise<{ path: string; fragment: string }> {
  const url = new URL(await house.scope.transaction((transaction) => giftPageLink(transaction, giftId)))
  return { path: url.pathname, fragment: url.hash.slice(1) }
}

/** Checks a page as the device does: with what the page shows, and the proof from the state that the link remembers. */
async function check(): Promise<{ ok: boolean; reasons: string[]; kinds: string[] }> {
  const { path, fragment } = await link()
  const page = await site.read(path)
  const embedded = /<script type="application\/json" id="check-claim"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  const claim: Claim = JSON.parse(embedded)
  const from = fragment.split('.')[2] ?? ''
  const answer = await site.get(`${path}/consistency?from=${from}`)
  const { consistency } = z.object({ consistency: z.array(z.string()) }).parse(await answer.json())
  const verdict = await verify({ ...claim, consistency }, fragment)
  const reasons = verdict.steps.flatMap((step) => (step.ok ? [] : [step.reason]))
  return { ok: verdict.ok, reasons, kinds: claim.entries.map(({ shown }) => shown.kind) }
}

/** What only the owner of the database can do. */
const owner = (sql: string, values: unknown[]) => house.context.databases.owner.query(sql, values)

test('the page tells the whole way of the gift, within 50 KB', async () => {
  const page = await site.read((await link()).path)
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(50 * 1024)
  for (const words of ['Lin Mei-ling', 'Little Rice', 'Little Rice drank a whole bottle.', 'NT$1,200', 'NT$10,000']) {
    expect(page).toContain(words)
  }
  expect(page).toContain('/sandbox/tamper?gift=')
})

test('the donor saves the proof of the gift itself, which needs neither this page nor this server', async () => {
  const page = await site.read((await link()).path)
  const [, address = ''] = /href="(\/log\/[^"]+\/proof\/\d+)" download/.exec(page) ?? []
  const log = newEdge(house.context, drawProblem)
  log.route('/', logRoutes)
  const { fingerprint = '' } = (await house.scope.transaction(latestCheckpoint)) ?? {}
  const proven = await openSavedProof(await (await log.request(address)).text(), { fingerprint })
  expect(proven?.entry).toMatchObject({ kind: 'gift.received', amountMinor: '120000' })
})

test('what members note of papers, and what the papers’ files are called, is on no public page', async () => {
  const { rows } = await owner('select (select slug from organisations) as books, slug as campaign from campaigns', [])
  const paths = [(await link()).path, `/o/${rows[0].books}`, `/c/${rows[0].campaign}`]
  for (const path of paths) {
    const page = await site.read(path)
    for (const kept of ['Invoice 17', 'wang-xiaoming', 'Discharge note']) expect(page, path).not.toContain(kept)
  }
})

test('the page checks on the device, with everything it shows', async () => {
  expect(await check()).toEqual({
    ok: true,
    reasons: [],
    kinds: ['gift.received', 'gift.allocated', 'case.spent', 'update.published'],
  })
})

test('the proof in the page is the one from the state told with the thanks', async () => {
  const { path, fragment } = await link()
  const page = await site.read(path)
  const claim: Claim = JSON.parse(/id="check-claim"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? '')
  const { thanked_checkpoint: told } = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gifts')
      .where('organisation_id', '=', organisationId)
      .select('thanked_checkpoint')
      .executeTakeFirstOrThrow(),
  )
  const { size, root, fingerprint }: Record<string, string> = Object(told)
  const salt = fragment.split('.')[1]
  expect((await verify(claim, `v1.${salt}.${size}.${root}.${fingerprint}`)).ok).toBe(true)
})

test('an amount edited in the database fails the check in sight', async () => {
  await owner('update gifts set amount_minor = amount_minor + 100 where gift_id = $1', [giftId])
  expect((await check()).reasons).toContain('amount-differs')
  await owner('update gifts set amount_minor = amount_minor - 100 where gift_id = $1', [giftId])
  expect((await check()).ok).toBe(true)
})

test('a text edited in the database fails the check in sight', async () => {
  const edit = (from: string, to: string) =>
    owner("update update_sentences set sentence = replace(sentence, $1, $2) where language = 'en'", [from, to])
  await edit('whole', 'half')
  expect((await check()).reasons).toContain('text-differs')
  await edit('half', 'whole')
})

test('an entry taken out of the log leaves a page that can be read, and fails the check', async () => {
  const { rows } = await owner('delete from log_entries where subject_id = $1 returning *', [giftId])
  const { reasons } = await check()
  expect(reasons).toContain('entry-missing')
  expect(reasons).not.toContain('entry-repeated')
  const [row] = rows
  const columns = Object.keys(row)
  const places = columns.map((_, place) => `$${place + 1}`).join(', ')
  await owner(`insert into log_entries (${columns.join(', ')}) values (${places})`, Object.values(row))
  expect((await check()).ok).toBe(true)
})

test('the page to share holds no name, no amount and no key to the donor’s page', async () => {
  const { path } = await link()
  const answer = await site.get(`${path}/share`)
  const shared = answer.headers.get('location') ?? ''
  const page = await site.read(shared)
  expect(page).toContain('Little Rice drank a whole bottle.')
  for (const secret of ['Lin Mei-ling', 'NT$', '1,200', path.slice(3), giftId, 'check-claim']) {
    expect(page).not.toContain(secret)
  }
})

test('receipts and the list of all gifts open only with a link made within the hour', async () => {
  const { path } = await link()
  const receiptId = await house.scope.transaction((transaction) => issueReceipt(transaction, giftId))
  const page = await site.read(path)
  expect(page).toContain(`${path}/receipts/${receiptId}.pdf`)
  const pdf = await site.get(`${path}/receipts/${receiptId}.pdf`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect((await site.get(`${path}/receipts/${giftId}.pdf`)).status).toBe(404)
  house.clock.advance(61 * 60 * 1000)
  expect((await site.get(`${path}/receipts/${receiptId}.pdf`)).status).toBe(410)
  expect(await site.read(path)).not.toContain('/receipts/')
})

test('whoever asked for all their gifts sees them and can open each', async () => {
  const token = await house.scope.transaction((transaction) =>
    createLink(transaction, {
      kind: 'my_gifts',
      subject: { personId },
      expiresAt: new Date(transaction.now.getTime() + 3_600_000),
    }),
  )
  expect(await site.read(`/my/${token}`)).toContain(`/my/${token}/gifts/${giftId}`)
  const opened = await site.get(`/my/${token}/gifts/${giftId}`)
  expect(opened.headers.get('location')).toMatch(/\/g\/[\w-]{43}#v1\./)
})

test('whoever gave two hundred times sees every gift, a page at a time, and no page is beyond 60 KB', async () => {
  await owner(
    `insert into gifts (organisation_id, gift_id, public_reference, person_id, campaign_id, fund_id, source,
      amount_minor, currency, given_on, received_at, donor_name, is_anonymous, receipt_wish, language)
    select organisation_id, gen_random_uuid(), 'many-' || place, person_id, campaign_id, fund_id, 'manual',
      7000000 + place * 100, 'TWD', given_on, received_at, donor_name, true, 'none', language
    from generate_series(1, 200) as place, gifts where gift_id = $1`,
    [giftId],
  )
  const newest = await owner(
    `select gift_id from gifts where person_id = $1 order by given_on desc, gift_id desc limit 25`,
    [personId],
  )
  for (const row of newest.rows) await house.scope.transaction((tx) => issueReceipt(tx, row.gift_id))
  const { path } = await link()
  const files = ['site.css', 'private.css', 'check.js'].map((name) => assets.get(name)?.body.length ?? Number.NaN)
  const seen: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: string = await site.read(next)
    expect(files.reduce((sum, size) => sum + size, Buffer.byteLength(page))).toBeLessThanOrEqual(60 * 1024)
    seen.push(...(page.match(/NT\$7\d,\d{3}(?!\d)/g) ?? []))
    next = /href="([^"]*gifts=[^"#]*)/.exec(page)?.[1]
  }
  expect([seen.length, new Set(seen).size]).toEqual([200, 200])
})

test('a preference changed on the page holds, and needs the form of that page', async () => {
  const { path } = await link()
  const may = () => house.scope.transaction((transaction) => mayReceive(transaction, personId, 'feedback', 'line'))
  expect(await may()).toBe(false)
  expect((await site.send(`${path}/preferences`, { token: 'forged', feedback: 'yes' })).status).toBe(403)
  const token = hiddenField(await site.read(path))
  const wish = { feedback: 'yes', rhythm: 'monthly', milestones: 'yes' }
  expect((await site.send(`${path}/preferences`, { token, ...wish })).status).toBe(303)
  expect(await may()).toBe(true)
  const page = await site.read(path)
  expect([page.includes('value="monthly" selected'), /name="milestones"[^>]*checked/.test(page)]).toEqual([true, true])
  await site.send(`${path}/preferences`, { token: hiddenField(page) })
  expect(await may()).toBe(false)
})

test('a link that has run out says how to get a new one', async () => {
  const { path } = await link()
  house.clock.advance(31 * 24 * 60 * 60 * 1000)
  const answer = await site.get(path)
  expect(answer.status).toBe(410)
  expect(await answer.text()).toContain('This link has run out')
})
