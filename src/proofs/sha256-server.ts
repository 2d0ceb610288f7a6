import { hash } from 'node:crypto'
import type { Sha256 } from './sha256.ts'

/** Node's own SHA-256, for the sequencer and the command line. The only file of this folder that a browser cannot load. */
export const serverSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')
