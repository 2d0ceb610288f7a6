#!/usr/bin/env node
// npm run riscontro -- <command>: the command line of this package, installed and built first if needed.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged, install, requireNode, root } from './setup.mjs'

requireNode()
// A packed package is built already and brings no lock: whoever installed it has installed what it needs.
if (existsSync(join(root, 'package-lock.json'))) {
  install()
  await buildIfChanged()
}
process.argv[1] = join(root, 'dist', 'cli.js')
await import(pathToFileURL(process.argv[1]).href)
