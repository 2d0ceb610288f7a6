import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCampaign } from '../src/campaigns/actions.ts'
import { registerCase } from '../src/cases/cases.ts'
import { askFor } from '../src/cases/needs.ts'
import { createProgramme } from '../src/cases/programmes.ts'
import { changeStage } from '../src/cases/stages.ts'
import { bringProof } from '../src/cases/testing.ts'
import { approveUpdate, writeUpdate } from '../src/cases/updates.ts'
import { partKey } from '../src/channels/keys.ts'
import { hireTeam } from '../src/demo/members.ts'
import { approveRound } from '../src/feedback/approve.ts'
import { planRound, submitRound } from '../src/feedback/rounds.ts'
import { sendRound } from '../src/feedback/send.ts'
import type { House } from '../src/house.ts'
import { Auditor, arrivalsByKey, unrestOfChat, unrestOfGifts } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { greet, setOut } from './crash-donors.ts'
import { Provider, randomMoments } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const donors = 200
/** Who gave twice hears once, of both gifts. */
const donorsTwice = 40
const pseudonym = '小星'

let installation: Installation
let server: RunningServer
let auditor: Auditor
let house: House
let charity: Charity
let members: Awaited<ReturnType<typeof hireTeam>>['team']
let programmeId: string
beforeAll(async () => {
  installation = await openInstallation({ onDisk: true })
  server = await installation.start()
  auditor = new Auditor(server.databaseUrl)
  house = await visit(installation)
  charity = await foundCharity(house)
  members = (await hireTeam(charity.scope)).team
  const caseId = await openNeedyCase()
  await receiveGifts()
  await releaseNews(caseId)
})
afterAll(async () => {
  await house?.close()
  await installation?.remove()
})

/** A case that needs more than everybody gives; answers its id. */
async function openNeedyCase(): Promise<string> {
  const { scope, campaignId } = charity
  const { officer } = members
  const { fundId } = await scope.transaction((transaction) => getCampaign(transaction, campaignId))
  const name = { 'zh-Hant': '唇顎裂手術', en: 'Cleft surgery' }
  programmeId = await createProgramme(officer, { slug: 'cleft', fundId, currency: 'TWD', name, picture: 'valley' })
  const about = { ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'valley' } as const
  const caseId = await registerCase(officer, { programmeId, pseudonym, ...about })
  await changeStage(officer, { caseId, to: 'approved' })
  await askFor(officer, { caseId, item: 'surgery', amountMinor: 5_000_000n })
  await askFor(officer, { caseId, item: 'travel', amountMinor: 5_000_000n })
  return caseId
}

async function receiveGifts(): Promise<void> {
  const provider = new Provider(server.url, 16)
  await greet(server.url, charity, donors)
  const paid = [...(await setOut(auditor, charity)), ...(await setOut(auditor, charity, donorsTwice))]
  expect(await provider.burst(paid)).toEqual([])
  provider.close()
  await auditor.untilNothing({ ...unrestOfChat, ...unrestOfGifts }, 100)
}

async function releaseNews(caseId: string): Promise<void> {
  const texts = { 'zh-Hant': '手術順利，孩子已經可以喝奶了。' }
  const updateId = await writeUpdate(members.officer, { caseId, stage: 'treated', texts })
  const proof = await bringProof(members.officer, caseId)
  await approveUpdate(members.approver, updateId, { evidence: '出院摘要', proof, languages: ['zh-Hant'] })
  await auditor.untilNothing(unrestOfGifts, 40)
}

