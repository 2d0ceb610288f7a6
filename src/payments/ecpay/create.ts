import { exponentOf } from '../../platform/currencies.ts'
import type { Language } from '../../platform/languages.ts'
import type { Money } from '../../platform/money.ts'
import { requireTaken } from '../amount.ts'
import { originFor } from '../origin.ts'
import type { CreateContext, Created, PaymentIntent } from '../provider.ts'
import { requireSendable } from '../reference.ts'
import { ecpayAbilities } from './abilities.ts'
import { checkMacValue } from './check-mac-value.ts'
import { type EcpayConfig, ecpayOrigin } from './config.ts'
import { toTaipeiTime } from './taipei-time.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

/** ECPay's page speaks Chinese unless told; it has no Italian. */
const pageLanguages: Readonly<Record<Language, string | null>> = {
  en: 'ENG',
  it: 'ENG',
  ja: 'JPN',
  'zh-Hant': null,
  'zh-Hans': 'CHI',
}

/** The signed form that takes the donor's browser to ECPay (AIO checkout V5). */
export function createCheckout(intent: PaymentIntent, config: EcpayConfig, context: CreateContext): Created {
  requireSendable(intent.reference)
  requireTaken(intent.amount, ecpayAbilities)
  const fields = checkoutFields(intent, config, context)
  return {
    reference: intent.reference,
    state: 'requires_action',
    action: {
      kind: 'form',
      url: `${originFor(ecpayOrigin(config), context.sandboxOrigin)}/Cashier/AioCheckOut/V5`,
      fields: { ...fields, CheckMacValue: checkMacValue(fields, config) },
      // ECPay publishes no lifetime for its page. A day covers a card; a code is issued within it and then has its own days.
      expiresAt: new Date(context.now.getTime() + dayMilliseconds * (offersAtm(config) ? config.atmDays + 1 : 1)),
    },
  }
}

function checkoutFields(intent: PaymentIntent, config: EcpayConfig, context: CreateContext): Record<string, string> {
  const purpose = plainWords(intent.purpose)
  const language = pageLanguages[intent.language]
  return {
    MerchantID: config.merchantId,
    MerchantTradeNo: intent.reference,
    MerchantTradeDate: toTaipeiTime(context.now),
    PaymentType: 'aio',
    TotalAmount: toWholeDollars(intent.amount),
    TradeDesc: purpose,
    ItemName: purpose,
    ReturnURL: context.notifyUrl,
    ChoosePayment: config.methods,
    EncryptType: '1',
    ClientBackURL: context.returnUrl,
    ...(context.resultUrl === undefined ? {} : { OrderResultURL: context.resultUrl }),
    ...(offersAtm(config) ? { PaymentInfoURL: context.notifyUrl, ExpireDate: String(config.atmDays) } : {}),
    // A gift is not bought on credit.
    ...(config.methods === 'ALL' ? { IgnorePayment: 'BNPL' } : {}),
    ...(language === null ? {} : { Language: language }),
  }
}

function offersAtm(config: EcpayConfig): boolean {
  return config.methods !== 'Credit'
}

/** ECPay counts whole New Taiwan dollars, although the currency has two decimals; `requireTaken` has refused the rest. */
export function toWholeDollars(amount: Money): string {
  return (amount.minor / 10n ** BigInt(exponentOf(amount.currency))).toString()
}

/** ECPay cuts long texts mid-character and gives `#` a meaning, which breaks its own signature: 60 plain characters are safe. */
function plainWords(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  return [...plain].slice(0, 60).join('') || '捐款'
}
