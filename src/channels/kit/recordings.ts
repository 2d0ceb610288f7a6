import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** One request of a provider, kept with where it comes from, and the events it must become. */
const recording = z.object({
  name: z.string(),
  /** Page or file and the day it was read. Payloads assembled from a schema say so. */
  source: z.string(),
  read: z.iso.date(),
  /** A JSON tree, or the text itself where the provider does not send JSON. */
  webhook: z.unknown(),
  /** Exactly these, but for `raw` and what the clock decides. */
  events: z.array(z.record(z.string(), z.unknown())),
})
export type Recording = z.infer<typeof recording>

/** Reads every `.json` of a folder, in name order. */
export function readRecordings(folder: URL): Recording[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => recording.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
}
