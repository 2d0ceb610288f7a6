import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { fragmentOf, honestLog, pageOf } from './claim.fixture.ts'

const door = new URL('./browser.ts', import.meta.url)

test('the module for donors is at most 20 KB gzipped, and loads only this folder, the error and the bundled cryptography', async () => {
  const { inputs, code } = await bundled()
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(20 * 1024)
  const foreign = inputs.filter((path) => !/^(src\/proofs\/[\w-]+\.ts|node_modules\/@noble\/.+)$/.test(path))
  expect(foreign).toEqual([])
})

test('no file that a donor loads can throw', async () => {
  const { inputs } = await bundled()
  const own = inputs.filter((path) => path.startsWith('src/'))
  expect(own.length).toBeGreaterThan(5)
  for (const path of own) expect(await readFile(path, 'utf8'), path).not.toMatch(/\bthrow\b/)
})

test('the bundle itself checks a page', async () => {
  const { code } = await bundled()
  const module = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  const log = await honestLog()
  expect((await module.verify(await pageOf(log), await fragmentOf(log))).ok).toBe(true)
  expect((await module.verify(await pageOf(log.slice(0, 9)), '')).ok).toBe(false)
})

async function bundled() {
  const result = await build({
    entryPoints: [door.pathname],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
  })
  const code = result.outputFiles[0]?.contents ?? new Uint8Array(0)
  return { code, inputs: Object.keys(result.metafile.inputs) }
}
