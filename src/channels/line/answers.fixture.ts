import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ProviderResponse } from '../request.ts'

/** An answer of LINE's, kept with where it comes from. */
const answer = z.object({
  source: z.string(),
  read: z.iso.date(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
})

/** An answer from `recorded/answers`. */
export function recordedAnswer(name: string): ProviderResponse {
  const file = new URL(`recorded/answers/${name}.json`, import.meta.url)
  const { status, headers, body } = answer.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { kind: 'answered', status, headers, body: JSON.stringify(body) }
}
