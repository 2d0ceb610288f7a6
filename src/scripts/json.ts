import { z } from 'zod'

/** Whatever survives being stored and read back. Amounts travel in it as words already formatted, never as bigint. */
export const json = z.json()
export type Json = z.infer<typeof json>

/** A dotted way to a value: `facts.officeOpen`, `variables.gifts.items`, `item.url`. A missing step is `undefined`, never an error. */
export type Path = string

/** What a path can reach while a node runs; `item` only where a node repeats itself over a list. */
export interface Scope {
  readonly facts: Readonly<Record<string, Json>>
  readonly variables: Readonly<Record<string, Json>>
  readonly item?: Json
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Follows a path. Only own properties are seen, so data cannot reach a prototype. */
export function follow(path: Path, scope: Scope): Json | undefined {
  const [root, ...steps] = path.split('.')
  let value: Json | undefined =
    root === 'facts'
      ? { ...scope.facts }
      : root === 'variables'
        ? { ...scope.variables }
        : root === 'item'
          ? scope.item
          : undefined
  for (const step of steps) value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return value
}

/** A list's first `limit` entries; anything that is not a list is an empty one. */
export function followList(path: Path, scope: Scope, limit: number): Json[] {
  const value = follow(path, scope)
  return Array.isArray(value) ? value.slice(0, limit) : []
}

/** What a sentence shows for a value: words and numbers as they are, everything else as nothing. */
export function wordsOf(value: Json | undefined): string | number {
  return typeof value === 'string' || typeof value === 'number' ? value : ''
}

/** True for what a list or a sentence would show nothing of: missing, null, false, '', 0 items. */
export function isNothing(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === undefined || value === null || value === false || value === ''
}

/** Two records made one, the second winning; entries that are not records count as empty. */
export function joined(first: Json, second: Json): Json {
  return { ...(isRecord(first) ? first : {}), ...(isRecord(second) ? second : {}) }
}
