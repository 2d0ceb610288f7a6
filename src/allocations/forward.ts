import { sql } from 'kysely'
import type { Audience } from '../cases/consent.ts'
import { disclosures } from '../cases/guard.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { designate } from './designate.ts'

/** A case a member put forward, as everybody may read it. */
export interface ForwardCase {
  readonly caseId: string
  readonly pseudonym: string
  /** What its open needs pay for; words: `cases:items`. */
  readonly items: readonly string[]
}

/** At most so many are offered: a choice among many is none. */
const mostOffered = 4

/**
 * The cases of a fund that are put forward, still lack something and may be named to this audience: the most urgent first.
 */
export async function casesPutForward(
  transaction: Transaction,
  { fundId, currency }: { fundId: string; currency: string },
  audience: Audience,
): Promise<ForwardCase[]> {
  const { db, organisationId } = transaction
  const { rows } = await sql<ForwardCase>`
    select c.case_id as "caseId", c.pseudonym, array_agg(distinct n.item) as items
    from urgent_cases u
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      and c.stage not in ('withdrawn', 'transferred', 'died')
    join needs n on n.organisation_id = c.organisation_id and n.case_id = c.case_id
      and n.fund_id = ${fundId} and n.currency = ${currency} and n.open_minor > 0 and n.cancelled_at is null
    where u.organisation_id = ${organisationId}
    group by c.case_id, c.pseudonym, u.rank, u.put_forward_at order by u.rank desc, u.put_forward_at, c.case_id`.execute(
    db,
  )
  const may = await disclosures(
    transaction,
    rows.map(({ caseId }) => caseId),
    audience,
  )
  return rows.filter(({ caseId }) => may(caseId).pseudonym).slice(0, mostOffered)
}

/** How urgent a case is: 2 before 1; 0 where it stands in turn. */
export async function urgencyOf({ db, organisationId }: Transaction, caseId: string): Promise<0 | 1 | 2> {
  const row = await db
    .selectFrom('urgent_cases')
    .where('organisation_id', '=', organisationId)
    .where('case_id', '=', caseId)
    .select('rank')
    .executeTakeFirst()
  return row?.rank === 2 ? 2 : row?.rank === 1 ? 1 : 0
}

/**
 * Lets a gift name the case its donor chose on the form, before it is divided. Where the case has ended meanwhile, the gift goes
 * where it is needed, as the form said.
 */
export async function nameByForm(transaction: Transaction, giftId: string): Promise<void> {
  const { db, organisationId } = transaction
  const chosen = await db
    .selectFrom('gifts as g')
    .innerJoin('gift_intents as i', (join) =>
      join.onRef('i.organisation_id', '=', 'g.organisation_id').onRef('i.gift_intent_id', '=', 'g.gift_intent_id'),
    )
    .where('g.organisation_id', '=', organisationId)
    .where('g.gift_id', '=', giftId)
    .where('i.case_id', 'is not', null)
    .whereRef('i.campaign_id', '=', 'g.campaign_id')
    .select('i.case_id')
    .executeTakeFirst()
  if (!chosen?.case_id) return
  try {
    await designate(transaction, giftId, { caseId: chosen.case_id, beyond: 'fund' })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}
