import { z } from 'zod'
import type { ConfigField } from '../provider.ts'

const paymentMethods = ['ALL', 'Credit', 'ATM'] as const
const environments = ['production', 'stage'] as const

/** One ECPay merchant. `stage` is ECPay's test system: same protocol, play money. */
export const ecpayConfig = z.strictObject({
  merchantId: z.string().regex(/^[0-9]{1,10}$/),
  hashKey: z.string().regex(/^[0-9A-Za-z]{16}$/),
  hashIv: z.string().regex(/^[0-9A-Za-z]{16}$/),
  environment: z.enum(environments),
  /** What the donor may choose from on ECPay's page. */
  methods: z.enum(paymentMethods).default('ALL'),
  /** Days an account number for a bank machine can be paid to: 1 to 60. */
  atmDays: z.coerce.number().int().min(1).max(60).default(3),
})
export type EcpayConfig = z.infer<typeof ecpayConfig>

export const ecpayConfigFields: readonly ConfigField[] = [
  { name: 'environment', secret: false, required: true, choices: environments },
  { name: 'merchantId', secret: false, required: true },
  { name: 'hashKey', secret: true, required: true },
  { name: 'hashIv', secret: true, required: true },
  { name: 'methods', secret: false, required: false, choices: paymentMethods },
  { name: 'atmDays', secret: false, required: false },
]

const origins = {
  production: 'https://payment.ecpay.com.tw',
  stage: 'https://payment-stage.ecpay.com.tw',
} as const

/** ECPay's payment host for an environment: the only origins its requests ever go to. */
export function ecpayOrigin(config: EcpayConfig): string {
  return origins[config.environment]
}
