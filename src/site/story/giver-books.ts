import { sql } from 'kysely'
import { listCampaigns } from '../../campaigns/actions.ts'
import { campaignText } from '../../campaigns/campaign.ts'
import { mayReceive, recordConsent } from '../../people/consents.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Language } from '../../platform/languages.ts'
import { money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { momentOf } from '../day.ts'
import type { GiverGifts } from './gift-story.ts'

interface GiftRow {
  gift_id: string
  amount_minor: bigint
  currency: string
  given_on: string
  campaign_id: string
  receipt_id: string | null
  receipt_number: string | null
  final_on: Date | null
}

/** Whose gifts are listed, and where. */
export interface GiftsAsked {
  readonly personId: string
  readonly language: Language
  /** The address below which each opens. */
  readonly base: string
  /** The last gift of the page before. */
  readonly after: string | undefined
  /** The one gift that may be listed, where the link proves no more than that. */
  readonly only?: string | undefined
}

/** So many gifts keep their page within 60 KB, receipts and all. */
const pageSize = 15

/** A page of a person's gifts, the newest first, each with its valid receipt. */
export async function giverGifts(
  transaction: Transaction,
  { personId, language, base, after, only }: GiftsAsked,
): Promise<GiverGifts> {
  const { db, organisationId } = transaction
  const older =
    after === undefined || !isUuid(after)
      ? sql``
      : sql`and (g.given_on, g.gift_id) < (select given_on, gift_id from gifts
          where organisation_id = ${organisationId} and person_id = ${personId} and gift_id = ${after})`
  const { rows } = await sql<GiftRow>`
    select g.gift_id, g.amount_minor, g.currency, g.given_on, g.campaign_id, r.receipt_id,
      r.snapshot ->> 'number' as receipt_number, p.final_at as final_on
    from gifts g
    left join gift_portions p on p.organisation_id = g.organisation_id and p.gift_id = g.gift_id
      and p.final_at > ${transaction.now} and g.refunded_minor < g.amount_minor
    left join lateral (
      select r.receipt_id, r.snapshot from receipt_gifts l
      join receipts r on r.organisation_id = l.organisation_id and r.receipt_id = l.receipt_id
      where l.organisation_id = g.organisation_id and l.gift_id = g.gift_id and r.voided_at is null
      order by r.issued_at desc, r.receipt_id desc limit 1
    ) r on true
    where g.organisation_id = ${organisationId} and g.person_id = ${personId} ${older}
      and (${only ?? null}::uuid is null or g.gift_id = ${only ?? null})
    order by g.given_on desc, g.gift_id desc limit ${pageSize + 1}::integer`.execute(db)
  const campaigns = await listCampaigns(transaction)
  const shown = rows.slice(0, pageSize)
  const gifts = shown.map((row) => {
    const campaign = campaigns.find((each) => each.campaignId === row.campaign_id)
    return {
      receivedOn: momentOf(row.given_on),
      amount: money(row.amount_minor, row.currency),
      campaignTitle: campaign === undefined ? '' : campaignText(campaign, language).title,
      url: `${base}/gifts/${row.gift_id}`,
      finalOn: row.final_on,
      receipt:
        row.receipt_id === null
          ? null
          : { number: row.receipt_number ?? '', url: `${base}/receipts/${row.receipt_id}.pdf` },
    }
  })
  const last = rows.length > pageSize ? shown.at(-1)?.gift_id : undefined
  return { gifts, older: last === undefined ? null : `${base}?gifts=${last}` }
}

/** Whether a gift, or a receipt, is of this person: whoever holds a link of theirs may open nothing of others. */
export async function isTheirs(
  { db, organisationId }: Transaction,
  personId: string,
  table: 'gifts' | 'receipts',
  id: string,
): Promise<boolean> {
  const column = table === 'gifts' ? 'gift_id' : 'receipt_id'
  const { rows } = await sql`
    select from ${sql.table(table)} where organisation_id = ${organisationId} and person_id = ${personId}
      and ${sql.ref(column)} = ${id}`.execute(db)
  return rows.length > 0
}

/** Whether a receipt is of this gift and of no other. */
export async function isReceiptOf(
  { db, organisationId }: Transaction,
  receiptId: string,
  giftId: string,
): Promise<boolean> {
  const { rows } = await sql<{ gift_id: string }>`
    select gift_id from receipt_gifts
    where organisation_id = ${organisationId} and receipt_id = ${receiptId}`.execute(db)
  return rows.length > 0 && rows.every((row) => row.gift_id === giftId)
}

/** The number of the valid receipt of one gift; null where there is none. */
export async function receiptNumberOf({ db, organisationId }: Transaction, giftId: string): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    select r.snapshot ->> 'number' as number from receipt_gifts l
    join receipts r on r.organisation_id = l.organisation_id and r.receipt_id = l.receipt_id
    where l.organisation_id = ${organisationId} and l.gift_id = ${giftId} and r.voided_at is null
    order by r.issued_at desc, r.receipt_id desc limit 1`.execute(db)
  return rows[0]?.number ?? null
}

/** What a person agreed to, for their own page. */
export interface Wishes {
  readonly feedback: boolean
  readonly appeals: boolean
}

/** The wishes that hold where we would write to them now. */
export async function wishesOf(transaction: Transaction, personId: string): Promise<Wishes> {
  const channel = await channelOf(transaction, personId)
  return {
    feedback: await mayReceive(transaction, personId, 'feedback', channel),
    appeals: await mayReceive(transaction, personId, 'appeals', channel),
  }
}

/** Writes down what changed, for every channel. `sourceId` is the link's; `textVersion` that of the sentences shown. */
export async function changeWishes(
  transaction: Transaction,
  personId: string,
  wishes: Wishes,
  shown: { sourceId: string; textVersion: string; language: Language },
): Promise<void> {
  const before = await wishesOf(transaction, personId)
  for (const purpose of ['feedback', 'appeals'] as const) {
    if (before[purpose] === wishes[purpose]) continue
    await recordConsent(transaction, {
      personId,
      purpose,
      channel: 'all',
      granted: wishes[purpose],
      source: 'preferences',
      ...shown,
    })
  }
}

/** The kind of channel a person last wrote on; `all` for whoever never did. */
async function channelOf({ db, organisationId }: Transaction, personId: string): Promise<string> {
  const { rows } = await sql<{ kind: string }>`
    select a.kind from identities i
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
    where i.organisation_id = ${organisationId} and i.person_id = ${personId}
    order by c.last_inbound_at desc nulls last, c.conversation_id limit 1`.execute(db)
  return rows[0]?.kind ?? 'all'
}
