import { z } from 'zod'
import type { ProviderRequest, ProviderResponse, RawRequest } from '../../platform/wire.ts'
import { requireTaken } from '../amount.ts'
import { readConfig } from '../config.ts'
import { originFor } from '../origin.ts'
import type {
  CreateContext,
  Created,
  PaymentAbilities,
  PaymentContext,
  PaymentIntent,
  PaymentProvider,
  ProviderState,
  Reception,
} from '../provider.ts'
import { requireSendable } from '../reference.ts'
import { readMessage } from './message.ts'

const sandboxConfig = z.strictObject({ secret: z.string().min(32) })

/** The secret that our own test pay page signs with. */
export type SandboxConfig = z.infer<typeof sandboxConfig>

const hourMilliseconds = 60 * 60 * 1000

const abilities: PaymentAbilities = {
  recurring: false,
  refunds: 'none',
  disputes: false,
  offlinePending: false,
  pollOnly: false,
  query: true,
  currencies: 'any',
  wholeUnitsOnly: false,
  minimumMinor: null,
  maximumMinor: null,
  receipts: false,
}

/**
 * A test pay page of our own server, where the visitor decides: succeed, fail, never return. Its payments run the whole
 * way of real ones and are play money, so only a demo organisation may have such an account.
 *
 * The page lives at `/sandbox/pay/<reference>`, posts `writeMessage(…)` to the account's `notifyUrl`, and answers
 * `GET /sandbox/pay/<reference>/state` with `writeMessage(…)`, or 404 for a reference nobody has opened.
 */
export const sandbox: PaymentProvider<SandboxConfig> = {
  kind: 'sandbox',
  abilities,
  configFields: [{ name: 'secret', secret: true, required: true }],
  parseConfig: (settings) => readConfig(sandboxConfig, settings),
  isPlayMoney: () => true,
  create,
  receive,
  query,
  readState,
  refund: () => ({ kind: 'by-hand' }),
}

function create(intent: PaymentIntent, _config: SandboxConfig, context: CreateContext): Created {
  requireSendable(intent.reference)
  requireTaken(intent.amount, abilities)
  return {
    reference: intent.reference,
    state: 'requires_action',
    action: {
      kind: 'redirect',
      url: `${context.publicUrl}/sandbox/pay/${intent.reference}`,
      expiresAt: new Date(context.now.getTime() + hourMilliseconds),
    },
  }
}

function receive(request: RawRequest, config: SandboxConfig, now: Date): Reception {
  const event = request.method === 'POST' ? readMessage(request.body, request.headers, config.secret, now) : null
  const headers = { 'content-type': 'text/plain' }
  if (event === null) return { accepted: false, response: { status: 401, headers, body: 'signature' }, events: [] }
  return { accepted: true, response: { status: 200, headers, body: 'ok' }, events: [event] }
}

function query(reference: string, _config: SandboxConfig, context: PaymentContext): ProviderRequest {
  requireSendable(reference)
  const origin = originFor(context.publicUrl, context.sandboxOrigin)
  return { method: 'GET', url: `${origin}/sandbox/pay/${reference}/state`, headers: {} }
}

function readState(response: ProviderResponse, config: SandboxConfig, now: Date): ProviderState {
  if (response.status === 404) return { kind: 'not-found' }
  const event = response.status === 200 ? readMessage(response.body, response.headers, config.secret, now) : null
  return event === null || event.type === 'unknown' ? { kind: 'unreadable' } : { kind: 'reported', event }
}
