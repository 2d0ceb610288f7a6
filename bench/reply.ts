import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { hookDoor } from '../src/conversations/arriving/hook-door.ts'
import { hookRoutes } from '../src/conversations/arriving/hooks.ts'
import { Switchboard } from '../src/conversations/switchboard.ts'
import { packageFolder } from '../src/platform/package-folder.ts'
import { respondInChat } from '../src/scripts/actions.ts'
import { Child } from './stage/child.ts'
import { openHouse } from './stage/house.ts'
import { channelSecret, lineMessage } from './stage/line.ts'
import { load } from './stage/load.ts'
import { machine } from './stage/machine.ts'
import { type ProcessorTime, processorTime } from './stage/processor.ts'
import { openStub, type Stub } from './stage/stub.ts'

/**
 * How many people a second are answered by the default script, from the signed webhook to the reply taken by a stub of
 * LINE, everything stored durably on the way. Beside it, by turns in the same run: a bare loop of the same server that only
 * posts such replies to the stub, and Bottender 1.5.5, which verifies the same webhooks, keeps its sessions in memory and
 * answers everything with a menu. Four thousand people, met before the clock starts, say one thing each in every round,
 * over 64 connections; a round is timed to the last reply. Load and stub are this process, server and database its child.
 */
const people = Number(process.env.BENCH_PEOPLE ?? 4000)
const connections = 64
/** A third of them has to be looked up. Nobody says the same twice in a row: the script takes such people for machines. */
const words = ['選單', '語言', '我的捐款'] as const
/** V8 compiles what a server says all day within its first thousands of replies; those are no day. */
const warmUps = 3
/** The script says the same words five times in five minutes and no more: each of three things, that is fifteen bursts. */
const rounds = Math.min(Number(process.env.BENCH_ROUNDS ?? 3), 15 - warmUps)
/** Only ours: for profiles, and for runs of two versions by turns. */
const isOnly = process.argv.includes('--only')
let sent = 0

interface Ready {
  hook: string
  port: number
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  const stub = await openStub(answerAsLine)
  const server = new Child(process.argv[1] ?? '', [String(stub.port)])
  const peer = openPeer(stub)
  try {
    const ready = await server.ask<Ready>()
    const peerReady = await peer?.ask<Ready>()
    await burstOf(stub, ready)
    await server.ask('analyse')
    for (let round = 1; round < warmUps; round += 1) await burstOf(stub, ready)
    if (!isOnly) await server.ask<number>('bare')
    for (let round = 0; round < warmUps && peerReady; round += 1) await burstOf(stub, peerReady)
    // By turns, so that whatever else the machine does weighs on all alike.
    const rates = { ours: 0, bare: 0, peer: 0 }
    const used = { server: 0, database: 0, load: 0 }
    for (let round = 0; round < rounds; round += 1) {
      if (!isOnly) rates.bare += (await server.ask<number>('bare')) / rounds
      const before = await server.ask<ProcessorTime>('time')
      const loadBefore = process.cpuUsage()
      rates.ours += (await burstOf(stub, ready)) / rounds
      const after = await server.ask<ProcessorTime>('time')
      const loadUsed = process.cpuUsage(loadBefore)
      used.server += after.server - before.server
      used.database += (after.database ?? Number.NaN) - (before.database ?? Number.NaN)
      used.load += loadUsed.user + loadUsed.system
      if (peerReady) rates.peer += (await burstOf(stub, peerReady)) / rounds
    }
    report(rates, used)
  } finally {
    await server.stop()
    await peer?.stop()
    stub.close()
  }
}

function report(rates: Record<'ours' | 'bare' | 'peer', number>, used: Record<string, number>): void {
  const ratio = (to: number) => (to === 0 ? undefined : Number((rates.ours / to).toFixed(3)))
  const each = Object.entries(used).map(([name, total]) => [name, Math.round(total / (people * rounds))])
  const peer = { name: 'Bottender 1.5.5, sessions in memory', value: Math.round(rates.peer), ratio: ratio(rates.peer) }
  console.log(
    JSON.stringify({
      name: 'reply',
      value: Math.round(rates.ours),
      unit: 'webhook→script→reply/s, durable',
      baseline: 'a bare loop that only posts the replies to the stub, same server, same run',
      baselineValue: Math.round(rates.bare),
      ratio: ratio(rates.bare),
      peer: rates.peer === 0 ? 'Bottender was not run' : peer,
      microsecondsPerReply: Object.fromEntries(each),
      machine,
    }),
  )
}

