import { z } from 'zod'
import { returnToken } from '../../gifts/return-token.ts'
import { writeMessage } from '../../payments/sandbox/message.ts'
import { Failure } from '../../platform/errors.ts'
import { organisationId } from '../../platform/ids.ts'
import { isLanguage, type Language } from '../../platform/languages.ts'
import { describeError } from '../../platform/log.ts'
import { type Money, money } from '../../platform/money.ts'
import { type Context, Scope } from '../../platform/scope.ts'
import { testPaySecret } from '../accounts.ts'

/** A payment the visitor decides about. */
export interface TestPayment {
  readonly scope: Scope
  readonly reference: string
  readonly amount: Money
  readonly organisation: string
  readonly language: Language
  readonly state: 'open' | 'paid' | 'failed'
  /** Somebody has opened the page, so the provider has heard of the payment. */
  readonly isKnown: boolean
  readonly returnUrl: string
  readonly hookUrl: string
  /** When the state was reached. */
  readonly at: Date
}

const row = z.object({
  organisation_id: z.string(),
  organisation: z.string(),
  gift_intent_id: z.string(),
  payment_account_id: z.string(),
  hook_key: z.string(),
  amount_minor: z.bigint(),
  currency: z.string(),
  language: z.string(),
  state: z.enum(['open', 'paid', 'failed']).nullable(),
  at: z.date().nullable(),
})
type Row = z.infer<typeof row>

/** A payment by its reference, from whichever demo organisation it is; undefined when nobody has set out to pay it. */
export async function findTestPayment(context: Context, reference: string): Promise<TestPayment | undefined> {
  const found = await findRow(context, reference)
  return found && paymentOf(context, reference, found)
}

/** Opens the pay page: from now on the provider knows the reference. Fails with `sandbox.unknown-payment`. */
export async function openTestPayment(context: Context, reference: string): Promise<TestPayment> {
  const found = await findRow(context, reference)
  if (found === undefined) throw new Failure('sandbox.unknown-payment', {}, { kind: 'missing' })
  const payment = paymentOf(context, reference, found)
  await payment.scope.transaction(({ db, now, organisationId }) =>
    db
      .insertInto('sandbox_payments')
      .values({
        organisation_id: organisationId,
        reference,
        organisation_is_demo: true,
        payment_account_id: found.payment_account_id,
        amount_minor: payment.amount.minor,
        currency: payment.amount.currency,
        state: 'open',
        return_url: payment.returnUrl,
        at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return payment
}

/**
 * Decides a payment and tells the organisation's hook. What is paid stays paid; a failed one may be tried again. If the hook
 * does not hear it, nothing is repeated: the organisation's sweep asks.
 */
export async function decide(context: Context, reference: string, result: 'paid' | 'failed'): Promise<TestPayment> {
  const payment = await openTestPayment(context, reference)
  await payment.scope.transaction(({ db, now, organisationId }) =>
    db
      .updateTable('sandbox_payments')
      .set({ state: result, at: now })
      .where('organisation_id', '=', organisationId)
      .where('reference', '=', reference)
      .where('state', '<>', 'paid')
      .execute(),
  )
  const decided = (await findTestPayment(context, reference)) ?? payment
  await notify(context, decided)
  return decided
}

/** What the provider says about a payment, signed: in a callback and in the answer to a query. */
export function statement(payment: TestPayment) {
  const { reference, amount, at, state, scope } = payment
  const result = state === 'open' ? 'waiting' : state
  return writeMessage({ reference, result, amount, at }, testPaySecret(scope))
}

async function notify(context: Context, payment: TestPayment): Promise<void> {
  const { body, headers } = statement(payment)
  try {
    const response = await context.fetch(payment.hookUrl, { method: 'POST', body, headers, redirect: 'manual' })
    if (!response.ok) context.log.warn({ status: response.status }, 'The test payment was not heard')
  } catch (error) {
    context.log.warn(describeError(error), 'The test payment could not be told')
  }
}

async function findRow(context: Context, reference: string): Promise<Row | undefined> {
  if (!/^[A-Z0-9]{1,20}$/.test(reference)) return undefined
  const { rows } = await context.databases.owner.query(
    `select i.organisation_id, coalesce(t.name, o.name) as organisation, i.gift_intent_id, i.payment_account_id, a.hook_key,
       i.amount_minor, i.currency, i.language, p.state, p.at
     from gift_intents i
     join organisations o on o.organisation_id = i.organisation_id and o.is_demo
     left join organisation_texts t on t.organisation_id = i.organisation_id and t.language = i.language
     join payment_accounts a on a.organisation_id = i.organisation_id and a.payment_account_id = i.payment_account_id
     left join sandbox_payments p on p.organisation_id = i.organisation_id and p.reference = i.reference
     where i.reference = $1 and a.provider = 'sandbox' and a.is_sandbox`,
    [reference],
  )
  return rows[0] === undefined ? undefined : row.parse(rows[0])
}

function paymentOf(context: Context, reference: string, found: Row): TestPayment {
  const scope = new Scope(context, organisationId(found.organisation_id), { kind: 'system', name: 'sandbox' })
  return {
    scope,
    reference,
    amount: money(found.amount_minor, found.currency),
    organisation: found.organisation,
    language: isLanguage(found.language) ? found.language : 'en',
    state: found.state ?? 'open',
    isKnown: found.state !== null,
    returnUrl: `${context.settings.publicUrl}/return/${returnToken(scope, found.gift_intent_id)}`,
    hookUrl: `http://127.0.0.1:${context.settings.port}/hooks/pay/${found.hook_key}`,
    at: found.at ?? context.clock.now(),
  }
}
