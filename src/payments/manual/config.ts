import { z } from 'zod'
import type { ConfigField } from '../provider.ts'

/** The bank or postal account that gifts are transferred to, as printed for donors. */
export const manualConfig = z.strictObject({
  accountHolder: z.string().trim().min(1).max(120),
  bankName: z.string().trim().min(1).max(120),
  /** The bank's national code, BIC or branch, where the country writes one. */
  bankCode: z.string().trim().max(40).default(''),
  /** Account number, IBAN or postal giro number (劃撥帳號), as donors type it. */
  accountNumber: z.string().trim().min(1).max(60),
  /** Days a transfer is waited for before the attempt is called expired: 1 to 90. One that comes later is still booked. */
  waitDays: z.coerce.number().int().min(1).max(90).default(14),
})
export type ManualConfig = z.infer<typeof manualConfig>

export const manualConfigFields: readonly ConfigField[] = [
  { name: 'accountHolder', secret: false, required: true },
  { name: 'bankName', secret: false, required: true },
  { name: 'bankCode', secret: false, required: false },
  { name: 'accountNumber', secret: false, required: true },
  { name: 'waitDays', secret: false, required: false },
]
