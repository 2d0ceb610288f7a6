import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('the web chat weighs at most 15 KB compressed, with its five languages', async () => {
  const entryPoints = [join(import.meta.dirname, 'widget.ts')]
  const { outputFiles } = await build({ entryPoints, bundle: true, minify: true, format: 'iife', write: false })
  expect(gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length).toBeLessThanOrEqual(15 * 1024)
})
