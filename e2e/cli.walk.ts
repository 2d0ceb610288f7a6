import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineSignature } from '../src/channels/line/receive.ts'
import { demoSlug } from '../src/demo/demo.ts'
import { packageFolder } from '../src/platform/package-folder.ts'
import { testLogKey, testProofFile } from '../src/proofs/vectors.fixture.ts'
import { begin, collect, run } from './cli-command.ts'
import { type Installation, openInstallation } from './server.ts'
import { keepTold } from './told-demo.ts'

let installation: Installation
beforeAll(async () => {
  installation = await openInstallation()
})
afterAll(() => installation?.remove())

const channelSecret = '0123456789abcdef0123456789abcdef'
const message = {
  ...{ type: 'message', mode: 'active', timestamp: 1_772_416_800_000, webhookEventId: 'event-1', replyToken: 'r' },
  ...{ source: { type: 'user', userId: 'U1' }, deliveryContext: { isRedelivery: false } },
  message: { type: 'text', id: '1', text: '你好', quoteToken: 'q' },
}
const body = JSON.stringify({ destination: 'U0', events: [message] })
const signature = lineSignature(Buffer.from(body), channelSecret)

const environment = () => ({ RISCONTRO_DATA: installation.dataFolder, PORT: String(installation.port) })

function riscontro(...args: string[]) {
  return run({ args, environment: environment() })
}

/** Begins to change the secret and is killed as soon as something is said; answers that, or undefined where it ended first. */
async function killedWhileChanging(): Promise<string | undefined> {
  const child = begin({ args: ['secret', 'change'], environment: environment() })
  const said = collect(child.stdout)
  child.stdout?.once('data', () => child.kill('SIGKILL'))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return code === null ? said() : undefined
}

async function write(name: string, text: string): Promise<string> {
  const path = join(installation.dataFolder, name)
  await writeFile(path, text)
  return path
}

test('migrate and doctor on a new machine, each once and again', async () => {
  const before = await riscontro('doctor')
  expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining('? Database: There is no database yet.') })
  expect(await riscontro('migrate')).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' })
  expect(await riscontro('migrate')).toMatchObject({ code: 0 })
  const after = await riscontro('doctor')
  expect(after.stdout).toMatch(/✓ Settings: well\n✓ Database: well\n✓ Secret: well\n\? Clock: .+\n.+\n\? Public URL: /)
  expect(after.code).toBe(0)
  const wrong = await run({ args: ['doctor'], environment: { PORT: 'three thousand' } })
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('PORT') })
})

test('a demo is told, checked from outside, added to from a spreadsheet, and taken away', {
  timeout: 1_800_000,
}, async () => {
  const told = await riscontro('demo', 'load')
  expect([told.code, told.stderr]).toEqual([0, ''])
  expect(told.stdout).toMatch(/@/)
  await keepTold(installation)

  const people = await write('people.csv', 'Name,E-mail\nLin Mei-ling,mei@example.org\nHuang Wei,not an address\n')
  const dry = await riscontro('import', 'people', people)
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 {2}create[\s\S]*1 {2}refused[\s\S]*--apply/) })
  const applied = await riscontro('import', 'people', people, '--apply')
  expect(applied).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 {2}create/) })
  const again = await riscontro('import', 'people', people, '--apply')
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/0 {2}create[\s\S]*1 {2}unchanged/) })
  const missing = await riscontro('import', 'people', `${people}.gone`)
  expect([missing.code, missing.stdout]).toEqual([1, ''])
  expect(missing.stderr).toContain('cannot be read')
  const stranger = await riscontro('members', 'second-factor-off', 'nobody@example.org')
  expect([stranger.code, stranger.stdout]).toEqual([1, ''])
  expect(stranger.stderr).toContain('Nobody with this e-mail address works in this organisation.')

  const server = await installation.start()
  const log = `${server.url}/log/${demoSlug}`
  expect(await riscontro('log', 'verify', log)).toMatchObject({ code: 0 })
  const remembered = `1.${'A'.repeat(43)}.00000000`
  expect(await riscontro('log', 'verify', log, remembered)).toMatchObject({ code: 1 })
  expect(await riscontro('doctor')).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ Public URL: well') })
  expect(await server.stop()).toBe(0)

  expect(await killedWhileChanging()).toContain(': ')
  expect((await riscontro('doctor')).stdout).toContain('✗ Secret: A change of the secret has not been finished.')
  await killedWhileChanging()
  expect(await riscontro('secret', 'change')).toMatchObject({ code: 0, stderr: '' })
  expect((await riscontro('doctor')).stdout).toContain('✓ Secret: well')
  const changed = await installation.start()
  expect(await riscontro('log', 'verify', log)).toMatchObject({ code: 0 })
  expect(await changed.stop()).toBe(0)

  expect(await riscontro('demo', 'remove')).toMatchObject({ code: 0, stdout: 'The demo is gone.\n' })
  expect(await riscontro('demo', 'remove')).toMatchObject({ code: 0, stdout: 'There is no demo here.\n' })
})