test('kill -9 while a round is sent: every gift has one result, every donor hears once, and running it again sends nothing', async () => {
  const arrivedBefore = (await arrivalsByKey(auditor)).size
  const roundId = await planRound(members.officer, { programmeId })
  await submitRound(members.officer, roundId)
  await approveRound(members.approver, roundId)
  const arrived = `select from (select distinct retry_key from sandbox_messages) as keys having count(*) - ${arrivedBefore}`
  const queued = `select from deliveries where source_kind = 'feedback' having count(*)`
  const moments = [
    ...randomMoments(1, donors).map((moment) => `${queued} > ${moment}`),
    // Early enough that the sender still has much in hand.
    ...randomMoments(2, donors - 40).map((moment) => `${arrived} > ${moment}`),
  ]
  let interrupted = 0
  for (const moment of moments) {
    await auditor.untilSome(moment, 120)
    await server.kill9()
    interrupted += await auditor.forgetSenders()
    // A server sends before it says that it is ready: the channel waits until there is somebody to be killed.
    await auditor.rows(`update channel_accounts set state = 'paused' where kind = 'line'`)
    server = await installation.start()
    await auditor.rows(`update channel_accounts set state = 'active' where kind = 'line'`)
  }
  await auditor.untilNothing({ ...unrestOfChat, ...unrestOfRound }, 100)

  await expectResults(roundId)
  await expectReports()
  await expectSilence(roundId)
  expect(interrupted).toBeGreaterThan(0)
  console.log(`${interrupted} sends were interrupted`)
}, 240_000)

const unrestOfRound = {
  'rounds not done': `select from feedback_rounds where state <> 'done'`,
  'results not final': `select from feedback_results where result = 'queued'`,
} as const

async function expectResults(roundId: string): Promise<void> {
  const gifts = donors + donorsTwice
  // A push carries a retry key, so even an interrupted one is known to have arrived: none is sent for an unknown reason.
  const results = await auditor.rows(
    `select r.result, r.reason, r.feedback_round_id = $1 as "isOfRound", count(*)::int as results,
       count(distinct g.gift_id)::int as gifts, count(distinct r.person_id)::int as people,
       count(distinct r.update_id)::int as updates
     from gifts g left join feedback_results r using (organisation_id, gift_id) group by 1, 2, 3`,
    [roundId],
  )
  const each = { result: 'sent', reason: null, isOfRound: true }
  expect(results).toEqual([{ ...each, results: gifts, gifts, people: donors, updates: 1 }])
  const [told] = await auditor.rows(
    'select count(*)::int as told, count(distinct person_id)::int as people from told_updates',
  )
  expect(told).toEqual({ told: donors, people: donors })
  expect(await auditor.count('select from feedback_waiting')).toBe(0)
}

/** What we believe to have sent, and what lies in the phones. */
async function expectReports(): Promise<void> {
  const deliveries = await auditor.rows(`select delivery_id, state from deliveries where source_kind = 'feedback'`)
  expect(deliveries).toHaveLength(donors)
  const arrivals = await arrivalsByKey(auditor)
  for (const { delivery_id, state } of deliveries) {
    expect([state, arrivals.get(partKey(String(delivery_id), 1))]).toEqual(['sent', 1])
  }
  const phones = await auditor.rows(
    `select count(m.sandbox_message_id)::int as reports from sandbox_phones p
     left join sandbox_messages m on m.organisation_id = p.organisation_id and m.sandbox_phone_id = p.sandbox_phone_id
       and m.direction = 'to_phone' and m.content #>> '{message,altText}' like '%${pseudonym}%'
     group by p.sandbox_phone_id`,
  )
  expect(phones).toEqual(Array.from({ length: donors }, () => ({ reports: 1 })))
}

/** Runs the round's job again: as it is, and as if all had been forgotten but the results. */
async function expectSilence(roundId: string): Promise<void> {
  const sent = await auditor.count('select from deliveries')
  await sendRound(charity.scope, roundId)
  await auditor.rows(`update feedback_rounds set state = 'approved', finished_at = null`)
  await Promise.all([sendRound(charity.scope, roundId), sendRound(charity.scope, roundId)])
  await auditor.untilNothing({ ...unrestOfChat, ...unrestOfRound }, 40)
  expect(await auditor.count('select from deliveries')).toBe(sent)
  await expectResults(roundId)
  await expect(planRound(members.officer, { programmeId })).rejects.toMatchObject({ code: 'feedback.nothing-to-tell' })
}
