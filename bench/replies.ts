import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { cpus } from 'node:os'
import { serve } from '@hono/node-server'
import { lineSignature } from '../src/channels/line/receive.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { hookRoutes } from '../src/conversations/hooks.ts'
import { Switchboard } from '../src/conversations/switchboard.ts'
import { foundOrganisation } from '../src/organisations/found.ts'
import { systemClock } from '../src/platform/clock.ts'
import { connect } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { startEmbedded } from '../src/platform/embedded/embedded.ts'
import { FileStore } from '../src/platform/file-store.ts'
import { Translator } from '../src/platform/i18n/translator.ts'
import { createLogger } from '../src/platform/log.ts'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { testSecret } from '../src/platform/testing/secret.ts'
import { Vault } from '../src/platform/vault.ts'
import { respondInChat } from '../src/scripts/actions.ts'

/**
 * How many people a second are answered by the default script, from the signed webhook to the reply taken by a stub of
 * LINE, everything stored durably on the way. The baseline is a bare loop of the same server that only posts the same
 * replies to the stub. Five hundred people, met before the clock starts, say two things each in every round; the burst is
 * posted over 64 connections and timed to the last reply. Stub and load are this process, server and database its child.
 */
const people = 500
const burst = 1000
const rounds = 3
const connections = 64
const channelSecret = '0123456789abcdef0123456789abcdef'
/** A third of them has to be looked up. */
const words = ['選單', '語言', '我的捐款']
let sent = 0

interface Ready {
  hook: string
  port: number
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  const stub = await openStub()
  const child = fork(process.argv[1] ?? '', [String(stub.port)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const told = <Answer>(word?: string) => {
    const answered = new Promise<Answer>((resolve) => child.once('message', (message: Answer) => resolve(message)))
    if (word) child.send(word)
    return answered
  }
  try {
    const ready = await told<Ready>()
    const answer = async (count: number) => {
      const heard = stub.hear(count)
      const began = performance.now()
      await post(ready, count)
      await heard
      return count / ((performance.now() - began) / 1000)
    }
    await answer(people)
    await told<number>('bare')
    // By turns, so that whatever else the machine does weighs on both alike.
    let [baselineValue, value] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      baselineValue += (await told<number>('bare')) / rounds
      value += (await answer(burst)) / rounds
    }
    console.log(
      JSON.stringify({
        name: 'replies',
        value: Math.round(value),
        unit: 'webhook→script→reply/s, durable',
        baseline: 'a bare loop that only posts the replies to the stub, same server, same run',
        baselineValue: Math.round(baselineValue),
        ratio: Number((value / baselineValue).toFixed(3)),
        machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
      }),
    )
  } finally {
    child.send('stop')
    await new Promise((resolve) => child.once('exit', resolve))
    stub.close()
  }
}

/** LINE as far as it matters here: it takes everything, and tells when it has heard so many replies. */
async function openStub() {
  let left = 0
  let heard = () => {}
  const server = createServer((incoming, response) => {
    incoming.resume()
    incoming.on('end', () => {
      const isReply = incoming.url?.endsWith('/reply') || incoming.url?.endsWith('/push')
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(stubAnswer(incoming.url ?? '')))
      if (isReply && --left === 0) heard()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    hear: (count: number) => {
      left = count
      return new Promise<void>((resolve) => {
        heard = resolve
      })
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function stubAnswer(path: string): object {
  if (path.endsWith('/token')) return { access_token: 'token', expires_in: 900 }
  return path.includes('/profile/')
    ? { displayName: '陳美玲', language: 'zh-TW' }
    : { sentMessages: [{ id: randomUUID() }] }
}

async function post({ hook, port }: Ready, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let left = count
  const connection = async () => {
    while (left-- > 0) await postOne(agent, port, hook)
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
}

function postOne(agent: Agent, port: number, path: string): Promise<void> {
  sent += 1
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    source: { type: 'user', userId: `U${String(sent % people).padStart(32, '0')}` },
    webhookEventId: randomUUID(),
    deliveryContext: { isRedelivery: false },
    replyToken: randomUUID(),
    message: { type: 'text', id: String(sent), quoteToken: 'q3Plxr4AgKd', text: words[sent % words.length] },
  }
  const body = Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] }))
  const headers = {
    'content-type': 'application/json',
    'content-length': body.byteLength,
    'x-line-signature': lineSignature(body, channelSecret),
  }
  return new Promise((resolve, reject) => {
    const going = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      )
    })
    going.on('error', reject)
    going.end(body)
  })
}

/** What the sender does to the outside, and nothing else. */
async function postBare(stub: string): Promise<number> {
  const messages = [{ type: 'text', text: '請選擇您需要的服務。' }]
  let left = burst
  const began = performance.now()
  const one = async () => {
    while (left-- > 0) {
      const body = JSON.stringify({ replyToken: randomUUID(), messages })
      const headers = { 'content-type': 'application/json', authorization: 'Bearer token' }
      await (await fetch(`${stub}/v2/bot/message/reply`, { method: 'POST', headers, body })).text()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return burst / ((performance.now() - began) / 1000)
}

async function beServer(): Promise<void> {
  const stub = `http://127.0.0.1:${process.argv[2]}`
  const dataFolder = await makeRunFolder('bench')
  const postgres = await startEmbedded({ dataFolder, log: () => {} })
  await migrate({ url: postgres.url, secret: testSecret })
  const vault = new Vault(testSecret)
  const context = {
    settings: {
      ...{ port: 0, host: '127.0.0.1', databaseUrl: undefined, dataFolder, secret: testSecret },
      publicUrl: 'http://127.0.0.1',
      wantsDemo: false,
    },
    clock: systemClock,
    databases: connect(postgres.url, vault),
    vault,
    log: createLogger('warn'),
    translator: await Translator.load(() => {}),
    files: new FileStore(dataFolder),
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(String(input).replace('https://api.line.me', stub), init),
    subscriptions: [],
  }
  const scope = await foundOrganisation(context, {
    ...{ slug: 'bench', name: 'Bench', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' },
  })
  const config = { channelId: '1234567890', channelSecret }
  const id = await createChannelAccount(scope, { kind: 'line', name: 'LINE', config })
  const { rows } = await context.databases.owner.query(
    'select hook_key from channel_accounts where channel_account_id = $1',
    [id],
  )
  const board = new Switchboard(context, { respond: respondInChat })
  const server = serve({ fetch: hookRoutes(board).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    process.send?.({ port, hook: `/hooks/${rows[0]?.hook_key}` }),
  )
  const stop = async () => {
    server.close()
    await board.stop()
    await context.databases.close()
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
    process.exit(0)
  }
  process.once('disconnect', stop)
  process.on('message', (word) => {
    if (word === 'stop') return void stop()
    postBare(stub).then((rate) => process.send?.(rate), stop)
  })
}
