import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'
import type { Difference } from './books.ts'

/** What a difference can be about where a page shows it. */
export const subjectKinds = ['gift', 'receipt', 'payment', 'case', 'campaign', 'person'] as const

/** What a difference is about, and whose page shows it: a need and a bill are shown by their case, a refund by its gift. */
export interface Subject {
  readonly kind: (typeof subjectKinds)[number]
  /** Of the gift, case, campaign or person to look at; null where there is none, as of a payment nobody knows. */
  readonly pageId: string | null
  /** A receipt's number, a payment's reference, a case's pseudonym; null where the page has a better name. */
  readonly name: string | null
  /** What was given; null of everything but a gift. */
  readonly amountMinor: bigint | null
  readonly currency: string | null
  /** The day of the gift, as `2026-11-22`. */
  readonly givenOn: string | null
}

/** The subjects of differences by their id; what cannot be found, because it exists in one book only, is left out. */
export async function subjectsOf(
  { db, organisationId }: Transaction,
  differences: readonly Pick<Difference, 'code' | 'subjectId'>[],
): Promise<ReadonlyMap<string, Subject>> {
  const named = [...new Set(differences.flatMap(({ subjectId }) => subjectId ?? []))]
  const ids = named.filter((subject) => uuid.test(subject))
  const references = differences.flatMap(({ code, subjectId }) =>
    ofPayments.has(code) && subjectId !== null && !uuid.test(subjectId) ? [subjectId] : [],
  )
  const { rows } = await sql<Subject & { subject: string }>`
    with asked as (select unnest(${ids}::uuid[]) as id),
      gift_of as (
        select id, id as gift_id from asked
        union select id, r.gift_id from asked join refunds r on r.organisation_id = ${organisationId} and r.refund_id = id
        union select id, a.gift_id from asked join allocations a on a.organisation_id = ${organisationId} and a.allocation_id = id
      ), case_of as (
        select id, id as case_id from asked
        union select id, n.case_id from asked join needs n on n.organisation_id = ${organisationId} and n.need_id = id
        union select id, e.case_id from asked join expenses e on e.organisation_id = ${organisationId} and e.expense_id = id
        union select id, e.case_id from asked join expenses e on e.organisation_id = ${organisationId} and e.reversal_id = id
      ), paid as (
        select id::text as subject, l.reference, l.provider_reference
        from asked join payout_lines l on l.organisation_id = ${organisationId} and l.payout_line_id = id
        union select reference, reference, '' from unnest(${references}::text[]) as reference
      )
    select id::text as subject, 'gift' as kind, g.gift_id as "pageId", null as name, g.amount_minor as "amountMinor",
      g.currency, g.given_on::text as "givenOn"
    from gift_of join gifts g on g.organisation_id = ${organisationId} and g.gift_id = gift_of.gift_id
    union all
    select id::text, 'case', c.case_id, c.pseudonym, null, null, null
    from case_of join cases c on c.organisation_id = ${organisationId} and c.case_id = case_of.case_id
    union all
    select id::text, 'campaign', campaign_id, null, null, null, null
    from asked join campaigns on organisation_id = ${organisationId} and campaign_id = id
    union all
    select id::text, 'person', person_id, null, null, null, null
    from asked join persons on organisation_id = ${organisationId} and person_id = id
    union all
    select id::text, 'receipt', (select gift_id from receipt_gifts x where x.organisation_id = r.organisation_id
      and x.receipt_id = r.receipt_id order by gift_id limit 1), r.snapshot ->> 'number', null, null, null
    from asked join receipts r on r.organisation_id = ${organisationId} and r.receipt_id = id
    union all
    select subject, 'payment', (select g.gift_id from gift_intents i
        join gifts g on g.organisation_id = i.organisation_id and g.gift_intent_id = i.gift_intent_id
        where i.organisation_id = ${organisationId} and i.reference = paid.reference limit 1),
      coalesce(nullif(paid.reference, ''), paid.provider_reference), null, null, null
    from paid`.execute(db)
  return new Map(rows.map(({ subject, ...found }) => [subject, found]))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whose subject is a payment's reference. */
const ofPayments: ReadonlySet<Difference['code']> = new Set([
  'payout-unknown',
  'payout-differs',
  'payout-missing',
  'fee-told-twice',
])
