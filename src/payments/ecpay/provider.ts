import type { ProviderRequest, ProviderResponse, RawRequest } from '../../platform/wire.ts'
import { readConfig } from '../config.ts'
import { originFor } from '../origin.ts'
import type { PaymentContext, PaymentProvider, ProviderState, Reception } from '../provider.ts'
import { requireSendable } from '../reference.ts'
import { ecpayAbilities } from './abilities.ts'
import { checkMacValue, readSignedForm, type SignedForm } from './check-mac-value.ts'
import { type EcpayConfig, ecpayConfig, ecpayConfigFields, ecpayOrigin } from './config.ts'
import { createCheckout } from './create.ts'
import { readNotice, readTradeStatus } from './read.ts'

/**
 * ECPay 綠界, AIO checkout: the donor's browser posts a signed form, ECPay's server reports by a signed form, and its
 * query answers for what was not reported (an ATM code that ran out says nothing). Facts: docs/payments/ecpay.md.
 */
export const ecpay: PaymentProvider<EcpayConfig> = {
  kind: 'ecpay',
  abilities: ecpayAbilities,
  configFields: ecpayConfigFields,
  parseConfig: (settings) => readConfig(ecpayConfig, settings),
  isPlayMoney: (config) => config.environment === 'stage',
  create: createCheckout,
  receive,
  query,
  readState,
  refund: () => ({ kind: 'by-hand' }),
}

/** ECPay repeats a notice until it reads exactly `1|OK`; a request that is not ECPay's gets no such word. */
function receive(request: RawRequest, config: EcpayConfig, now: Date): Reception {
  const form = request.method === 'POST' ? readOwnForm(decode(request.body), config) : null
  if (form === null) return { accepted: false, response: plain(400, '0|CheckMacValue'), events: [] }
  return { accepted: true, response: plain(200, '1|OK'), events: [readNotice(form, now)] }
}

/** ECPay accepts the signed time for three minutes: send the request at once, make a new one to ask again. */
function query(reference: string, config: EcpayConfig, context: PaymentContext): ProviderRequest {
  requireSendable(reference)
  const fields = {
    MerchantID: config.merchantId,
    MerchantTradeNo: reference,
    TimeStamp: String(Math.floor(context.now.getTime() / 1000)),
  }
  return {
    method: 'POST',
    url: `${originFor(ecpayOrigin(config), context.sandboxOrigin)}/Cashier/QueryTradeInfo/V5`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, CheckMacValue: checkMacValue(fields, config) }).toString(),
  }
}

/** 10200047 is ECPay's word for a number it has never seen. An answer without a right signature says nothing. */
function readState(response: ProviderResponse, config: EcpayConfig, now: Date): ProviderState {
  const form = response.status === 200 ? readOwnForm(response.body.trim(), config) : null
  if (form === null) return { kind: 'unreadable' }
  if (form('TradeStatus') === '10200047') return { kind: 'not-found' }
  return { kind: 'reported', event: readTradeStatus(form, now) }
}

function readOwnForm(text: string | null, config: EcpayConfig): SignedForm | null {
  const form = text === null ? null : readSignedForm(text, config)
  return form?.('MerchantID') === config.merchantId ? form : null
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}

function plain(status: number, body: string): Reception['response'] {
  return { status, headers: { 'content-type': 'text/plain' }, body }
}
