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

/**
 * How many signed LINE webhooks per second are verified, durably stored (fsync on) and answered, against a bare
 * `node:http` server that reads the same request and answers the same bytes without doing anything. Load comes from this
 * process over 64 keep-alive connections; the server and its PostgreSQL are a child process on the same machine.
 */
const connections = 64
const rounds = 4
const secondsPerRound = 3
const channelSecret = '0123456789abcdef0123456789abcdef'
let sent = 0

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  const child = fork(process.argv[1] ?? '', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const { ours, bare, path } = await new Promise<{ ours: number; bare: number; path: string }>((resolve) =>
      child.once('message', (ready: { ours: number; bare: number; path: string }) => resolve(ready)),
    )
    await load(bare, path, 1)
    await load(ours, path, 1)
    // By turns, so that whatever else the machine does weighs on both alike.
    let [baselineValue, value] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      baselineValue += (await load(bare, path, secondsPerRound)) / rounds
      value += (await load(ours, path, secondsPerRound)) / rounds
    }
    console.log(
      JSON.stringify({
        name: 'webhooks',
        value: Math.round(value),
        unit: 'webhooks/s, durable',
        baseline: 'bare node:http server, same request and answer',
        baselineValue: Math.round(baselineValue),
        ratio: Number((value / baselineValue).toFixed(3)),
        machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
      }),
    )
  } finally {
    child.send('stop')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

/** Requests answered with 200 per second; each is a new event of one of a thousand people. Anything else fails the run. */
async function load(port: number, path: string, forSeconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const end = performance.now() + forSeconds * 1000
  const began = performance.now()
  let answered = 0
  const connection = async () => {
    while (performance.now() < end) {
      await post(agent, port, path)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  return answered / ((performance.now() - began) / 1000)
}

function post(agent: Agent, port: number, path: string): Promise<void> {
  sent += 1
  const body = Buffer.from(
    JSON.stringify({
      destination: 'U00000000000000000000000000000000',
      events: [
        {
          type: 'message',
          mode: 'active',
          timestamp: Date.now(),
          source: { type: 'user', userId: `U${String(sent % 1000).padStart(32, '0')}` },
          webhookEventId: randomUUID(),
          deliveryContext: { isRedelivery: false },
          replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
          message: { type: 'text', id: String(sent), quoteToken: 'q3Plxr4AgKd', text: '我的捐款現在到哪裡了？' },
        },
      ],
    }),
  )
  const headers = {
    'content-type': 'application/json',
    'content-length': body.byteLength,
    'x-line-signature': lineSignature(body, channelSecret),
  }
  return new Promise((resolve, reject) => {
    const going = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`answered ${response.statusCode}`))
      })
    })
    going.on('error', reject)
    going.end(body)
  })
}

async function beServer(): Promise<void> {
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
    fetch,
    subscriptions: [],
  }
  const scope = await foundOrganisation(context, {
    ...{ slug: 'bench', name: 'Bench', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' },
  })
  const id = await createChannelAccount(scope, {
    kind: 'line',
    name: 'LINE',
    config: { channelId: '1234567890', channelSecret },
  })
  const { rows } = await context.databases.owner.query(
    'select hook_key from channel_accounts where channel_account_id = $1',
    [id],
  )
  // Storing is measured alone; handling what was stored is another bench.
  const board = new Switchboard(context, { respond: async () => {} }, false)
  const app = hookRoutes(board)
  const ours = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
    const bare = createServer((incoming, response) => {
      incoming.on('data', () => {})
      incoming.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
    })
    bare.listen(0, '127.0.0.1', () => {
      const address = bare.address()
      const barePort = typeof address === 'object' ? address?.port : 0
      process.send?.({ ours: port, bare: barePort, path: `/hooks/${rows[0]?.hook_key}` })
    })
  })
  process.once('message', async () => {
    ours.close()
    await board.stop()
    await context.databases.close()
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
    process.exit(0)
  })
}
