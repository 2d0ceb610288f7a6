import { Failure } from '../../platform/errors.ts'
import type { InstructionLine } from '../action.ts'
import { requireTaken } from '../amount.ts'
import { readConfig } from '../config.ts'
import type { CreateContext, Created, PaymentAbilities, PaymentIntent, PaymentProvider } from '../provider.ts'
import { isReference, showReference } from '../reference.ts'
import { type ManualConfig, manualConfig, manualConfigFields } from './config.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

const abilities: PaymentAbilities = {
  recurring: false,
  refunds: 'none',
  disputes: false,
  offlinePending: true,
  pollOnly: false,
  query: false,
  currencies: 'any',
  wholeUnitsOnly: false,
  minimumMinor: null,
  maximumMinor: null,
  receipts: false,
}

/**
 * Bank transfer, cash and post: nobody calls and nobody can be asked. The donor is shown the account and a reference,
 * and a person confirms what the bank statement says (`confirmTransfer`).
 */
export const manual: PaymentProvider<ManualConfig> = {
  kind: 'manual',
  abilities,
  configFields: manualConfigFields,
  parseConfig: (settings) => readConfig(manualConfig, settings),
  isPlayMoney: () => false,
  create,
  receive: () => ({
    accepted: false,
    response: { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' },
    events: [],
  }),
  query: () => null,
  readState: () => ({ kind: 'unreadable' }),
  refund: () => ({ kind: 'by-hand' }),
}

function create(intent: PaymentIntent, config: ManualConfig, context: CreateContext): Created {
  // The donor types this one by hand, so it must carry its check character.
  if (!isReference(intent.reference)) throw new Failure('payments.bad-reference')
  requireTaken(intent.amount, abilities)
  const lines: InstructionLine[] = [
    { label: 'accountHolder', value: config.accountHolder },
    { label: 'bankName', value: config.bankName },
    { label: 'bankCode', value: config.bankCode },
    { label: 'accountNumber', value: config.accountNumber },
    { label: 'reference', value: showReference(intent.reference) },
  ]
  return {
    reference: intent.reference,
    state: 'awaiting_offline',
    action: {
      kind: 'instructions',
      lines: lines.filter(({ value }) => value !== ''),
      expiresAt: new Date(context.now.getTime() + config.waitDays * dayMilliseconds),
    },
  }
}
