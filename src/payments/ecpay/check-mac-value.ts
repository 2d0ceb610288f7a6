import { createHash, timingSafeEqual } from 'node:crypto'

/** The two keys ECPay shares with a merchant. */
export interface MacKeys {
  readonly hashKey: string
  readonly hashIv: string
}

/**
 * ECPay's signature of a form (EncryptType 1, SHA-256): fields without `CheckMacValue`, sorted without regard to case,
 * between the two keys, encoded like .NET, in lower case, hashed, in upper case.
 * Source: developers.ecpay.com.tw/?p=2902, read 2026-07.
 */
export function checkMacValue(fields: Readonly<Record<string, string>>, keys: MacKeys): string {
  const sorted = Object.entries(fields)
    .filter(([name]) => name !== 'CheckMacValue')
    .map(([name, value]) => ({ order: name.toLowerCase(), pair: `${name}=${value}` }))
    .sort((left, right) => (left.order < right.order ? -1 : left.order > right.order ? 1 : 0))
    .map(({ pair }) => pair)
  const joined = [`HashKey=${keys.hashKey}`, ...sorted, `HashIV=${keys.hashIv}`].join('&')
  return createHash('sha256').update(encodeLikeDotNet(joined)).digest('hex').toUpperCase()
}

/**
 * Reads a signed form; `null` unless its `CheckMacValue` is right. Two things the signature itself lets through are
 * refused here. It is taken over unescaped text, so `A=1&B=2` and a single field `A` holding `1&B=2` sign alike, and a
 * donor, who sees the signed form in the browser, could hide `SimulatePaid=1` inside another field. And a name that
 * comes twice could be read in two ways.
 */
export function readSignedForm(form: string, keys: MacKeys): ReadonlyMap<string, string> | null {
  const pairs = [...new URLSearchParams(form)]
  const fields = new Map(pairs)
  if (fields.size !== pairs.length) return null
  if (pairs.some(([name, value]) => /[&=]/.test(name) || /&[^&=]*=/.test(value))) return null
  const given = Buffer.from(fields.get('CheckMacValue')?.toUpperCase() ?? '')
  const right = Buffer.from(checkMacValue(Object.fromEntries(fields), keys))
  return given.length === right.length && timingSafeEqual(given, right) ? fields : null
}

/** Space becomes `+`; `- _ . ! * ( )` stay; `~` and `'`, which `encodeURIComponent` also leaves, do not. All lower case. */
function encodeLikeDotNet(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll('~', '%7e').replaceAll("'", '%27').toLowerCase()
}
