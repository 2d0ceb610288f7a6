import { fork } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { cpus } from 'node:os'
import { createCampaign, createFund } from '../src/campaigns/actions.ts'
import { foundOrganisation } from '../src/organisations/found.ts'
import { addLegalEntity } from '../src/organisations/legal-entities.ts'
import { systemClock } from '../src/platform/clock.ts'
import { connect } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { startEmbedded } from '../src/platform/embedded/embedded.ts'
import { FileStore } from '../src/platform/file-store.ts'
import { newEdge } from '../src/platform/http/edge.ts'
import { openDoor } from '../src/platform/http/server.ts'
import { Translator } from '../src/platform/i18n/translator.ts'
import { createLogger } from '../src/platform/log.ts'
import type { Context, Scope } from '../src/platform/scope.ts'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { testSecret } from '../src/platform/testing/secret.ts'
import { Vault } from '../src/platform/vault.ts'
import { drawProblem } from '../src/site/problem.tsx'
import { siteRoutes } from '../src/site/routes.ts'

/**
 * How many campaign pages per second the server answers, against a static file of the same size from the same process and
 * through the same headers. Load comes from this process over 32 keep-alive connections; the server and its PostgreSQL
 * are a child process on the same machine, so both share its cores. The page is drawn anew every two seconds meanwhile.
 */
const connections = 32
const seconds = 8
/** The two are measured in turns, so that a neighbour's noise falls on both. */
const turns = 4

interface Ready {
  port: number
  bytes: number
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  const child = fork(process.argv[1] ?? '', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const { port, bytes } = await new Promise<Ready>((resolve, reject) => {
      child.once('message', (ready: Ready) => resolve(ready))
      child.once('exit', () => reject(new Error('the server did not start')))
    })
    await load(port, '/file', bytes, 1)
    await load(port, '/c/bench', bytes, 1)
    let [pages, files] = [0, 0]
    for (let turn = 0; turn < turns; turn++) {
      files += await load(port, '/file', bytes, seconds / turns)
      pages += await load(port, '/c/bench', bytes, seconds / turns)
    }
    const [value, baselineValue] = [pages / turns, files / turns]
    console.log(
      JSON.stringify({
        name: 'page',
        value: Math.round(value),
        unit: `campaign pages/s, ${Math.round(bytes / 1024)} KB each`,
        baseline: 'a static file of the same size from the same process, same headers',
        baselineValue: Math.round(baselineValue),
        ratio: Number((value / baselineValue).toFixed(3)),
        machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
      }),
    )
  } finally {
    if (child.connected) {
      child.send('stop')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  }
}

/** Answers per second with 200 and all the bytes; anything else fails the run. */
async function load(port: number, path: string, bytes: number, forSeconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const began = performance.now()
  const end = began + forSeconds * 1000
  let answered = 0
  const connection = async () => {
    while (performance.now() < end) {
      await read(agent, port, path, bytes)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  return answered / ((performance.now() - began) / 1000)
}

function read(agent: Agent, port: number, path: string, bytes: number): Promise<void> {
  const headers = { accept: 'text/html', 'accept-language': 'zh-TW,zh;q=0.9,en;q=0.5' }
  return new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
      })
      response.on('end', () => {
        // The page changes by a figure or two while it is measured; the file is as long as it was at the start.
        if (response.statusCode === 200 && Math.abs(length - bytes) < 64) resolve()
        else reject(new Error(`answered ${response.statusCode} with ${length} bytes`))
      })
    }).on('error', reject)
  })
}

async function beServer(): Promise<void> {
  const dataFolder = await makeRunFolder('bench')
  const postgres = await startEmbedded({ dataFolder, log: () => {} })
  await migrate({ url: postgres.url, secret: testSecret })
  const vault = new Vault(testSecret)
  const settings = { port: 0, host: '127.0.0.1', databaseUrl: undefined, dataFolder, secret: testSecret }
  const context: Context = {
    settings: { ...settings, publicUrl: 'http://127.0.0.1', wantsDemo: false },
    clock: systemClock,
    databases: connect(postgres.url, vault),
    vault,
    log: createLogger('warn'),
    translator: await Translator.load(() => {}),
    files: new FileStore(dataFolder),
    fetch,
    subscriptions: [],
  }
  await openCampaign(
    await foundOrganisation(context, {
      ...{ slug: 'bench', name: 'Bench', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' },
    }),
  )
  const edge = newEdge(context, drawProblem)
  edge.route('/', siteRoutes())
  let file = new ArrayBuffer(0)
  edge.get('/file', (request) => request.body(file, 200, { 'content-type': 'text/html; charset=utf-8' }))
  const page = await edge.request('/c/bench', { headers: { 'accept-language': 'zh-TW' } })
  file = await page.arrayBuffer()
  const web = await openDoor({ host: '127.0.0.1', port: 0 })
  web.answer(edge.fetch)
  process.send?.({ port: web.port, bytes: file.byteLength } satisfies Ready)
  process.once('message', async () => {
    await web.close(1)
    await context.databases.close()
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
    process.exit(0)
  })
}

/** A campaign with a letter of the usual length. */
async function openCampaign(scope: Scope): Promise<void> {
  const legalEntityId = await scope.transaction((transaction) =>
    addLegalEntity(transaction, {
      ...{ name: '示範基金會', country: 'TW', address: '臺北市', registrationNumber: '00000000' },
      ...{ approvalNumber: null, receiptPrefix: 'B' },
    }),
  )
  const paragraph = '唇顎裂可以治好。難的是接下來的幾年：植骨、語言治療、牙齒矯正，每一次都有健保不給付的項目。'
  await createCampaign(scope, {
    slug: 'bench',
    fundId: await createFund(scope, { code: 'bench', name: 'Bench', isRestricted: true }),
    legalEntityId,
    currency: 'TWD',
    goalMinor: 300_000_000n,
    capMinor: 300_000_000n,
    startsOn: '2020-01-01',
    endsOn: '2099-12-31',
    permitNumber: '衛部救字第1140000000號',
    permitAuthority: '衛生福利部',
    suggestedMinor: [30_000n, 60_000n, 120_000n],
    state: 'public',
    texts: {
      'zh-Hant': {
        title: '讓孩子好好吃一口飯',
        summary: paragraph,
        story: Array.from({ length: 6 }, (_, place) => `${place + 1}. ${paragraph.repeat(3)}`).join('\n\n'),
      },
    },
  })
}
