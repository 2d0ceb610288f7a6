import type { Stretch } from '../../platform/file-store.ts'

/**
 * Reads a `Range` header (RFC 9110 §14) about a file of `length` bytes: `undefined` to answer the whole file, because nothing,
 * several parts or nothing we understand was asked for; `none` when what is asked for lies beyond its end.
 */
export function askedStretch(header: string | undefined, length: number): Stretch | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return last === '0' ? 'none' : { start: Math.max(0, length - Number(last)), end: length }
  const start = Number(first)
  const end = last === '' ? length : Math.min(length, Number(last) + 1)
  if (last !== '' && Number(last) < start) return undefined
  return start >= length ? 'none' : { start, end }
}
