import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import type { Card } from '../channels/message.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { cardFor } from './card.ts'
import { closingCard } from './closing-card.ts'
import { readUseOfFunds } from './closing-rows.ts'
import { photographsOn } from './photographs.ts'
import { isTellable } from './tellable.ts'
import type { Telling } from './tellings.ts'
import { type CardTemplate, checkTemplate } from './template.ts'

/**
 * What a template makes of one donor's real data: the newest gift of the programme that has news, or that of `personId`. Leads
 * nowhere: no link is made. Writes nothing. Fails with the codes of `checkTemplate` and `feedback.nobody-to-show`.
 */
export async function sampleCard(
  scope: Scope,
  programmeId: string,
  written: CardTemplate,
  personId?: string,
): Promise<Card> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  return scope.transaction(async (transaction) => {
    const telling = await tellingToShow(transaction, programmeId, personId)
    return cardOf(transaction, programmeId, { written, telling, channel: written.channel })
  })
}

/** What a sample is made of, and the kind of channel it is for; `all` where that is none. */
export interface Sampled {
  written: CardTemplate
  telling: Telling
  channel: string
}

/** A template filled with one donor's data, as it would be written for a channel. */
export async function cardOf(
  transaction: Transaction,
  programmeId: string,
  { written, telling, channel }: Sampled,
): Promise<Card> {
  const { language } = written
  const url = `${transaction.context.settings.publicUrl}/g/`
  // The template under the pen stands for every channel it is tried on.
  const making = { templates: [{ ...written, channel: 'all' as const }], channel, url }
  if (written.kind === 'closing') {
    const funds = await readUseOfFunds(transaction, programmeId)
    return closingCard(transaction, { ...telling, language, funds }, making)
  }
  const texts = await shownTexts(transaction, [telling.updateId])
  const photograph = (await photographsOn(transaction, [telling.caseId], channel)).get(telling.caseId)
  const corrects =
    written.kind === 'correction' ? { correctsId: telling.updateId, correctsAt: transaction.now } : undefined
  const shown = { ...making, texts, photograph, isLast: true, isAlone: true }
  return cardFor(transaction, { ...telling, language, ...corrects }, shown)
}

/** The donor's data a sample is made of. Fails with `feedback.nobody-to-show`. */
export async function tellingToShow(
  transaction: Transaction,
  programmeId: string,
  personId?: string,
): Promise<Telling> {
  const [telling] = await tellingsToShow(transaction, programmeId, { personId, limit: 1 })
  if (!telling) throw new Failure('feedback.nobody-to-show', {}, { kind: 'conflict' })
  return telling
}

/** Donors whose data a template can be tried on, each with the newest news of their newest gift; the newest gift first. */
export async function tellingsToShow(
  { db, organisationId }: Transaction,
  programmeId: string,
  { personId, limit }: { personId?: string | undefined; limit: number },
): Promise<(Telling & { personName: string })[]> {
  const { rows } = await sql<Telling & { personName: string }>`
    select * from (
      select distinct on (g.person_id) g.person_id as "personId", p.display_name as "personName",
        u.update_id as "updateId", u.case_id as "caseId", u.stage, u.approved_at as "approvedAt", c.pseudonym, o.picture, o.name as programme,
        p.language, a.currency, a.amount_minor as "shareMinor", g.gift_id as "giftId", null as "correctsId",
        null::timestamptz as "correctsAt", h.time_zone as "timeZone", g.received_at as at
      from programmes o
      join organisations h on h.organisation_id = o.organisation_id
      join cases c on c.organisation_id = o.organisation_id and c.programme_id = o.programme_id
      join updates u on u.organisation_id = c.organisation_id and u.case_id = c.case_id and u.state = 'approved'
      join allocations a on a.organisation_id = c.organisation_id and a.case_id = c.case_id and a.amount_minor > 0
      join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
      join persons p on p.organisation_id = g.organisation_id and p.person_id = g.person_id
      where o.organisation_id = ${organisationId} and o.programme_id = ${programmeId}
        and ${isTellable} and g.refunded_minor < g.amount_minor
        and (${personId ?? null}::uuid is null or g.person_id = ${personId ?? null}::uuid)
      order by g.person_id, u.approved_at desc, g.received_at desc, g.gift_id
    ) as newest order by at desc, "personId" limit ${limit}::integer`.execute(db)
  return rows
}
