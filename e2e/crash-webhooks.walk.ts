import { afterAll, beforeAll, expect, test } from 'vitest'
import { partKey } from '../src/channels/keys.ts'
import { lineText } from '../src/conversations/testing.ts'
import { sameTextLimit } from '../src/scripts/turn.ts'
import { Auditor, arrivalsByKey, unrestOfChat } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { lineUser, type Parcel, Provider, randomMoments, webhook } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const people = 200
const messagesEach = 10

let installation: Installation
let server: RunningServer
let charity: Charity
beforeAll(async () => {
  installation = await openInstallation({ onDisk: true })
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

/** Recent enough that the answers still go out by reply token, which nobody may use twice. */
const began = Date.now() - 15_000

test('kill -9 during a burst of webhooks: what was acknowledged is stored once, in order, and answered at most once', async () => {
  const provider = new Provider(server.url, 32)
  const auditor = new Auditor(server.databaseUrl)
  const names = Array.from({ length: people * messagesEach }, (_, n) => ({
    number: n % people,
    place: Math.floor(n / people),
  }))
  let waiting = names.map(({ number, place }) => message(number, place))
  const repeated = names.filter((_, n) => n % 10 === 0).map(({ number, place }) => message(number, place, true))
  // Everybody's first words, and the end in the middle of answering them.
  const answering = auditor.untilSome("select from deliveries where state = 'sending'", 120).then(() => server.kill9())
  const unheard = await provider.burst(waiting.slice(0, people))
  await answering
  let interrupted = await auditor.forgetSenders()
  server = await installation.start()
  waiting = [...unheard, ...waiting.slice(people)]
  for (const moment of randomMoments(3, waiting.length)) {
    let killing: Promise<void> | undefined
    waiting = await provider.burst(waiting, (acknowledged) => {
      if (acknowledged >= people + moment) killing ??= server.kill9()
    })
    await killing
    interrupted += await auditor.forgetSenders()
    server = await installation.start()
  }
  waiting.push(...repeated)
  while (waiting.length > 0) waiting = await provider.burst(waiting)
  provider.close()
  await auditor.untilNothing(unrestOfChat, 120)

  const stored = await auditor.rows(
    `select i.address, c.message_count, count(*) filter (where m.direction = 'out')::int as answers,
       array_agg(m.provider_message_id order by m.at, m.message_id) filter (where m.direction = 'in') as heard
     from conversations c join identities i using (organisation_id, identity_id)
     join messages m using (organisation_id, conversation_id)
     group by i.address, c.message_count order by i.address`,
  )
  expect(stored).toHaveLength(people)
  for (const [number, row] of stored.entries()) {
    const heard = Array.from({ length: messagesEach }, (_, place) => `${number}-${place}`)
    // The same word so often, and the script takes the other side for a machine: exactly so many answers, in any order.
    const counters = { answers: sameTextLimit, message_count: messagesEach + sameTextLimit }
    expect(row).toMatchObject({ address: lineUser(number), heard, ...counters })
  }
  const unknown = await expectSentOnce(auditor)
  expect(interrupted).toBeGreaterThan(0)
  console.log(`${interrupted} sends were interrupted, ${unknown} of them are shown as unknown`)
})

/** Compares what we believe to have sent with what the emulated LINE put into phones; answers how many nobody knows of. */
async function expectSentOnce(auditor: Auditor): Promise<number> {
  const deliveries = await auditor.rows('select delivery_id, state, reason from deliveries')
  const arrivals = await arrivalsByKey(auditor)
  for (const { delivery_id, state, reason } of deliveries) {
    const times = arrivals.get(partKey(String(delivery_id), 1)) ?? 0
    if (state === 'sent') expect(times).toBe(1)
    else
      expect({ state, reason, isOnce: times <= 1 }).toEqual({ state: 'unknown', reason: 'interrupted', isOnce: true })
  }
  return deliveries.filter(({ state }) => state === 'unknown').length
}
