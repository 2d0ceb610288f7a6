import { afterAll, beforeAll, expect, test } from 'vitest'
import { partKey } from '../src/channels/keys.ts'
import { lineText } from '../src/conversations/testing.ts'
import { Auditor, unrestOfChat } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { lineUser, type Parcel, Provider, randomMoments, webhook } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const people = 200
const messagesEach = 10

let installation: Installation
let server: RunningServer
let charity: Charity
beforeAll(async () => {
  installation = await openInstallation()
  server = await installation.start()
  const house = await visit(installation)
  charity = await foundCharity(house)
  await house.close()
})
afterAll(() => installation?.remove())

/** Message `place` of person `number`; provider time tells the order, whatever the order of arrival. */
function message(number: number, place: number, redelivered = false): Parcel {
  const at = new Date(began + place * 1000)
  const name = `${number}-${place}`
  return webhook(
    charity,
    lineText(lineUser(number), 'menu', { at, webhookEventId: name, messageId: name, redelivered }),
  )
}
const began = Date.now() - 3_600_000

test('kill -9 during a burst of webhooks: what was acknowledged is stored once, in order, and answered at most once', async () => {
  const provider = new Provider(server.url, 32)
  const auditor = new Auditor(server.databaseUrl)
  const names = Array.from({ length: people * messagesEach }, (_, n) => ({ number: n % people, place: Math.floor(n / people) }))
  let waiting = names.map(({ number, place }) => message(number, place))
  const repeated = names.filter((_, n) => n % 10 === 0).map(({ number, place }) => message(number, place, true))
  for (const moment of randomMoments(3, waiting.length)) {
    let killing: Promise<void> | undefined
    waiting = await provider.burst(waiting, (acknowledged) => {
      if (acknowledged >= moment) killing ??= server.kill9()
    })
    await killing
    await auditor.forgetSenders()
    server = await installation.start()
  }
  for (waiting.push(...repeated); waiting.length > 0; ) waiting = await provider.burst(waiting)
  provider.close()
  await auditor.untilNothing(unrestOfChat, 40)

  const stored = await auditor.rows(
    `select i.address, c.unread_count, c.message_count, count(*) filter (where m.direction = 'out')::int as answers,
       array_agg(m.provider_message_id order by m.at, m.message_id) filter (where m.direction = 'in') as heard
     from conversations c join identities i using (organisation_id, identity_id)
     join messages m using (organisation_id, conversation_id)
     group by i.address, c.unread_count, c.message_count order by i.address`,
  )
  expect(stored).toHaveLength(people)
  for (const [number, row] of stored.entries()) {
    const heard = Array.from({ length: messagesEach }, (_, place) => `${number}-${place}`)
    const answers = Number(row.answers)
    expect(row).toMatchObject({ address: lineUser(number), heard, unread_count: messagesEach })
    expect(row.message_count).toBe(messagesEach + answers)
  }
  console.log('answers per person', [...new Set(stored.map((row) => row.answers))], Object.fromEntries(provider.tally.statuses))
  await expectSentOnce(auditor)
}, 120_000)

/** Compares what we believe to have sent with what the emulated LINE really put into phones. */
async function expectSentOnce(auditor: Auditor): Promise<void> {
  const deliveries = await auditor.rows('select delivery_id, state, reason from deliveries')
  const arrived = await auditor.rows(
    `select retry_key, count(distinct content ->> 'requestId')::int as times from sandbox_messages
     where direction = 'to_phone' group by retry_key`,
  )
  const timesByKey = new Map(arrived.map((row) => [String(row.retry_key), Number(row.times)]))
  for (const { delivery_id, state } of deliveries) {
    const times = timesByKey.get(partKey(String(delivery_id), 1)) ?? 0
    expect(['sent', 'unknown']).toContain(state)
    if (state === 'sent') expect(times).toBe(1)
    else expect(times).toBeLessThanOrEqual(1)
  }
  const unknown = deliveries.filter(({ state }) => state === 'unknown')
  console.log('deliveries', deliveries.length, 'unknown', unknown.length)
  for (const { reason } of unknown) expect(reason).toBe('interrupted')
}
