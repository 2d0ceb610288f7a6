import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageFolder } from '../src/platform/package-folder.ts'

/** Vitest's global set-up of the walks: what they start is built from what stands; once for all of them. */
export default async function buildForWalks(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(packageFolder, 'launch', 'cli.mjs'), 'help'])
}
