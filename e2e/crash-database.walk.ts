import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineText } from '../src/conversations/testing.ts'
import { Auditor, unrestOfChat, unrestOfGifts } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { greet, setOut } from './crash-donors.ts'
import { lineUser, type Parcel, Provider, randomMoments, webhook } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const donors = 40
const messagesEach = 25

let installation: Installation
let server: RunningServer
let charity: Charity
let callbacks: Parcel[]
beforeAll(async () => {
  installation = await openInstallation({ onDisk: true })
  server = await installation.start()
  const house = await visit(installation)
  charity = await foundCharity(house)
  await greet(server.url, charity, donors)
  callbacks = await setOut(new Auditor(server.databaseUrl), charity)
  await house.close()
})
afterAll(() => installation?.remove())

function message(number: number): Parcel {
  const at = new Date(began + number)
  const name = `under-load-${number}`
  return webhook(charity, lineText(lineUser(number % donors), name, { at, webhookEventId: name, messageId: name }))
}
const began = Date.now()

test('kill -9 of PostgreSQL under load: nothing is acknowledged meanwhile, nothing acknowledged is lost, and it comes back', async () => {
  const provider = new Provider(server.url, 32)
  const auditor = new Auditor(server.databaseUrl)
  const messages = Array.from({ length: donors * messagesEach }, (_, number) => message(number))
  let waiting = mix(messages, callbacks)
  for (const moment of randomMoments(2, waiting.length)) {
    let killing: Promise<number> | undefined
    waiting = await provider.burst(waiting, (acknowledged) => {
      if (acknowledged >= moment) killing ??= killAndTry(provider)
    })
    expect(await killing).toBe(503)
    await untilReady()
  }
  while (waiting.length > 0) waiting = await provider.burst(waiting)
  provider.close()
  // The server itself never went away: no connection broke.
  expect([...provider.tally.statuses.keys()].sort()).toEqual([200, 503])
  await auditor.untilNothing({ ...unrestOfChat, ...unrestOfGifts }, 100)

  const heard = await auditor.count(`select from messages where provider_message_id like 'under-load-%'`)
  const miscounted = await auditor.rows(
    `select c.conversation_id from conversations c join messages m using (organisation_id, conversation_id)
     where m.direction <> 'note' group by c.conversation_id, c.message_count having count(*) <> c.message_count`,
  )
  expect([heard, miscounted]).toEqual([messages.length, []])
  const [books] = await auditor.rows(
    `select count(distinct gift_intent_id)::int as gifts, (select count(*)::int from receipts) as receipts,
       (select max(number) from receipts) as last, (select count(*)::int from log_entries) as entries from gifts`,
  )
  expect(books).toEqual({ gifts: donors, receipts: donors, last: donors, entries: donors })
})

/** Kills the database and writes at once: it cannot be back yet. Answers the status. */
async function killAndTry(provider: Provider): Promise<number> {
  await server.killDatabase9()
  return provider.send(message(donors * messagesEach))
}

async function untilReady(): Promise<void> {
  while ((await fetch(`${server.url}/readyz`).catch(dead)).status !== 200) await sleep(50)
}

function dead(cause: unknown): never {
  throw new Error(`The server died with its database:\n${server.output().slice(-3000)}`, { cause })
}

/** The rarer parcels spread evenly among the others. */
function mix(many: readonly Parcel[], few: readonly Parcel[]): Parcel[] {
  const step = Math.ceil(many.length / few.length)
  return many.flatMap((parcel, n) => (n % step === 0 ? [parcel, ...few.slice(n / step, n / step + 1)] : [parcel]))
}
