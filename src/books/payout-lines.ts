import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { tellFee } from '../gifts/late-fee.ts'
import { cashAccount, postTransfer } from '../gifts/ledger.ts'
import { type AppliedRow, type Cells, type CheckedRow, type Importer, importer } from '../imports/importer.ts'
import { audit } from '../organisations/audit.ts'
import { readOrganisation } from '../organisations/organisations.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type LineFigures, type PayoutLine, payoutFields, readPayoutLine, requireSound } from './payout.ts'

/** A line whose payment account is known. */
interface OwnLine extends LineFigures {
  readonly paymentAccountId: string
  readonly provider: string
  readonly currency: string
}

/**
 * Brings in what payment providers paid out, from their files: `create` is a line of a payment of ours, `update` one that fits no
 * payment and stands as a difference until somebody has looked. The same file twice brings nothing more.
 */
export const payoutImporter: Importer = importer<OwnLine>({
  kind: 'payouts',
  permission: 'gifts.confirm',
  fields: payoutFields,
  read: readOwnLine,
  key: (line) =>
    JSON.stringify(keyOf(line), (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
  check: checkLine,
  apply: applyLine,
})

/** Brings in lines that a program sends. All or none; answers how many were new. Fails as the importer refuses a row. */
export async function bringInPayouts(scope: Scope, lines: readonly PayoutLine[]): Promise<{ isNew: number }> {
  permit(scope, 'gifts.confirm')
  return scope.transaction(async (transaction) => {
    let isNew = 0
    for (const { account, currency, refundedMinor = 0n, ...sent } of lines) {
      const line = { ...sent, refundedMinor }
      requireSound(line)
      const owner = await accountOf(transaction, account, currency ?? '')
      const { verdict } = await applyLine(transaction, { ...line, ...owner })
      if (verdict !== 'unchanged') isNew += 1
    }
    const after = { lines: lines.length, isNew }
    await audit(transaction, {
      action: 'books.payouts',
      subjectKind: 'payout',
      subjectId: newId(transaction.now),
      after,
    })
    return { isNew }
  })
}

async function readOwnLine(transaction: Transaction, cells: Cells): Promise<OwnLine> {
  const owner = await accountOf(transaction, cells('account'), cells('currency'))
  // ECPay's statement of a day's payouts does not repeat the day on every form of it: then it is the day the file came.
  const today = isoDay(transaction.now, (await readOrganisation(transaction)).timeZone)
  const dated: Cells = (field) => cells(field) || (field === 'paid_out_on' ? today : '')
  return { ...readPayoutLine(dated, owner.currency), ...owner }
}

/** Fails with `books.payout-account` where no account, or more than one, is meant, `books.payout-currency` for another currency. */
async function accountOf({ db, organisationId }: Transaction, named: string, currency: string) {
  const accounts = await db
    .selectFrom('payment_accounts')
    .where('organisation_id', '=', organisationId)
    .where('provider', '<>', 'manual')
    .select(['payment_account_id as paymentAccountId', 'provider', 'currency', 'name'])
    .execute()
  const meant = accounts.filter(
    (account) => named === '' || account.name === named || account.paymentAccountId === named,
  )
  const [only] = meant
  if (only === undefined || meant.length > 1) throw new Failure('books.payout-account', {}, { field: 'account' })
  if (currency !== '' && currency.toUpperCase() !== only.currency) {
    throw new Failure('books.payout-currency', { currency: only.currency }, { field: 'currency' })
  }
  const { name: _, ...owner } = only
  return owner
}

async function checkLine(transaction: Transaction, line: OwnLine): Promise<CheckedRow> {
  const known = await findLine(transaction, line)
  if (known !== undefined) return { verdict: 'unchanged', subjectId: known }
  return { verdict: (await giftOf(transaction, line)) === undefined ? 'update' : 'create' }
}

async function applyLine(transaction: Transaction, line: OwnLine): Promise<AppliedRow> {
  const known = await findLine(transaction, line)
  if (known !== undefined) return { verdict: 'unchanged', subjectId: known }
  const giftId = await giftOf(transaction, line)
  const payoutLineId = await writeLine(transaction, line)
  await book(transaction, payoutLineId, line)
  if (giftId !== undefined && line.grossMinor > 0n) await tellFee(transaction, giftId, line.feeMinor, 'payout')
  return { verdict: giftId === undefined ? 'update' : 'create', subjectId: payoutLineId }
}

function keyOf({ paymentAccountId, reference, providerReference, paidOutOn, grossMinor, netMinor }: OwnLine) {
  return [paymentAccountId, reference, providerReference, paidOutOn, grossMinor, netMinor] as const
}

async function findLine({ db, organisationId }: Transaction, line: OwnLine): Promise<string | undefined> {
  const [paymentAccountId, reference, providerReference, paidOutOn, grossMinor, netMinor] = keyOf(line)
  const row = await db
    .selectFrom('payout_lines')
    .where('organisation_id', '=', organisationId)
    .where('payment_account_id', '=', paymentAccountId)
    .where('reference', '=', reference)
    .where('provider_reference', '=', providerReference)
    .where('paid_out_on', '=', paidOutOn)
    .where('gross_minor', '=', grossMinor)
    .where('net_minor', '=', netMinor)
    .select('payout_line_id')
    .executeTakeFirst()
  return row?.payout_line_id
}

/** The gift of the payment a line speaks of: by our reference, else by the provider's number. */
async function giftOf({ db, organisationId }: Transaction, line: OwnLine): Promise<string | undefined> {
  const { rows } = await sql<{ giftId: string }>`
    select g.gift_id as "giftId" from gift_intents i
    join gifts g on g.organisation_id = i.organisation_id and g.gift_intent_id = i.gift_intent_id
    where i.organisation_id = ${organisationId} and i.payment_account_id = ${line.paymentAccountId}
      and (i.reference = ${line.reference} or ${line.reference} = '' and i.provider_reference = ${line.providerReference})
    limit 1`.execute(db)
  return rows[0]?.giftId
}

async function writeLine({ db, organisationId, now }: Transaction, line: OwnLine): Promise<string> {
  const payoutLineId = newId(now)
  await db
    .insertInto('payout_lines')
    .values({
      organisation_id: organisationId,
      payout_line_id: payoutLineId,
      payment_account_id: line.paymentAccountId,
      reference: line.reference,
      provider_reference: line.providerReference,
      payout_reference: line.payoutReference,
      currency: line.currency,
      gross_minor: line.grossMinor,
      refunded_minor: line.refundedMinor,
      fee_minor: line.feeMinor,
      paid_out_on: line.paidOutOn,
      brought_in_at: now,
    })
    .execute()
  return payoutLineId
}

/** The money leaves the provider's account of the ledger for the bank's; what was taken back comes the other way. */
async function book(transaction: Transaction, payoutLineId: string, line: OwnLine): Promise<void> {
  const { netMinor, currency, paymentAccountId, provider } = line
  if (netMinor === 0n) return
  const held = cashAccount(paymentAccountId, provider)
  const isBack = netMinor < 0n
  await postTransfer(transaction, {
    kind: 'payout',
    sourceId: payoutLineId,
    debit: isBack ? held : bank,
    credit: isBack ? bank : held,
    amount: { minor: isBack ? -netMinor : netMinor, currency },
    effectiveOn: line.paidOutOn,
  })
}

const bank = cashAccount(null, 'bank')
