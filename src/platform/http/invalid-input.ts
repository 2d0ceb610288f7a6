import type { z } from 'zod'
import { type Facts, Failure } from '../errors.ts'
import type { Translate } from '../i18n/translator.ts'

type Issue = z.core.$ZodIssue

/** The Failure `request.invalid` of the first thing a schema found: the field at fault and, as `rule`, what it broke. */
export function invalidInput(error: { issues: readonly Issue[] }, given: unknown): Failure {
  const [issue] = error.issues
  const path = issue?.path ?? []
  const field = path.join('.')
  return new Failure('request.invalid', { field, ...(issue ? brokenRule(issue, valueAt(given, path)) : {}) }, { field })
}

/** Fails with `request.invalid` where a text inside holds what PostgreSQL cannot keep: NUL, or half of a surrogate pair. */
export function refuseUnusableText(given: unknown): void {
  const waiting: { field: string; value: unknown }[] = [{ field: '', value: given }]
  for (const { field, value } of waiting) {
    if (typeof value === 'string' && isUnusable(value)) {
      throw new Failure('request.invalid', { field, rule: 'characters' }, { field })
    }
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value)) {
      const path = field === '' ? name : `${field}.${name}`
      waiting.push({ field, value: name }, { field: path, value: inner })
    }
  }
}

function isUnusable(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text)
}

/** The facts of `request.invalid` in words: the field by its name, and what to do about the rule it broke. */
export function wordsOfInvalid({ field, rule, limit, ...facts }: Facts, t: Translate): Record<string, unknown> {
  const last = String(field ?? '')
    .split('.')
    .findLast((part) => !/^\d*$/.test(part))
  const words = 'failures.request:fields.'
  return {
    field: t([`${words}${last ?? 'body'}`, `${words}unnamed`], { field: last }),
    expected: t(`failures.request:rules.${rule ?? 'other'}`, { ...facts, limit, count: limit }),
  }
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, name) => {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    return isThere ? new Map(Object.entries(value)).get(String(name)) : undefined
  }, given)
}

function brokenRule(issue: Issue, value: unknown): Facts {
  if (issue.code === 'unrecognized_keys') return { rule: 'unknown-part' }
  if (value === undefined || value === null || value === '') return { rule: 'required' }
  switch (issue.code) {
    case 'invalid_type':
      return { rule: typeRules[issue.expected] ?? 'other' }
    case 'too_small':
      return { rule: sizeRules[issue.origin]?.small ?? 'other', limit: Number(issue.minimum) }
    case 'too_big':
      return { rule: sizeRules[issue.origin]?.big ?? 'other', limit: Number(issue.maximum) }
    case 'invalid_format':
      return { rule: formatRules[issue.format] ?? 'other' }
    case 'invalid_value':
      return { rule: 'choice', choices: issue.values.map(String).join(', ') }
    default:
      return { rule: 'other' }
  }
}

const typeRules: Readonly<Record<string, string>> = {
  ...{ string: 'text', number: 'number', int: 'number', bigint: 'number', boolean: 'boolean' },
  ...{ array: 'list', tuple: 'list', object: 'object', record: 'object', date: 'date' },
}

const length = { small: 'too-short', big: 'too-long' }
const size = { small: 'too-small', big: 'too-big' }
const count = { small: 'too-few', big: 'too-many' }
const sizeRules: Readonly<Record<string, typeof length>> = {
  ...{ string: length, number: size, int: size, bigint: size },
  ...{ array: count, set: count, map: count, object: count },
}

const formatRules: Readonly<Record<string, string>> = {
  ...{ email: 'email', url: 'url', date: 'date', datetime: 'datetime', uuid: 'id' },
}
