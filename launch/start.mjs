// npm start: install if the lock file changed, build if a source changed, then become the server.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged, install, requireNode, root } from './setup.mjs'

requireNode()
install()
await buildIfChanged()
// In this very process: one process to stop, and Ctrl-C and exit codes are the server's own.
process.argv.splice(1, Number.POSITIVE_INFINITY, join(root, 'dist', 'cli.js'), 'serve', ...process.argv.slice(2))
await import(pathToFileURL(join(root, 'dist', 'cli.js')).href)
