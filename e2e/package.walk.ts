import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
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

test('the packed command runs without a lock, installing and building nothing', async () => {
  const script = join(folder, 'package', 'launch', 'cli.mjs')
  expect(await readFile(script, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  const ended = await run({ args: ['channels', '--help'], script, folder })
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(ended.stdout).toContain('inspect')
})
