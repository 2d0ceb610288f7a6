import { sql } from 'kysely'
import type { Trace } from '../allocations/allocation.ts'
import { tracesOf } from '../allocations/traces.ts'
import { listCampaigns } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import { openness, progressOf } from '../campaigns/progress.ts'
import { together } from '../conversations/together.ts'
import { giftPageLink } from '../gifts/gift-page-link.ts'
import { receiptSnapshot } from '../gifts/receipts/receipt.ts'
import { createLink } from '../organisations/links.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Json } from './json.ts'
import { eachLimit } from './speak.ts'

/** How long the page of all one's gifts stays open: one hour. */
const openMilliseconds = 60 * 60 * 1000

/** The illustrations there are as JPEG under `/assets/illustrations`; a name not drawn shows the first, as on the site. */
const drawn = ['valley', 'kite', 'lanterns'] as const

/** Campaigns that take gifts now, the newest first. */
export async function listProjects(transaction: Transaction, language: Language): Promise<Json> {
  const items: Json[] = []
  for (const campaign of await listCampaigns(transaction)) {
    if (items.length === eachLimit) break
    if (campaign.state === 'public' && (await openness(transaction, campaign)).open) {
      items.push(await projectItem(transaction, campaign, language))
    }
  }
  return { items }
}

/** A campaign as a card shows it; addresses are absolute, since a channel's provider fetches the picture itself. */
export async function projectItem(transaction: Transaction, campaign: Campaign, language: Language): Promise<Json> {
  const { publicUrl } = transaction.context.settings
  const { title, summary } = campaignText(campaign, language)
  const { raisedMinor } = await progressOf(transaction, campaign.campaignId)
  const { currency, goalMinor } = campaign
  const percent = Number((raisedMinor * 100n) / goalMinor)
  const words = (minor: bigint) => formatMoney({ minor, currency }, language)
  return {
    campaignId: campaign.campaignId,
    title,
    line: summary,
    pageUrl: `${publicUrl}/c/${campaign.slug}?lang=${language}`,
    pictureUrl: `${publicUrl}/assets/illustrations/${drawn.find((name) => name === campaign.picture) ?? drawn[0]}.jpg`,
    pictureDescription: title,
    progressPercent: Math.min(100, Math.max(0, percent)),
    progressLabel: `${words(raisedMinor)} / ${words(goalMinor)}`,
  }
}

/** A person's gifts, newest first, each with a page of its own. */
export async function listGifts(transaction: Transaction, personId: string, language: Language): Promise<Json> {
  const t = transaction.context.translator.in(language)
  const gifts = await readGifts(transaction, { personId, language })
  const items = []
  for (const gift of gifts.slice(0, eachLimit)) {
    items.push({
      campaign: gift.campaign,
      amount: formatMoney({ minor: gift.amount_minor, currency: gift.currency }, language),
      day: dayWords(gift.given_on, language),
      state: t(`answers:gift.${stateOf(gift)}`),
      url: await giftPageLink(transaction, gift.gift_id),
    })
  }
  return { items, ...(await allLink(transaction, personId, gifts.length)) }
}

/** Where each of a person's gifts went so far, newest first. */
export async function listTraces(transaction: Transaction, personId: string, language: Language): Promise<Json> {
  const t = transaction.context.translator.in(language)
  const gifts = await readGifts(transaction, { personId, language })
  const shown = gifts.slice(0, eachLimit)
  const traces = await tracesOf(
    transaction,
    shown.map((gift) => gift.gift_id),
  )
  const items = []
  for (const gift of shown) {
    const trace = traces.find((one) => one.giftId === gift.gift_id)
    items.push({
      title: `${formatMoney({ minor: gift.amount_minor, currency: gift.currency }, language)} · ${gift.campaign}`,
      line: trace === undefined ? t('answers:trace.soon') : traceLine(trace, t, language),
      url: await giftPageLink(transaction, gift.gift_id),
    })
  }
  return { items, ...(await allLink(transaction, personId, gifts.length)) }
}

