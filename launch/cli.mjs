// npm run riscontro -- <command>: the command line of this package, installed and built first if needed.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged, install, requireNode, root } from './setup.mjs'

requireNode()
install()
await buildIfChanged()
process.argv[1] = join(root, 'dist', 'cli.js')
await import(pathToFileURL(process.argv[1]).href)
