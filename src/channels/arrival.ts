import { types } from 'node:util'
import { Failure } from '../platform/errors.ts'
import type { RawRequest } from './adapter.ts'

type Value = string | readonly string[] | undefined

/** Names and values as servers hand them over: a plain object (Node gives lists for what came twice), `Headers`, `URLSearchParams`, a `Map`. */
export type Pairs = Iterable<readonly [string, Value]> | Readonly<Record<string, Value>>

/** A request as any server hands it over. Without `query` it is read from `path`; `body` is what came, before anything parsed it. */
export interface ArrivedRequest {
  readonly method: string
  readonly path?: string | undefined
  readonly query?: Pairs | undefined
  readonly headers: Pairs
  readonly body?: Uint8Array | ArrayBuffer | string | undefined
}

/**
 * The request as adapters read it. Something that came twice becomes one value with a comma, which no proof survives. Throws
 * `channels.body-parsed` for a body that is not bytes any more: the most common mistake of whoever takes webhooks.
 */
export function arrived({ method, path = '/', query, headers = {}, body = '' }: ArrivedRequest): RawRequest {
  return {
    method: method.toUpperCase(),
    path,
    query: inLowerCase(query ?? new URLSearchParams(path.split('?')[1])),
    headers: inLowerCase(headers),
    body: bytesOf(body),
  }
}

function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  // Not by class: a test runner's bytes may be of another realm.
  if (types.isArrayBuffer(body)) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  throw new Failure('channels.body-parsed', {}, { field: 'body' })
}

/** Pairs as an object with names in lower case. */
export function inLowerCase(given: Pairs): Record<string, string> {
  const entries: Iterable<readonly [string, Value]> = isIterable(given) ? given : Object.entries(given)
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) {
    const key = name.toLowerCase()
    if (value !== undefined) values.set(key, [...(values.get(key) ?? []), value].flat())
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(', ')]))
}

function isIterable(given: Pairs): given is Iterable<readonly [string, Value]> {
  return Symbol.iterator in given
}
