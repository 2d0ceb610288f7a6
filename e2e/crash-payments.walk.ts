import { afterAll, beforeAll, expect, test } from 'vitest'
import { partKey } from '../src/channels/keys.ts'
import { openCheckpoint } from '../src/proofs/checkpoint.ts'
import { append, emptyFrontier, rootOf } from '../src/proofs/frontier.ts'
import { readKey } from '../src/proofs/note.ts'
import { bundlePath, readBundle, TILE_WIDTH } from '../src/proofs/tiles.ts'
import { leafHash } from '../src/proofs/tree.ts'
import { Auditor, arrivalsByKey, unrestOfChat, unrestOfGifts } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { greet, setOut } from './crash-donors.ts'
import { type Parcel, Provider, randomMoments } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const donors = 200

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

test('kill -9 while payments settle: one gift, one receipt, one thank-you and one line in the log for each', async () => {
  const provider = new Provider(server.url, 16)
  const auditor = new Auditor(server.databaseUrl)
  let waiting = callbacks.flatMap((parcel, n) => Array.from({ length: 1 + (n % 3) }, () => ({ ...parcel })))
  for (const moment of randomMoments(3, waiting.length)) {
    let killing: Promise<void> | undefined
    waiting = await provider.burst(waiting, (acknowledged) => {
      if (acknowledged >= moment) killing ??= server.kill9()
    })
    await killing
    await auditor.forgetSenders()
    server = await installation.start()
  }
  while (waiting.length > 0) waiting = await provider.burst(waiting)
  provider.close()
  await auditor.untilNothing({ ...unrestOfChat, ...unrestOfGifts }, 100)

  await expectBooks(auditor)
  await expectThanks(auditor)
  await expectLog()
})

const total = Array.from({ length: donors }, (_, n) => (100 + n) * 100).reduce((sum, minor) => sum + minor, 0)

async function expectBooks(auditor: Auditor): Promise<void> {
  const [gifts] = await auditor.rows(
    `select count(*)::int as gifts, count(distinct i.gift_intent_id)::int as intents, sum(g.amount_minor)::int as total,
       bool_and(i.state = 'paid' and i.amount_minor = g.amount_minor) as agree
     from gift_intents i left join gifts g using (organisation_id, gift_intent_id)`,
  )
  expect(gifts).toEqual({ gifts: donors, intents: donors, total, agree: true })
  const [ledger] = await auditor.rows(
    `select count(*)::int as transfers, count(distinct source_id)::int as gifts, sum(amount_minor)::int as total,
       count(*) filter (where kind <> 'gift')::int as others from ledger_transfers`,
  )
  expect(ledger).toEqual({ transfers: donors, gifts: donors, total, others: 0 })
  const [progress] = await auditor.rows(
    'select sum(raised_minor)::int as raised, sum(gift_count)::int as gifts from campaign_progress',
  )
  expect(progress).toEqual({ raised: total, gifts: donors })
  const receipts = await auditor.rows(
    `select r.number, count(g.gift_id)::int as gifts from receipts r
     left join receipt_gifts g using (organisation_id, receipt_id) group by r.number order by r.number`,
  )
  expect(receipts).toEqual(Array.from({ length: donors }, (_, n) => ({ number: n + 1, gifts: 1 })))
  const [exceptions] = await auditor.rows('select count(*)::int as count from payment_exceptions')
  expect(exceptions).toEqual({ count: 0 })
}

async function expectThanks(auditor: Auditor): Promise<void> {
  const thanks = await auditor.rows(
    `select delivery_id, once_key, state from deliveries where once_key like 'thanks:%'`,
  )
  expect(new Set(thanks.map((row) => row.once_key)).size).toBe(donors)
  expect(thanks).toHaveLength(donors)
  const arrivals = await arrivalsByKey(auditor)
  // A thank-you is pushed with a retry key, so even an interrupted one can be sent again: each has come exactly once.
  for (const { delivery_id, state } of thanks) {
    expect([state, arrivals.get(partKey(String(delivery_id), 1))]).toEqual(['sent', 1])
  }
}

/** Reads the log as a stranger would: over HTTP, from the entries up to the signed root. */
async function expectLog(): Promise<void> {
  const log = `${server.url}/log/morning-light`
  const key = await readKey((await (await fetch(`${log}/key`)).text()).trim())
  if (!key) throw new Error('no key')
  const checkpoint = await openCheckpoint(await (await fetch(`${log}/checkpoint`)).text(), key)
  expect(checkpoint?.size).toBe(donors)
  const entries: Uint8Array[] = []
  for (let index = 0; entries.length < donors; index += 1) {
    const width = Math.min(TILE_WIDTH, donors - entries.length)
    const response = await fetch(`${log}/${bundlePath({ index, width })}`)
    entries.push(...(readBundle(new Uint8Array(await response.arrayBuffer())) ?? []))
  }
  const leaves = entries.map((entry) => leafHash(entry))
  expect(Buffer.from(rootOf(append(emptyFrontier, leaves)))).toEqual(Buffer.from(checkpoint?.root ?? []))
  const lines = entries.map((entry) => JSON.parse(Buffer.from(entry).toString('utf8')))
  expect(lines.every((line) => line.kind === 'gift.received')).toBe(true)
  expect(new Set(lines.map((line) => line.gift)).size).toBe(donors)
}
