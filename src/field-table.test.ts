import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from './allocations/allocate.ts'
import { portionGift } from './allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from './allocations/testing.ts'
import { type App, openApp } from './app.ts'
import { changeCampaign } from './campaigns/actions.ts'
import { recordConsent } from './cases/consents.ts'
import { recordExpense } from './cases/expenses.ts'
import { setLegalName } from './cases/legal-names.ts'
import { bringProof } from './cases/testing.ts'
import { approveUpdate, writeUpdate } from './cases/updates.ts'
import { type ManyChannels, openManyChannels } from './conversations/many-channels.fixture.ts'
import { approveRound } from './feedback/approve.ts'
import { planRound, submitRound } from './feedback/rounds.ts'
import { sendRound } from './feedback/send.ts'
import { giftPageLink } from './gifts/gift-page-link.ts'
import { logFolder } from './log/publish.ts'
import { latestCheckpoint } from './log/read.ts'
import { sequence } from './log/sequence.ts'
import { createMember } from './organisations/members.ts'
import { permissions } from './organisations/permission.ts'

/**
 * A child of whom members know much and whose guardian allows a pseudonym alone. Then everything that leaves the house is gathered: what
 * donors are sent, every public page and file, exports, the log, what a fundraiser reads, and what the server writes down of its work.
 */
const never = {
  legalName: '歐陽思涵',
  guardian: 'Lin Mei-hua',
  firstName: 'Sihan',
  evidence: 'Discharged from ward 7 of Mackay',
  bill: 'Mackay Memorial, invoice 4711',
  paper: 'letter.pdf',
  story: 'She hummed all morning',
  region: 'Hualien',
  regionInTaiwan: '花蓮',
  condition: 'cleft lip',
}
const password = 'three lanterns over the river'
const origin = 'http://127.0.0.1:3000'

let house: ManyChannels
let app: App
let purpose: Purpose
let caseId: string
let giftId: string
let roundId: string
/** What there is to read, by the plural that stands before its id in a path. */
const ids: Record<string, string> = {}
const logged: unknown[] = []

beforeAll(async () => {
  house = await openManyChannels(['telegram'])
  const write = (facts: object, sentence: string) => void logged.push([facts, sentence])
  app = openApp({ ...house.context, log: { info: write, warn: write, error: write } }, { isWorker: false })
  purpose = await foundPurpose(house.scope)
  await changeCampaign(house.scope, purpose.campaignId, {
    ...{ state: 'public', endsOn: '2026-12-31', permitNumber: '1', permitAuthority: '衛生福利部' },
  })
  const particulars = { name: 'Fundraiser', email: 'fund@example.org', language: 'en' } as const
  await createMember(house.scope, { ...particulars, roles: ['fundraiser'], password })
  const programmes = { name: 'Officer', email: 'officer@example.org', language: 'en' } as const
  await createMember(house.scope, { ...programmes, roles: ['programme_officer'], password })
  await helpChild()
})
afterAll(async () => {
  await app.stop()
  await house.close()
})

async function helpChild(): Promise<void> {
  const officer = await house.member('programme_officer')
  const approver = await house.member('programme_officer')
  // Five of a kind: it is the guardian's word that holds things back, not the smallness of the group.
  const made = await openTestCase(house.scope, purpose, [10_000n])
  for (const _ of Array(4)) await openTestCase(house.scope, purpose, [])
  caseId = made.caseId
  await setLegalName(officer, caseId, never.legalName)
  await recordConsent(officer, {
    ...{ caseId, guardian: never.guardian, relation: 'mother', evidence: never.evidence, firstName: never.firstName },
    ...{ givenOn: '2026-03-01', expiresOn: '2026-12-31' },
    grants: (['report_to_givers', 'public_page'] as const).map((one) => ({
      field: 'pseudonym' as const,
      purpose: one,
    })),
  })
  const { personId } = await house.meet({ telegram: 1 })
  // One donor is told in their chat, the other by order number.
  const chat = await giveTestGift(house.scope, purpose, { amountMinor: 100n, personId })
  house.clock.advance(1000)
  giftId = await giveTestGift(house.scope, purpose, { amountMinor: 9_900n, source: 'tencent', orderNumber: 'T-1' })
  for (const one of [chat, giftId]) await house.scope.transaction((tx) => portionGift(tx, one))
  await allocate(house.scope, purpose.fundId)
  const expense = { caseId, needId: made.needIds[0] ?? '', amountMinor: 9_000n, spentOn: '2026-03-02' }
  await recordExpense(house.scope, { ...expense, documentNote: never.bill })
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { en: never.story } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: never.evidence, proof, languages: [] })
  roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  await house.settleAll()
  await sendRound(house.scope, roundId)
  await sequence(house.scope)
  await learnIds(personId)
}

