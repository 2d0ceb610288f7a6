import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineText } from '../src/conversations/testing.ts'
import { Auditor, unrestOfChat } from './crash-books.ts'
import { type Charity, foundCharity, visit } from './crash-charity.ts'
import { lineUser, type Parcel, Provider, webhook } from './crash-traffic.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

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

function message(name: string, user: number): Parcel {
  return webhook(charity, lineText(lineUser(user), 'menu', { at: new Date(), webhookEventId: name, messageId: name }))
}

test('SIGTERM in the middle of a burst: what is in hand is finished, PostgreSQL stops, the next start works', async () => {
  const provider = new Provider(server.url, 32)
  const slow = beginSlowly(message('slow', 1000))
  let stopping: Promise<number | null> | undefined
  const burst = Array.from({ length: 1000 }, (_, number) => message(`burst-${number}`, number % 50))
  const began = performance.now()
  const burstEnd = provider.burst(burst, (acknowledged) => {
    if (acknowledged >= 500) stopping ??= server.stop()
  })
  while (stopping === undefined) await sleep(5)
  await sleep(300)
  expect(await slow()).toBe(200)
  const unheard = await burstEnd
  expect(await stopping).toBe(0)
  const stopped = performance.now()
  await expect(access(join(installation.dataFolder, 'database', 'cluster', 'postmaster.pid'))).rejects.toThrow()

  server = await installation.start()
  console.log(
    `stopped after ${seconds(began, stopped)} s under load, started in ${seconds(stopped, performance.now())} s`,
  )
  const auditor = new Auditor(server.databaseUrl)
  // Whatever had begun to be sent has an end on record; nothing waits for its lease to run out.
  const stoppedAt = `to_timestamp(${Date.now() / 1000})`
  expect(
    await auditor.count(
      `select from deliveries where state = 'sending' and sending_at < ${stoppedAt} - interval '10 seconds'`,
    ),
  ).toBe(0)
  for (let waiting = unheard; waiting.length > 0; ) waiting = await provider.burst(waiting)
  provider.close()
  await auditor.untilNothing(unrestOfChat, 40)
  expect(await auditor.count(`select from messages where direction = 'in'`)).toBe(burst.length + 1)
  expect(await auditor.count(`select from deliveries where state = 'unknown'`)).toBe(0)
})

/** Sends a request without its last bytes; the answer sends them and gives the status. */
function beginSlowly({ path, headers, body }: Parcel): () => Promise<number> {
  const going = request(server.url + path, {
    method: 'POST',
    headers: { ...headers, 'content-length': body.byteLength },
  })
  going.write(body.subarray(0, 20))
  return async () => {
    going.end(body.subarray(20))
    const [response] = await once(going, 'response')
    response.resume()
    return response.statusCode
  }
}

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(1)
}
