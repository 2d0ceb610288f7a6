import { sql } from 'kysely'
import { getCampaign } from '../../campaigns/actions.ts'
import { campaignText } from '../../campaigns/campaign.ts'
import { isoDay } from '../../campaigns/day.ts'
import { latestCheckpoint } from '../../log/read.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { toBase64Url } from '../../proofs/base64.ts'
import { storedLanguage } from '../intent.ts'
import { giftSealPlace } from '../record-gift.ts'
import { lockReceiptable, type ReceiptableGift, receiptableOfYear } from './gifts.ts'
import { type ReceiptSnapshot, receiptNumber, receiptSealPlace } from './receipt.ts'

/**
 * Issues the receipt of one gift over what is neither refunded nor on a valid receipt yet; answers its id.
 * Fails with `gifts.nothing-to-receipt`.
 */
export async function issueReceipt(transaction: Transaction, giftId: string): Promise<string> {
  const gifts = await lockReceiptable(transaction, [giftId])
  // Of who was erased there is no name to write on one.
  const named = gifts.filter(({ receiptName }) => receiptName !== '')
  return writeReceipt(transaction, named, null)
}

/** Issues the receipt of a gift as a member. Fails with `gifts.nothing-to-receipt`. */
export function issueReceiptByHand(scope: Scope, giftId: string): Promise<string> {
  permit(scope, 'receipts.issue')
  return scope.transaction(async (transaction) => {
    const receiptId = await issueReceipt(transaction, giftId)
    const subject = { subjectKind: 'receipt', subjectId: receiptId }
    await audit(transaction, { action: 'receipts.issue', ...subject, after: { giftId } })
    return receiptId
  })
}

/**
 * Issues the yearly receipts of a year: one per person, name, legal entity and currency, over the settled gifts whose giver
 * wished one, minus refunds and what a valid receipt already holds. Run twice, it finds nothing left. Answers their ids.
 */
export async function issueYearlyReceipts(scope: Scope, year: number): Promise<string[]> {
  permit(scope, 'receipts.issue')
  const groups = await scope.transaction((transaction) => receiptableOfYear(transaction, year))
  const issued: string[] = []
  for (const giftIds of groups) {
    const receiptId = await scope.transaction(async (transaction) => {
      const gifts = await lockReceiptable(transaction, giftIds)
      if (gifts.length === 0) return undefined
      const id = await writeReceipt(transaction, gifts, null)
      const subject = { subjectKind: 'receipt', subjectId: id }
      await audit(transaction, { action: 'receipts.issue', ...subject, after: { year, giftIds } })
      return id
    })
    if (receiptId !== undefined) issued.push(receiptId)
  }
  return issued
}

/** A receipt that another takes the place of, and whose it says it is: the only place that still tells, where they were erased. */
export interface Replaced {
  readonly receiptId: string
  readonly number: string
  readonly donorName: string
  readonly taxIdentifier: string | undefined
}

/** Takes the next number and writes the receipt over these gifts; no number is ever used by a transaction that fails. */
export async function writeReceipt(
  transaction: Transaction,
  gifts: readonly ReceiptableGift[],
  replaces: Replaced | null,
): Promise<string> {
  const { db, organisationId, now, context } = transaction
  const [first] = gifts
  if (!first) throw new Failure('gifts.nothing-to-receipt', {}, { kind: 'conflict' })
  const receiptId = newId(now)
  const year = Number(first.givenOn.slice(0, 4))
  const campaign = await getCampaign(transaction, first.campaignId)
  const { legalEntityId } = campaign
  const number = await nextNumber(transaction, legalEntityId, year)
  const snapshot = await takeSnapshot(transaction, gifts, { legalEntityId, year, number, replaces })
  const sealed = gifts.find((gift) => gift.taxIdentifierCipher !== null)
  const identifier = sealed?.taxIdentifierCipher
    ? context.vault.open(sealed.taxIdentifierCipher, giftSealPlace(organisationId, sealed.giftId))
    : first.receiptName === ''
      ? replaces?.taxIdentifier
      : undefined
  await db
    .insertInto('receipts')
    .values({
      organisation_id: organisationId,
      receipt_id: receiptId,
      legal_entity_id: legalEntityId,
      year,
      number,
      person_id: first.personId,
      snapshot: JSON.stringify(snapshot),
      tax_identifier_cipher: identifier
        ? context.vault.seal(identifier, receiptSealPlace(organisationId, receiptId))
        : null,
      amount_minor: BigInt(snapshot.amountMinor),
      currency: snapshot.currency,
      issued_at: now,
      replaces_id: replaces?.receiptId ?? null,
    })
    .execute()
  await db
    .insertInto('receipt_gifts')
    .values(
      gifts.map((gift) => ({
        organisation_id: organisationId,
        receipt_id: receiptId,
        gift_id: gift.giftId,
        amount_minor: gift.openMinor,
      })),
    )
    .execute()
  return receiptId
}

/** A counter row, not a sequence: a sequence leaves a gap when a transaction fails. */
async function nextNumber({ db, organisationId }: Transaction, legalEntityId: string, year: number): Promise<number> {
  const { last_number } = await db
    .insertInto('receipt_series')
    .values({ organisation_id: organisationId, legal_entity_id: legalEntityId, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'legal_entity_id', 'year'])
        .doUpdateSet({ last_number: sql<number>`receipt_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

interface Numbered {
  legalEntityId: string
  year: number
  number: number
  replaces: Replaced | null
}

async function takeSnapshot(
  transaction: Transaction,
  gifts: readonly ReceiptableGift[],
  { legalEntityId, year, number, replaces }: Numbered,
): Promise<ReceiptSnapshot> {
  const { db, organisationId, now } = transaction
  const entity = await db
    .selectFrom('legal_entities')
    .where('organisation_id', '=', organisationId)
    .where('legal_entity_id', '=', legalEntityId)
    .selectAll()
    .executeTakeFirstOrThrow()
  const [first] = gifts
  const language = storedLanguage.parse(first?.language)
  const lines = []
  for (const gift of gifts) {
    const campaign = await getCampaign(transaction, gift.campaignId)
    lines.push({
      givenOn: gift.givenOn,
      campaign: campaignText(campaign, language).title,
      permitNumber: campaign.permitNumber,
      amountMinor: gift.openMinor.toString(),
      reference: gift.publicReference,
    })
  }
  const days = gifts.map((gift) => gift.givenOn).sort()
  const { organisationTimeZone } = await getCampaign(transaction, first?.campaignId ?? '')
  const checkpoint = await latestCheckpoint(transaction)
  return {
    number: receiptNumber(entity.receipt_prefix, year, number),
    recipient: {
      name: entity.name,
      address: entity.address,
      registrationNumber: entity.registration_number,
      approvalNumber: entity.approval_number,
      country: entity.country,
    },
    donorName: first?.receiptName || (replaces?.donorName ?? ''),
    amountMinor: gifts.reduce((sum, gift) => sum + gift.openMinor, 0n).toString(),
    currency: first?.currency ?? '',
    givenFrom: days[0] ?? '',
    givenTo: days.at(-1) ?? '',
    issuedOn: isoDay(now, organisationTimeZone),
    lines,
    replaces: replaces?.number ?? null,
    language,
    checkpoint: checkpoint
      ? { size: checkpoint.size, root: toBase64Url(checkpoint.root), fingerprint: checkpoint.fingerprint }
      : null,
  }
}
