import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFolder } from '../src/platform/package-folder.ts'
import { run } from './cli-command.ts'

const execute = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'riscontro-package-'))
  await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: packageFolder })
  await mkdir(join(folder, 'node_modules'))
  const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  await execute('tar', ['xzf', join(folder, `riscontro-${manifest.version}.tgz`)], { cwd: folder })
  // What npm would install beside it.
  await symlink(join(packageFolder, 'node_modules'), join(folder, 'package', 'node_modules'), 'dir')
  await symlink(join(folder, 'package'), join(folder, 'node_modules', 'riscontro'), 'dir')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the packed package brings what it exports, and a stranger’s program imports it by name', async () => {
  const script = join(folder, 'stranger.mjs')
  await writeFile(
    script,
    `import { adapters } from 'riscontro/channels'
     import { verify } from 'riscontro/proofs'
     console.log(Object.keys(adapters).length, typeof verify)`,
  )
  const ended = await run({ args: [], script, folder })
  expect([ended.stdout, ended.stderr]).toEqual(['10 function\n', ''])
})

test('the bot of docs/integrators.md answers on the packed package, with no other file', async () => {
  const page = await readFile(join(packageFolder, 'docs', 'integrators.md'), 'utf8')
  const [, bot = ''] = /```js\n(\/\/ bot\.mjs[\s\S]*?)```/.exec(page) ?? []
  await writeFile(join(folder, 'bot.mjs'), bot)
  const script = join(folder, 'on-a-desert-island.mjs')
  await writeFile(script, desertIsland)
  const port = await freePort()
  const secret = '0123456789abcdef0123456789abcdef'
  const environment = {
    ...{ PORT: String(port), LINE_CHANNEL_ID: '1234567890', LINE_CHANNEL_SECRET: secret },
    LINE_ACCESS_TOKEN: 'a-token-of-more-than-twenty-characters',
  }
  const ending = run({ args: [], script, folder, environment })
  const source = { type: 'user', userId: 'U1' }
  const message = { type: 'text', id: '1', text: 'Ciao' }
  const envelope = { mode: 'active', timestamp: Date.now(), webhookEventId: 'E1', replyToken: 'token-1' }
  const body = JSON.stringify({ destination: 'U0', events: [{ type: 'message', ...envelope, source, message }] })
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const post = (proof: string) =>
    fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers: { 'X-Line-Signature': proof }, body })
  await expect
    .poll(
      () =>
        post('forged')
          .then(({ status }) => status)
          .catch(() => 0),
      { timeout: 120_000 },
    )
    .toBe(401)
  expect((await post(signature)).status).toBe(200)
  const { stdout, stderr } = await ending
  expect([JSON.parse(stdout), stderr]).toEqual([
    {
      url: 'https://api.line.me/v2/bot/message/reply',
      body: { replyToken: 'token-1', messages: [{ type: 'text', text: 'Ciao' }] },
    },
    '',
  ])
})

/** Runs the bot where LINE is not: the first call is told and ends it. */
const desertIsland = `
globalThis.fetch = async (url, { body }) => {
  console.log(JSON.stringify({ url, body: JSON.parse(body) }))
  setTimeout(() => process.exit(0), 100)
  return new Response('{"sentMessages":[{"id":"1"}]}')
}
await import('./bot.mjs')`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('the packed command runs without a lock, installing and building nothing', async () => {
  const script = join(folder, 'package', 'launch', 'cli.mjs')
  expect(await readFile(script, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  const ended = await run({ args: ['channels', '--help'], script, folder })
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(ended.stdout).toContain('inspect')
})
