import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { cpus } from 'node:os'
import { serve } from '@hono/node-server'
import { lineSignature } from '../src/channels/line/receive.ts'
import { textMessage } from '../src/channels/message.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { sendMessage } from '../src/conversations/actions.ts'
import type { Respond } from '../src/conversations/conversation.ts'
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
import type { Transaction } from '../src/platform/scope.ts'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { testSecret } from '../src/platform/testing/secret.ts'
import { Vault } from '../src/platform/vault.ts'

/**
 * How many people a second are answered, from the signed webhook to the reply taken by a stub of LINE: everything stored
 * durably on the way. The baseline is the same webhooks stored only, in the same run, by the same server. People are
 * five hundred, met before the clock starts; the burst is posted over 64 connections and timed to the last reply.
 */
const people = 500
const burst = 3000
const connections = 64
const channelSecret = '0123456789abcdef0123456789abcdef'

type Turn = Parameters<Respond>[1]

interface Ready {
  hook: string
  port: number
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  let replies = 0
  let heard = () => {}
  const stub = createServer((incoming, response) => {
    incoming.resume()
    incoming.on('end', () => {
      if (incoming.url?.endsWith('/reply') || incoming.url?.endsWith('/push')) replies += 1
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(stubAnswer(incoming.url ?? '')))
      heard()
    })
  })
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve))
  const address = stub.address()
  const stubPort = typeof address === 'object' ? (address?.port ?? 0) : 0
  const child = fork(process.argv[1] ?? '', [String(stubPort)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      heard = () => void (replies >= count && resolve())
      heard()
    })
  const told = (word: string) => {
    const answered = new Promise((resolve) => child.once('message', resolve))
    child.send(word)
    return answered
  }
  try {
    const ready = await new Promise<Ready>((resolve) => child.once('message', (message: Ready) => resolve(message)))
    await post(ready, people)
    await until(people)
    replies = 0
    const began = performance.now()
    await post(ready, burst)
    await until(burst)
    const value = burst / ((performance.now() - began) / 1000)
    await told('asleep')
    const stored = performance.now()
    await post(ready, burst)
    const baselineValue = burst / ((performance.now() - stored) / 1000)
    console.log(
      JSON.stringify({
        name: 'replies',
        value: Math.round(value),
        unit: 'webhook→reply/s, durable',
        baseline: 'the same webhooks stored only, same server, same run',
        baselineValue: Math.round(baselineValue),
        ratio: Number((value / baselineValue).toFixed(3)),
        machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
      }),
    )
  } finally {
    child.send('stop')
    await new Promise((resolve) => child.once('exit', resolve))
    stub.closeAllConnections()
    stub.close()
  }
}

function stubAnswer(path: string): object {
  if (path.endsWith('/token')) return { access_token: 'token', expires_in: 900 }
  return path.includes('/profile/')
    ? { displayName: '陳美玲', language: 'zh-TW' }
    : { sentMessages: [{ id: randomUUID() }] }
}

let sent = 0

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
    message: { type: 'text', id: String(sent), quoteToken: 'q3Plxr4AgKd', text: '我的捐款現在到哪裡了？' },
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

async function answer(transaction: Transaction, { conversation, event }: Turn): Promise<void> {
  const { conversationId } = conversation
  const content = textMessage('您的捐款已經送達，謝謝您。')
  await sendMessage(
    transaction,
    { conversationId },
    { content, purpose: 'service', author: { kind: 'script' }, replyTo: event },
  )
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
  const board = new Switchboard(context, { respond: answer })
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
    board.wake = () => {}
    process.send?.('asleep')
  })
}