test('channels inspect prints what a captured webhook means, and says no to a forged one', async () => {
  const config = await write('line.json', JSON.stringify({ channelId: '1234567890', channelSecret }))
  const captured = (change: object) => JSON.stringify({ headers: { 'X-Line-Signature': signature }, body, ...change })
  const request = await write('request.json', captured({}))
  const args = ['channels', 'inspect', '--kind', 'line', '--config', config, '--request']
  const read = await riscontro(...args, request)
  expect(read.code).toBe(0)
  expect(JSON.parse(read.stdout)).toMatchObject({
    accepted: true,
    response: { status: 200 },
    events: [{ type: 'message', userId: 'U1', text: '你好' }],
  })
  const forged = await riscontro(...args, await write('forged.json', captured({ body: `${body} ` })))
  expect([forged.code, JSON.parse(forged.stdout)]).toMatchObject([1, { accepted: false, events: [] }])
  const broken = await riscontro(...args, await write('broken.json', '{'))
  expect(broken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('is not JSON') })
})

test('the built package is imported by name: a webhook and a saved proof are checked without network or database', async () => {
  const project = join(installation.dataFolder, 'somebody-else')
  await mkdir(join(project, 'node_modules'), { recursive: true })
  await symlink(packageFolder, join(project, 'node_modules', 'riscontro'), 'dir')
  const script = join(project, 'check.mjs')
  const given = { body, signature, channelSecret, testLogKey, testProofFile }
  await writeFile(script, `const given = ${JSON.stringify(given)}\n${checking}`)
  const ended = await run({ args: [], script, folder: project })
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(JSON.parse(ended.stdout)).toEqual({
    kinds: expect.arrayContaining(['line', 'webchat']),
    events: ['你好'],
    forged: 401,
    requests: ['https://api.line.me/v2/bot/message/push'],
    proof: [true, false],
  })
})

/** A program of somebody else; a single attempt to reach the network ends it. */
const checking = `
import net from 'node:net'
import { adapters, openChannel, textMessage } from 'riscontro/channels'
import { proves, readKey } from 'riscontro/proofs'
net.Socket.prototype.connect = () => { throw new Error('reached for the network') }
const now = new Date(1772416800000)
const line = openChannel('line', { channelId: '1234567890', channelSecret: given.channelSecret })
const receive = (body) => line.receive(
  { method: 'POST', path: '/', query: {}, headers: { 'x-line-signature': given.signature }, body: Buffer.from(body) }, now)
const sent = line.compose(textMessage('hello'), { type: 'user', id: 'U1' }, {
  now, deliveryId: '00000000-0000-4000-8000-000000000000', accessToken: { token: 't', expiresAt: now.getTime() + 60000 } })
const key = await readKey(given.testLogKey)
const entry = Buffer.from('40414243', 'hex')
console.log(JSON.stringify({
  kinds: Object.keys(adapters),
  events: receive(given.body).events.map((event) => event.text),
  forged: receive(given.body + ' ').response.status,
  requests: sent.map((request) => request.url),
  proof: [await proves(given.testProofFile, entry, key), await proves(given.testProofFile.replace('index 5', 'index 4'), entry, key)],
}))
`
