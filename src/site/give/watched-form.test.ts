import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaymentAccount } from '../../gifts/payment-account.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { assets } from '../assets.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let tester: ReturnType<typeof openSite>
let donor: ReturnType<typeof openSite>
let hook: string
let givers = 0
const path = '/c/first-steps/give'

beforeAll(async () => {
  house = await openTestHouse({ fetch: async () => new Response('', { status: 404 }) })
  tester = openSite(house.context, '203.0.113.7')
  donor = openSite(house.context, '198.51.100.1')
  hook = await hookPath(house.scope, await openSandbox(house.scope))
  const config = { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0001' }
  await createPaymentAccount(house.scope, { provider: 'manual', name: 'Bank', currency: 'TWD', config })
  await openCampaign(house.scope, { suggestedMinor: [30_000n] })
})
afterAll(() => house.close())

async function send(site: typeof donor, page: string, more: Record<string, string> = {}): Promise<Response> {
  givers += 1
  house.clock.advance(5000)
  const typed = { amount: '300.00', name: 'Lin', contact: `giver-${givers}@example.org`, receipt: 'none' }
  return site.send(path, { ...typed, token: hiddenField(page), ...more })
}

/** So many cards are tried, all refused. */
async function refused(count: number): Promise<void> {
  for (let one = 0; one < count; one += 1) {
    const page = await tester.read(path)
    const sent = await send(tester, page, page.includes('data-puzzle') ? { puzzle: solveWithOurScript(page) } : {})
    expect(sent.status).toBe(303)
    const reference = sent.headers.get('location')?.split('/').at(-1) ?? ''
    await hookServer(house.context)(hook, sandboxSays(reference, 'failed', 30_000n))
  }
}

/** Runs the script of the page against a stand-in of the page, as a browser would. */
function solveWithOurScript(page: string): string {
  const [, puzzle] = /data-puzzle="(\w+)"/.exec(page) ?? []
  const field = { value: '', form: { addEventListener: () => {}, submit: () => {} } }
  const said = { dataset: { working: 'working', done: 'done' }, textContent: '' }
  const place = {
    dataset: { puzzle, parts: /data-parts="(\d+)"/.exec(page)?.[1], bits: /data-bits="(\d+)"/.exec(page)?.[1] },
    querySelector: (what: string) => (what === 'input' ? field : said),
  }
  const later: (() => void)[] = []
  runInNewContext(Buffer.from(assets.get('puzzle.js')?.body ?? []).toString(), {
    document: { querySelector: () => place },
    setTimeout: (work: () => void) => later.push(work),
  })
  while (said.textContent !== 'done') later.shift()?.()
  return field.value
}

test('the form holds no byte of a puzzle until too many are refused; then the browser solves it and the gift goes on', async () => {
  expect(await tester.read(path)).not.toContain('puzzle')
  await refused(5)
  expect(await donor.read(path)).not.toContain('puzzle')
  const page = await tester.read(path)
  expect(page).toContain('Many card payments were refused here just now')
  expect(page).toMatch(/<script type="module" nonce="[^"]+" src="\/assets\/puzzle\.js\?v=/)
  const held = await send(tester, page)
  const again = await held.text()
  expect(held.status).toBe(409)
  expect(again).toContain('We need one more moment before the payment.')
  expect(again).toContain('value="Lin"')
  const solution = solveWithOurScript(again)
  expect((await send(tester, again, { puzzle: solution })).status).toBe(303)
  const reused = await send(tester, await tester.read(path), { puzzle: solution })
  expect(reused.status).toBe(409)
})

test('a network that waits reads why and what else it can do, and a bank transfer goes through', async () => {
  await refused(7)
  const page = await tester.read(path)
  expect(page).toMatch(/No card payment from here for about \d+ minutes/)
  expect(page).toContain('A bank transfer works as always.')
  const sent = await send(tester, page)
  expect(sent.status).toBe(429)
  expect(await sent.text()).toContain('Too many card payments from your network were refused just now.')
  expect((await send(tester, await tester.read(path), { method: 'transfer' })).status).toBe(303)
  expect((await send(donor, await donor.read(path))).status).toBe(303)
})
