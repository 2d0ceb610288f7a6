import { Failure } from '../../../src/platform/errors.ts'
import { parseMoney } from '../../../src/platform/money.ts'
import type { Typed } from './form.tsx'

/** The amount typed in a field, in minor units as digits. Fails with the codes of `parseMoney`, at that field. */
export function minorIn(typed: Pick<Typed, 'text'>, field: string, currency: string): string {
  try {
    return parseMoney(typed.text(field), currency).minor.toString()
  } catch (error) {
    if (error instanceof Failure) throw new Failure(error.code, error.facts, { field })
    throw error
  }
}