/** A person's receipts that stand, newest first; each opens below the page of one's own gifts. */
export async function listReceipts(transaction: Transaction, personId: string, language: Language): Promise<Json> {
  const rows = await transaction.db
    .selectFrom('receipts')
    .where('organisation_id', '=', transaction.organisationId)
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .select(['receipt_id', 'snapshot', 'amount_minor', 'currency'])
    .orderBy('issued_at', 'desc')
    .orderBy('number', 'desc')
    .limit(eachLimit + 1)
    .execute()
  if (rows.length === 0) return { items: [] }
  const url = await myGiftsLink(transaction, personId)
  const items = rows.slice(0, eachLimit).map((row) => {
    const { number, issuedOn } = receiptSnapshot.parse(row.snapshot)
    const amount = formatMoney({ minor: row.amount_minor, currency: row.currency }, language)
    return { number, amount, day: dayWords(issuedOn, language), url: `${url}/receipts/${row.receipt_id}.pdf` }
  })
  return { items, ...(rows.length > eachLimit ? { allUrl: url } : {}) }
}

/** A new address of the page of all one's gifts and receipts. Open for an hour: it shows much. */
async function myGiftsLink(transaction: Transaction, personId: string): Promise<string> {
  const { now, context } = transaction
  const expiresAt = new Date(now.getTime() + openMilliseconds)
  const token = await createLink(transaction, { kind: 'my_gifts', subject: { personId }, expiresAt })
  return `${context.settings.publicUrl}/my/${token}`
}

async function allLink(transaction: Transaction, personId: string, count: number): Promise<{ allUrl?: string }> {
  return count > eachLimit ? { allUrl: await myGiftsLink(transaction, personId) } : {}
}

interface GiftRow {
  personId: string
  gift_id: string
  amount_minor: bigint
  refunded_minor: bigint
  currency: string
  given_on: string
  campaign: string
}

/** One more than is shown, to know whether there are more. All who ask at the same moment are read in one statement. */
const readGifts = together(
  async ({ db, organisationId }: Transaction, asked: readonly { personId: string; language: Language }[]) => {
    const { rows } = await sql<GiftRow>`
      select asked.person_id as "personId", given.gift_id, given.amount_minor, given.refunded_minor, given.currency,
        given.given_on, coalesce(text.title, given.slug) as campaign
      from unnest(${asked.map(({ personId }) => personId)}::uuid[], ${asked.map(({ language }) => language)}::text[])
        with ordinality as asked (person_id, language, place)
      cross join lateral (
        select g.gift_id, g.amount_minor, g.refunded_minor, g.currency, g.given_on, g.received_at, g.campaign_id, c.slug
        from gifts g
        join campaigns c on c.organisation_id = g.organisation_id and c.campaign_id = g.campaign_id
        where g.organisation_id = ${organisationId} and g.person_id = asked.person_id
        order by g.received_at desc, g.gift_id desc limit ${eachLimit + 1}::integer
      ) as given
      left join lateral (
        select t.title from campaign_texts t
        where t.organisation_id = ${organisationId} and t.campaign_id = given.campaign_id
        order by t.language = asked.language desc, t.language = 'en' desc limit 1
      ) as text on true
      order by asked.place, given.received_at desc, given.gift_id desc`.execute(db)
    return ({ personId }) => rows.filter((row) => row.personId === personId)
  },
)

function stateOf(gift: { amount_minor: bigint; refunded_minor: bigint }): 'received' | 'partlyRefunded' | 'refunded' {
  if (gift.refunded_minor === 0n) return 'received'
  return gift.refunded_minor === gift.amount_minor ? 'refunded' : 'partlyRefunded'
}

/** `NT$300 for 小星 · NT$50 for the programme's costs · NT$150 not given to a child yet`. */
function traceLine(trace: Trace, t: Translate, language: Language): string {
  const words = (minor: bigint) => formatMoney({ minor, currency: trace.currency }, language)
  const byCase = new Map<string, bigint>()
  for (const part of trace.parts) byCase.set(part.pseudonym, (byCase.get(part.pseudonym) ?? 0n) + part.amountMinor)
  const given = [...byCase].filter(([, minor]) => minor > 0n)
  const lines = given
    .slice(0, 3)
    .map(([pseudonym, minor]) => t('answers:trace.part', { amount: words(minor), pseudonym }))
  if (given.length > 3) lines.push(t('answers:trace.more', { count: given.length - 3 }))
  if (trace.shareMinor > 0n) lines.push(t('answers:trace.share', { amount: words(trace.shareMinor) }))
  if (trace.feeMinor > 0n) lines.push(t('answers:trace.fee', { amount: words(trace.feeMinor) }))
  if (trace.openMinor > 0n) lines.push(t('answers:trace.open', { amount: words(trace.openMinor) }))
  return lines.length === 0 ? t('answers:gift.refunded') : lines.join(' · ')
}

/** A day `YYYY-MM-DD` for people. */
function dayWords(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
