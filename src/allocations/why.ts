import { sql } from 'kysely'
import { type AllocationPolicy, allocationPolicies } from '../campaigns/campaign.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { type AllocationReason, allocationReasons } from './allocation.ts'

/** Why a movement happened, as facts of the moment in which it did: read from what never changes, so it is the same for ever. */
export interface Why {
  readonly allocationId: string
  readonly giftId: string
  readonly donorName: string
  readonly caseId: string
  readonly pseudonym: string
  readonly needItem: string
  /** Below zero when it was taken back. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
  /** `named`: the gift named this case; else the policy it was given under; or why it was taken back. */
  readonly rule: 'named' | AllocationPolicy | Exclude<AllocationReason, 'gift'>
  /** The gift was the so-manieth of its campaign. */
  readonly place: number
  /** When the need was due, `YYYY-MM-DD`. */
  readonly dueOn: string | null
  /** What the need lacked just before. */
  readonly lackedMinor: bigint
}

/** Explains every movement of a gift, or of a case, in the order in which they happened. */
export async function whyOf(transaction: Transaction, of: { giftId: string } | { caseId: string }): Promise<Why[]> {
  const { db, organisationId } = transaction
  const which = 'giftId' in of ? sql`a.gift_id = ${of.giftId}` : sql`a.case_id = ${of.caseId}`
  const { rows } = await sql<Omit<Why, 'rule'> & { reason: string; policy: string; isNamed: boolean }>`
    with moved as materialized (
      select * from allocations a where a.organisation_id = ${organisationId} and ${which}
    ), gone as (
      select allocation_id, coalesce(sum(amount_minor) over
        (partition by need_id order by allocation_id rows between unbounded preceding and 1 preceding), 0)::bigint as given
      from allocations where organisation_id = ${organisationId} and need_id in (select need_id from moved)
    ), places as (
      select g.gift_id, (select count(*)::integer from gifts b where b.organisation_id = g.organisation_id
        and b.campaign_id = g.campaign_id and (b.received_at, b.gift_id) <= (g.received_at, g.gift_id)) as place
      from gifts g where g.organisation_id = ${organisationId} and g.gift_id in (select gift_id from moved)
    )
    select a.allocation_id as "allocationId", a.gift_id as "giftId", g.donor_name as "donorName", a.case_id as "caseId",
      c.pseudonym, n.item as "needItem", a.amount_minor as "amountMinor", a.currency, a.at, a.reason, p.policy, places.place,
      n.due_on as "dueOn", n.amount_minor - gone.given as "lackedMinor",
      coalesce(d.case_id = a.case_id and d.named_at <= a.at, false) as "isNamed"
    from moved a
    join gone using (allocation_id)
    join places using (gift_id)
    join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    join gift_portions p on p.organisation_id = a.organisation_id and p.gift_id = a.gift_id
    join cases c on c.organisation_id = a.organisation_id and c.case_id = a.case_id
    join needs n on n.organisation_id = a.organisation_id and n.need_id = a.need_id
    left join designations d on d.organisation_id = a.organisation_id and d.gift_id = a.gift_id
    order by a.allocation_id`.execute(db)
  return rows.map(({ reason, policy, isNamed, ...row }) => ({ ...row, rule: ruleOf({ reason, policy, isNamed }) }))
}

/** What decided: taking back says why; a gift that names the case outranks every policy. */
export function ruleOf(by: { reason: string; policy: string; isNamed: boolean }): Why['rule'] {
  const reason = allocationReasons.find((each) => each === by.reason)
  if (reason !== undefined && reason !== 'gift') return reason
  if (by.isNamed) return 'named'
  return allocationPolicies.find((each) => each === by.policy) ?? 'queue'
}

/** The answer to "why this child?", in the reader's language: the rule, then what the need was like at that moment. */
export function whyWords(t: Translate, why: Why, language: Language): string {
  if (why.amountMinor < 0n) return t(`cases:allocation.${why.rule}`)
  const lacked = formatMoney({ minor: why.lackedMinor, currency: why.currency }, language)
  const need = why.dueOn === null ? t('cases:why.need', { lacked }) : t('cases:why.needDue', { lacked, day: why.dueOn })
  return [t(`cases:why.rule.${why.rule}`, { place: why.place }), need].join(joins[language] ?? ' ')
}

const joins: Partial<Record<Language, string>> = { ja: '', 'zh-Hans': '', 'zh-Hant': '' }
