// npm test [-- <vitest arguments>]: every test, the browser walks included, on a build of what stands.
import { join } from 'node:path'
import { buildIfChanged, install, requireNode, root, runHere } from './setup.mjs'

requireNode()
install()
await buildIfChanged()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
// The tests bring their own database; one that happens to be set is somebody's real one.
const environment = { DATABASE_URL: '', RISCONTRO_DATA: '', NODE_ENV: 'test' }
const limitMs = process.env.CI ? 30 * 60_000 : undefined
process.exitCode = runHere([vitest, 'run', ...process.argv.slice(2)], environment, limitMs)