async function learnIds(personId: string): Promise<void> {
  const known = { cases: caseId, gifts: giftId, rounds: roundId, people: personId, campaigns: purpose.campaignId }
  Object.assign(ids, known)
  const tables = {
    ...{ programmes: 'programme', conversations: 'conversation', channels: 'channel_account', expenses: 'expense' },
    ...{ 'case-documents': 'case_document' },
  }
  for (const [kind, table] of Object.entries(tables)) {
    const [row] = await house.rows(`select ${table}_id as id from ${table}s limit 1`)
    if (row) ids[kind] = String(row.id)
  }
}

let visitor = 0
async function answerOf(path: string, cookie = '', body?: object): Promise<Response> {
  visitor += 1
  const headers = { origin, cookie, accept: 'text/html,application/json', 'x-forwarded-for': `10.0.0.${visitor}` }
  const proxy = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return app.fetch(new Request(`${origin}${path}`, { ...sent, headers: { ...headers, ...type } }), proxy)
}

async function ask(path: string, cookie = '', body?: object): Promise<string> {
  const answer = await answerOf(path, cookie, body)
  if (body !== undefined)
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  expect(answer.status, path).toBe(200)
  return answer.text()
}

/** Everything a stranger reads who follows every address on these pages, and on those they lead to; whoever gave is one of them. */
async function readAllFrom(paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const waiting = [...paths]
  // A page of a gift makes a fresh link at each reading: one of a kind is enough.
  const kinds = new Set<string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const kind = path.replace(/#.*/, '').replace(/[\w-]{30,}/g, '*')
    if (kinds.has(kind)) continue
    kinds.add(kind)
    const answer = await answerOf(path)
    const text = /text|json|xml/.test(answer.headers.get('content-type') ?? '') ? await answer.text() : ''
    texts.set(path, text)
    const led = [answer.headers.get('location') ?? '', ...text.matchAll(/(?:href|src|action|content)="([^"#]+)/g)]
    for (const to of led) {
      const address = (typeof to === 'string' ? to : (to[1] ?? '')).replaceAll('&amp;', '&').replace(origin, '')
      if (/^\/(?!\/|assets)/.test(address)) waiting.push(address)
    }
  }
  return texts
}

const signIn = (email: string) => ask('/api/auth/sign-in/email', '', { email, password })

async function inLog(): Promise<string> {
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  const folder = logFolder(house.context, checkpoint?.origin ?? '')
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

function expectNothingOf(text: string, where: string): void {
  for (const [field, words] of Object.entries(never)) expect(text.includes(words), `${field} in ${where}`).toBe(false)
}

test('what is never told of a child, and what its guardian did not allow, stands in no message, page, export or log', async () => {
  const pseudonym = `小星${caseId.slice(-6)}`
  const messages = house.sent.map(({ body }) => body).join('\n')
  expect(messages).toContain(pseudonym)
  expectNothingOf(messages, 'a message')
  const page = await house.scope.transaction((tx) => giftPageLink(tx, giftId))
  const list = '/o/morning-light'
  const own = new URL(page).pathname
  const paths = [
    list,
    `${list}/books.csv`,
    `${list}/books.json`,
    `${list}/embed`,
    `${list}/gifts`,
    '/c/campaign-1',
    own,
  ]
  for (const path of paths) expectNothingOf(await ask(path), path)
  const reached = await readAllFrom(paths)
  for (const [path, text] of reached) expectNothingOf(text, path)
  expect([...reached.keys()]).toEqual(expect.arrayContaining([expect.stringMatching(/^\/s\//), `${list}/gifts`]))
  const log = await inLog()
  expect(log).toContain('"kind":"update.published"')
  expectNothingOf(log, 'the public log')
  const officer = await signIn('officer@example.org')
  for (const path of [`/api/rounds/${roundId}/results.csv`, `/api/rounds/${roundId}/returns.csv`]) {
    const file = await ask(path, officer)
    expect(file).toContain(pseudonym)
    expectNothingOf(file, path)
  }
  expectNothingOf(JSON.stringify(logged), 'what the server writes down')
})

const medical = ['legalName', 'guardian', 'firstName', 'evidence', 'bill', 'paper', 'story'] as const

test('a fundraiser reads of a case neither names nor papers, and members who may read them do', async () => {
  const told = await ask(`/api/cases/${caseId}`, await signIn('fund@example.org'))
  for (const field of medical) expect(told.includes(never[field]), field).toBe(false)
  expect(await ask(`/api/cases/${caseId}`, await signIn('officer@example.org'))).toContain(never.evidence)
})

const apiDescription = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** The API's readable routes, their ids in place: of each kind the newest that is there. */
async function readablePaths(cookie: string): Promise<string[]> {
  const { paths } = apiDescription.parse(JSON.parse(await ask('/api/openapi.json', cookie)))
  const readable = Object.keys(paths).filter((path) => 'get' in (paths[path] ?? {}))
  return readable.flatMap((path) => {
    const kind = path.split('/')[2] ?? ''
    const filled = path
      .replace('{side}', 'case')
      .replace('{id}', ids[path.startsWith('/api/reach/') ? 'cases' : kind] ?? caseId)
    return [filled.replace(/\{\w+\}/g, '0')]
  })
}

test('whoever may read everything but what is medical finds none of it in any answer of the API', async () => {
  const { owner } = house.context.databases
  await owner.query(
    `update roles set permissions = (select array_agg(p) from unnest($1::text[]) p where p <> 'cases.medical')
    where role = 'viewer'`,
    [[...permissions]],
  )
  const particulars = { name: 'Reader', email: 'reader@example.org', language: 'en' } as const
  await createMember(house.scope, { ...particulars, roles: ['viewer'], password })
  const cookie = await signIn('reader@example.org')
  const found: string[] = []
  const statuses = new Map<string, number>()
  for (const path of await readablePaths(cookie)) {
    const answer = await answerOf(path, cookie)
    const text = await answer.text()
    statuses.set(path, answer.status)
    for (const field of medical) if (text.includes(never[field])) found.push(`${field} in ${path}`)
  }
  // Otherwise the door was tried, not the house.
  expect([...statuses.values()].filter((status) => status === 200).length).toBeGreaterThan(55)
  for (const path of ['/api/audit', '/api/home', `/api/cases/${caseId}`])
    expect([path, statuses.get(path)]).toEqual([path, 200])
  expect(found).toEqual([])
})

test('the morning after the last day of a consent no page and no file tells the news, though no sweep was there', async () => {
  const [said] = await house.rows(`select sentence from update_sentences where language = 'en'`)
  const news = String(said?.sentence)
  const read = async () => {
    const officer = await signIn('officer@example.org')
    const page = new URL(await house.scope.transaction((tx) => giftPageLink(tx, giftId))).pathname
    const returns = await ask(`/api/rounds/${roundId}/returns.csv`, officer)
    const pages = await Promise.all([page, '/c/campaign-1'].map((path) => ask(path)))
    return [...pages.map((text) => text.includes(news)), returns.includes('T-1')]
  }
  expect(await read()).toEqual([true, true, true])
  house.clock.set('2026-12-31T15:59:00Z')
  expect(await read()).toEqual([true, true, true])
  house.clock.set('2026-12-31T16:01:00Z')
  expect(await read()).toEqual([false, false, false])
})
