import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCampaign } from '../../campaigns/actions.ts'
import { returnToken } from '../../gifts/return-token.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let sandbox: string
let campaignId: string

beforeAll(async () => {
  // The test pay page has heard of nobody.
  house = await openTestHouse({ fetch: async () => new Response('', { status: 404 }) })
  site = openSite(house.context)
  sandbox = await openSandbox(house.scope)
  campaignId = await openCampaign(house.scope, {
    slug: 'first-steps',
    suggestedMinor: [30_000n, 60_000n],
    texts: { en: { title: 'First steps', summary: 'Help a child walk.', story: 'One.\n\nTwo.' } },
  })
})
afterAll(() => house.close())

const typed = {
  amount: 'own',
  ownAmount: '1,000',
  name: 'Lin Mei-ling',
  contact: '0912-345-678',
  receipt: 'none',
  publicName: 'named',
  feedback: 'yes',
}

async function openForm(path: string): Promise<string> {
  const token = hiddenField(await site.read(path))
  house.clock.advance(5000)
  return token
}

/** Gives on the campaign's page; answers where the browser is sent. */
async function give(fields: Partial<typeof typed> = {}): Promise<Response> {
  const token = await openForm('/c/first-steps/give')
  return site.send('/c/first-steps/give', { ...typed, ...fields, token })
}

test('a gift goes from the campaign page to the pay page and comes back as thanks', async () => {
  expect(await site.read('/c/first-steps')).toContain('href="/c/first-steps/give"')
  const sent = await give()
  expect(sent.status).toBe(303)
  const reference = sent.headers.get('location')?.split('/').at(-1) ?? ''
  const intent = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gift_intents')
      .where('organisation_id', '=', organisationId)
      .where('reference', '=', reference)
      .selectAll()
      .executeTakeFirstOrThrow(),
  )
  expect(intent.amount_minor).toBe(100_000n)
  const back = `/return/${returnToken(house.scope, intent.gift_intent_id)}`
  expect(await site.read(back)).toContain('We are still asking')
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'paid'))
  const thanks = await site.read(back)
  expect(thanks).toContain('Thank you, Lin Mei-ling')
  expect(thanks).toMatch(/href="http:\/\/127\.0\.0\.1:3000\/g\/[\w-]{43}#v1\./)
  expect(await (await site.get(`${back}/state`)).json()).toEqual({ state: 'paid' })
})

test('a mistake is told next to its field and what was typed stays', async () => {
  const answer = await give({ ownAmount: 'a lot', contact: '' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('id="ownAmount-error"')
  expect(page).toContain('id="contact-error"')
  expect(page).toContain('value="Lin Mei-ling"')
  expect(page).toContain('value="a lot"')
  expect(hiddenField(page)).not.toBe('')
})

test('a change of language keeps what was typed and starts no gift', async () => {
  const token = await openForm('/c/first-steps/give')
  const answer = await site.send('/c/first-steps/give', { ...typed, token, switch: 'it' })
  const page = await answer.text()
  expect(answer.status).toBe(200)
  expect(page).toContain('<html lang="it">')
  expect(page).toContain('value="Lin Mei-ling"')
  expect(answer.headers.get('set-cookie')).toContain('lang=it')
})

test('a form sent twice starts one gift', async () => {
  const token = await openForm('/c/first-steps/give')
  const [first, second] = [
    await site.send('/c/first-steps/give', { ...typed, token }),
    await site.send('/c/first-steps/give', { ...typed, token }),
  ]
  expect([first.status, second.status]).toEqual([303, 409])
  expect(await second.text()).toContain('value="Lin Mei-ling"')
})

test('a campaign that has ended shows its page and takes no gift', async () => {
  await changeCampaign(house.scope, campaignId, { endsOn: '2026-03-01' })
  house.clock.advance(3000)
  expect(await site.read('/c/first-steps')).not.toContain('href="/c/first-steps/give"')
  expect(await site.read('/c/first-steps/give')).toContain('No gift can be made any more')
  const answer = await site.send('/c/first-steps/give', { ...typed, token: '' })
  expect(await answer.text()).not.toContain('<form id="gift"')
  await changeCampaign(house.scope, campaignId, { endsOn: '2026-12-31' })
})

test('more than remains below the cap is not taken', async () => {
  await changeCampaign(house.scope, campaignId, { capMinor: 150_000n })
  const page = await (await give()).text()
  expect(page).toContain('id="ownAmount-error"')
  expect(page).not.toContain('value="600.00"')
  await changeCampaign(house.scope, campaignId, { capMinor: null })
})

test('an address that leads nowhere says so in words', async () => {
  const answer = await site.get('/c/nothing')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('There is no page here')
  expect((await site.get('/return/forged.token')).status).toBe(404)
})
