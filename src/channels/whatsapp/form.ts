import { z } from 'zod'
import { readJson } from '../json.ts'

const filled = z.record(z.string(), z.unknown())
const plain = z.union([z.string(), z.number(), z.boolean()])

/** What a finished form holds (`nfm_reply.response_json`), by the names of its fields; what is no plain value stays JSON. */
export function readForm(json: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readJson(json, filled) ?? {}).map(([name, value]) => [name, inOneText(value)]),
  )
}

function inOneText(value: unknown): string {
  const several = z.array(plain).safeParse(value)
  if (several.success) return several.data.join(', ')
  const one = plain.safeParse(value)
  return one.success ? String(one.data) : JSON.stringify(value)
}