/** Everybody says one thing. Replies per second, from the first webhook to the last reply heard. */
async function burstOf(stub: Stub, { port, hook }: Ready): Promise<number> {
  let left = people
  const heard = stub.hear(people)
  const began = performance.now()
  await load(port, connections, () => {
    if (left-- <= 0) return undefined
    sent += 1
    // By rounds, not by messages: of a number of people that three divides, everybody would say the same for ever.
    return lineMessage(hook, sent, people, words[((sent % people) + Math.floor(sent / people)) % words.length] ?? '')
  })
  await heard
  return people / ((performance.now() - began) / 1000)
}

/** LINE as far as it matters here: it takes everything. */
function answerAsLine(path: string) {
  const isMessage = path.endsWith('/reply') || path.endsWith('/push')
  if (path.endsWith('/token')) return { isMessage, body: '{"access_token":"token","expires_in":900}' }
  if (path.includes('/profile/')) return { isMessage, body: '{"displayName":"陳美玲","language":"zh-TW"}' }
  return { isMessage, body: `{"sentMessages":[{"id":"${randomUUID()}"}]}` }
}

/**
 * Bottender in a process of its own, installed from npm into its own folder when it is not there yet; undefined when it
 * cannot be, or is not wanted (`--alone`).
 */
function openPeer(stub: Stub): Child | undefined {
  if (isOnly || process.argv.includes('--alone')) return undefined
  const cwd = join(packageFolder, 'bench', 'peers', 'bottender')
  if (!existsSync(join(cwd, 'node_modules', 'bottender'))) {
    const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    spawnSync('npm', command, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
  }
  if (!existsSync(join(cwd, 'node_modules', 'bottender'))) return undefined
  const env = { ...process.env, STUB: `http://127.0.0.1:${stub.port}`, CHANNEL_SECRET: channelSecret }
  return new Child(join(cwd, 'peer.js'), [], { cwd, env })
}

async function beServer(): Promise<void> {
  const stubPort = Number(process.argv[2])
  const house = await openHouse(fetch, stubPort)
  const { context, scope } = house
  const config = { channelId: '1234567890', channelSecret }
  const id = await createChannelAccount(scope, { kind: 'line', name: 'LINE', config, isSandbox: true })
  const { rows } = await context.databases.owner.query(
    'select hook_key from channel_accounts where channel_account_id = $1',
    [id],
  )
  const board = new Switchboard(context, { respond: respondInChat })
  const server = serve(
    { fetch: hookDoor(board, hookRoutes(board).fetch), hostname: '127.0.0.1', port: 0 },
    ({ port }) => process.send?.({ port, hook: `/hooks/${rows[0]?.hook_key}` }),
  )
  const stop = async () => {
    server.close()
    await board.stop()
    await house.close()
    process.exit(0)
  }
  process.once('disconnect', stop)
  process.on('message', (word) => {
    if (word === 'stop') return void stop()
    // As autovacuum does within a minute; without figures PostgreSQL takes every table for a small one.
    if (word === 'analyse') return void context.databases.owner.query('analyze').then(() => process.send?.(''), stop)
    if (word === 'time') return void process.send?.(processorTime(house.home))
    postBare(`http://127.0.0.1:${stubPort}`).then((rate) => process.send?.(rate), stop)
  })
}

/** What the sender does to the outside, and nothing else. */
async function postBare(stub: string): Promise<number> {
  const messages = [{ type: 'text', text: '請選擇您需要的服務。' }]
  let left = people
  const began = performance.now()
  const one = async () => {
    while (left-- > 0) {
      const body = JSON.stringify({ replyToken: randomUUID(), messages })
      const headers = { 'content-type': 'application/json', authorization: 'Bearer token' }
      await (await fetch(`${stub}/v2/bot/message/reply`, { method: 'POST', headers, body })).text()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return people / ((performance.now() - began) / 1000)
}
