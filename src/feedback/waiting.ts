import { sql } from 'kysely'
import { getCampaign } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import type { OutboundMessage } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import { giftPageLink } from '../gifts/gift-page-link.ts'
import { isLanguage } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { waitingDays } from './round.ts'
import { isTellable } from './tellable.ts'

interface Waiting {
  gift_id: string
  person_id: string
  campaign_id: string
  amount_minor: bigint
  currency: string
  language: string
  /** Whether a need has a part of it, of whose child nothing has been told yet. */
  is_set_aside: boolean
}

/**
 * Tells donors, after 30 days, that their gift waits: for a need, or for first news of the child it is set aside for. Once
 * for each gift, whatever becomes of the message.
 */
export async function tellWaiting(scope: Scope): Promise<void> {
  while ((await scope.transaction(tellSome)) === peoplePerBatch) {
    // Until nobody is left.
  }
}

/** Gifts told of in one transaction. */
const peoplePerBatch = 200

async function tellSome(transaction: Transaction): Promise<number> {
  const { db, organisationId, now } = transaction
  const gifts = await readWaiting(transaction)
  const campaigns = new Map<string, Campaign>()
  const told: { giftId: string; outcome: string; deliveryId: string | null }[] = []
  for (const gift of gifts) {
    const campaign = campaigns.get(gift.campaign_id) ?? (await getCampaign(transaction, gift.campaign_id))
    campaigns.set(gift.campaign_id, campaign)
    const sent = await sendMessage(
      transaction,
      { personId: gift.person_id },
      {
        content: await words(transaction, gift, campaign),
        purpose: 'feedback',
        author: { kind: 'system' },
        onceKey: `waiting:${gift.gift_id}`,
        source: { kind: 'gift', id: gift.gift_id },
      },
    )
    const [outcome, deliveryId] = sent.outcome === 'queued' ? ['queued', sent.deliveryId] : [sent.reason, null]
    told.push({ giftId: gift.gift_id, outcome, deliveryId })
  }
  await sql`
    insert into told_waiting (organisation_id, gift_id, outcome, delivery_id, at)
    select ${organisationId}::uuid, told.*, ${now}::timestamptz
    from unnest(${told.map((one) => one.giftId)}::uuid[], ${told.map((one) => one.outcome)}::text[],
      ${told.map((one) => one.deliveryId)}::uuid[]) as told`.execute(db)
  return gifts.length
}

async function words(transaction: Transaction, gift: Waiting, campaign: Campaign): Promise<OutboundMessage> {
  const language = isLanguage(gift.language) ? gift.language : 'en'
  const t = transaction.context.translator.in(language)
  const title = t(gift.is_set_aside ? 'feedback:noNews' : 'script:feedback.waiting', {
    amount: formatMoney({ minor: gift.amount_minor, currency: gift.currency }, language),
    campaign: campaignText(campaign, language).title,
  })
  const url = await giftPageLink(transaction, gift.gift_id)
  const buttons = [{ type: 'link', label: t('script:feedback.button'), url } as const]
  return { blocks: [{ type: 'card', title, fields: [], buttons }], quickReplies: [], altText: title }
}

/** Gifts of giving platforms are not among them: their donors are the platform's to write to. */
async function readWaiting({ db, organisationId, now }: Transaction): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select w.gift_id, g.person_id, g.campaign_id, g.amount_minor, g.currency, p.language, given.parts > 0 as is_set_aside
    from gift_portions w
    join gifts g on g.organisation_id = w.organisation_id and g.gift_id = w.gift_id
    join persons p on p.organisation_id = g.organisation_id and p.person_id = g.person_id
    cross join lateral (
      select count(*) as parts, count(*) filter (where c.stage in ('withdrawn', 'transferred', 'died')) as silent,
        count(*) filter (where exists (select from updates u where u.organisation_id = c.organisation_id
          and u.case_id = c.case_id and u.state = 'approved' and ${isTellable})) as told
      from (select a.case_id from allocations a
        where a.organisation_id = w.organisation_id and a.gift_id = w.gift_id
        group by a.case_id having sum(a.amount_minor) > 0) part
      join cases c on c.organisation_id = w.organisation_id and c.case_id = part.case_id
    ) given
    where w.organisation_id = ${organisationId} and g.order_number is null
      and w.amount_minor > w.fee_minor + w.share_minor and given.told = 0 and given.silent = 0
      and w.received_at <= ${new Date(now.getTime() - waitingDays * 86_400_000)}::timestamptz
      and exists (select from programmes o where o.organisation_id = w.organisation_id and o.fund_id = w.fund_id)
      and not exists (select from told_waiting t where t.organisation_id = w.organisation_id and t.gift_id = w.gift_id)
    order by w.received_at, w.gift_id limit ${peoplePerBatch}::integer`.execute(db)
  return rows
}
