import { z } from '@hono/zod-openapi'
import { isCurrency } from '../platform/currencies.ts'
import type { Money } from '../platform/money.ts'

/** An amount as the API writes it: `minor` is a decimal string, for JSON numbers end at 2⁵³. */
export const moneyOut = z.object({ minor: z.string(), currency: z.string() }).openapi('Money')

/** An amount as the API reads it. */
export const moneyIn = z
  .object({ minor: z.string().regex(/^[0-9]{1,18}$/), currency: z.string().refine(isCurrency) })
  .transform(({ minor, currency }) => ({ minor: BigInt(minor), currency }))

/** Minor units as the API reads them, where the currency is known. */
export const minorIn = z
  .string()
  .regex(/^[0-9]{1,18}$/)
  .transform(BigInt)

/** Writes an amount for the API. */
export function writeMoney({ minor, currency }: Money): z.infer<typeof moneyOut> {
  return { minor: minor.toString(), currency }
}
