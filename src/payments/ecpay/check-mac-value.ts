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

/** One field of a signed form by its name: capitals, whatever case it was sent in; `undefined` when it is not there. */
export type SignedForm = (name: string) => string | undefined

/**
 * Reads a signed form; `null` unless its `CheckMacValue` is right. What the signature itself lets through is closed here,
 * for a donor sees signed forms pass through the browser:
 * - it ignores case, in names and values alike. So does reading: names are found in any case and values come in capitals,
 *   and a replay in other letters says exactly the same;
 * - it is taken over unescaped text, so `A=1&B=2` and a single field `A` holding `1&B=2` sign alike, and `SimulatePaid=1`
 *   could be hidden inside another field. Such a form is refused;
 * - a name that comes twice could be read in two ways. It is refused too.
 */
export function readSignedForm(text: string, keys: MacKeys): SignedForm | null {
  const pairs = [...new URLSearchParams(text)]
  const fields = new Map(pairs.map(([name, value]) => [name.toLowerCase(), value.toUpperCase()]))
  if (fields.size !== pairs.length) return null
  if (pairs.some(([name, value]) => /[&=]/.test(name) || /&[^&=]*=/.test(value))) return null
  const unsigned = pairs.filter(([name]) => name.toLowerCase() !== 'checkmacvalue')
  const given = Buffer.from(fields.get('checkmacvalue') ?? '')
  const right = Buffer.from(checkMacValue(Object.fromEntries(unsigned), keys))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  return (name) => fields.get(name.toLowerCase())
}

/** Space becomes `+`; `- _ . ! * ( )` stay; `~` and `'`, which `encodeURIComponent` also leaves, do not. All lower case. */
function encodeLikeDotNet(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll('~', '%7e').replaceAll("'", '%27').toLowerCase()
}
