import type { z } from 'zod'

const strict = new TextDecoder('utf-8', { fatal: true })

/** The JSON in a text or in UTF-8 bytes, or `undefined`: no JSON is itself undefined. */
export function parseJson(source: string | Uint8Array): unknown {
  try {
    const text = typeof source === 'string' ? source : strict.decode(source)
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The JSON in a text when it has the expected shape, else `null`. */
export function readJson<Shape>(source: string | Uint8Array, schema: z.ZodType<Shape>): Shape | null {
  const read = schema.safeParse(parseJson(source))
  return read.success ? read.data : null
}
