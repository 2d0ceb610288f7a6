import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocationSubscriptions } from '../../allocations/jobs.ts'
import { putForward } from '../../allocations/put-forward.ts'
import { openTestCase } from '../../allocations/testing.ts'
import { changeCampaign } from '../../campaigns/actions.ts'
import { returnToken } from '../../gifts/return-token.ts'
import { foundLegalEntity, hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../../gifts/testing.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { newId } from '../../platform/ids.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: TestHouse
let site: ReturnType<typeof openSite>
let sandbox: string
let campaignId: string
let siblingId: string
let forward: { caseId: string; name: string }

beforeAll(async () => {
  house = await openTestHouse({
    fetch: async () => new Response('', { status: 404 }),
    subscriptions: allocationSubscriptions,
  })
  site = openSite(house.context)
  sandbox = await openSandbox(house.scope)
  const legalEntityId = await foundLegalEntity(house.scope)
  siblingId = await openCampaign(house.scope, { slug: 'second-steps', legalEntityId, texts: titled('Second steps') })
  campaignId = await openCampaign(house.scope, {
    slug: 'first-steps',
    legalEntityId,
    programmeShareBasisPoints: 0,
    suggestedMinor: [30_000n, 60_000n],
    texts: titled('First steps'),
  })
  await openTestCase(house.scope, await openProgramme(), [90_000n])
  const { caseId } = await openTestCase(house.scope, await openProgramme(), [80_000n])
  forward = { caseId, name: `小星${caseId.slice(-6)}` }
})
afterAll(() => house.close())

function titled(title: string) {
  return { en: { title, summary: '', story: '' } }
}

async function openProgramme() {
  const programmeId = newId(house.clock.now())
  const fundId = await house.scope.transaction(async ({ db, organisationId, now }) => {
    const { fund_id } = await db
      .selectFrom('campaigns')
      .where('organisation_id', '=', organisationId)
      .where('campaign_id', '=', campaignId)
      .select('fund_id')
      .executeTakeFirstOrThrow()
    const programme = { currency: 'TWD', slug: programmeId, name: '{"en": "P"}', picture: 'cleft', created_at: now }
    await db
      .insertInto('programmes')
      .values({ organisation_id: organisationId, programme_id: programmeId, fund_id, ...programme })
      .execute()
    return fund_id
  })
  return { fundId, campaignId, programmeId }
}

const path = '/c/first-steps/give'
const typed = { amount: 'own', name: 'Lin Mei-ling', contact: '0912-345-678', receipt: 'none', publicName: 'initials' }

async function send(ownAmount: string, more: Record<string, string> = {}): Promise<Response> {
  const token = hiddenField(await site.read(path))
  house.clock.advance(5000)
  return site.send(path, { ...typed, ownAmount, token, ...more })
}

/** Pays what a sent form started; answers its gifts and the page one comes back to. */
async function pay(sent: Response, minor: bigint) {
  expect(sent.status).toBe(303)
  const reference = sent.headers.get('location')?.split('/').at(-1) ?? ''
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'paid', minor))
  await house.drainEvents()
  const { rows } = await house.context.databases.owner.query(
    `select g.gift_id, g.campaign_id, g.amount_minor, g.rest_of_gift_id, i.gift_intent_id,
       (select array_agg(distinct t.journal_id) from ledger_transfers t where t.source_id = g.gift_id) as journals,
       (select array_agg(a.case_id) from allocations a where a.gift_id = g.gift_id) as cases
     from gift_intents i join gifts f on f.gift_intent_id = i.gift_intent_id
     join gifts g on g.gift_id = f.gift_id or g.rest_of_gift_id = f.gift_id
     where i.reference = $1 order by g.rest_of_gift_id nulls first`,
    [reference],
  )
  const back = await site.read(`/return/${returnToken(house.scope, rows[0].gift_intent_id)}`)
  return { gifts: rows, back }
}

test('a case put forward can be chosen on the form, and gets the gift though another case was there before it', async () => {
  expect(await site.read(path)).not.toContain('Whom is your gift for?')
  await putForward(house.scope, forward.caseId, 1)
  const page = await site.read(path)
  expect(page).toContain(`value="${forward.name}"`)
  expect(page).toContain(`For ${forward.name}: surgery`)
  expect(page).not.toContain(forward.caseId)
  const { gifts } = await pay(await send('500', { case: forward.name }), 50_000n)
  expect(gifts).toMatchObject([{ amount_minor: 50_000n, cases: [forward.caseId] }])
})

test('a case that is put forward no longer is not taken: the form says so and keeps what was typed', async () => {
  await putForward(house.scope, forward.caseId, 0)
  const answer = await send('500', { case: forward.name })
  expect(answer.status).toBe(409)
  const page = await answer.text()
  expect(page).toContain('This child has all that was asked for by now.')
  expect(page).toContain('value="Lin Mei-ling"')
})

test('A8: beyond the cap the form asks, without a script, and what the donor agrees to is two gifts in one journal', async () => {
  await changeCampaign(house.scope, campaignId, { capMinor: 60_000n, overflowCampaignId: siblingId })
  expect(await site.read(path)).toContain('name="overflow"')
  const asked = await send('500')
  expect(asked.status).toBe(409)
  const page = await asked.text()
  expect(page).toContain('id="overflow-error"')
  expect(page).toContain('what goes beyond it is a gift to “Second steps”')
  expect(page).toContain('value="500"')
  const { gifts, back } = await pay(await send('500', { overflow: 'yes' }), 50_000n)
  expect(gifts.map(({ campaign_id, amount_minor }) => [campaign_id, amount_minor])).toEqual([
    [campaignId, 10_000n],
    [siblingId, 40_000n],
  ])
  expect(gifts[1]?.rest_of_gift_id).toBe(gifts[0]?.gift_id)
  expect(gifts[0]?.journals).toHaveLength(1)
  expect(gifts[1]?.journals).toEqual(gifts[0]?.journals)
  expect(back).toContain('NT$400 of it is a gift of its own to “Second steps”')
})

test('who chose initials stands in the public list with them', async () => {
  house.clock.advance(11_000)
  const list = await site.read('/o/morning-light/gifts')
  expect(list).toContain('<strong>L. M.</strong>')
  expect(list).not.toContain('Lin Mei-ling')
})
