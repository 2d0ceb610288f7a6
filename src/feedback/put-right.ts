import { sql } from 'kysely'

/**
 * Whether what a result `r` hands back by order number was put right since, in words that go back for the same gift: then the
 * first is not said any more where it has not been.
 */
export const isPutRight = sql<boolean>`exists (select from feedback_corrections k
  join feedback_results righted on righted.organisation_id = k.organisation_id and righted.update_id = k.update_id
    and righted.gift_id = r.gift_id and righted.result = 'returned'
  join feedback_rounds telling on telling.organisation_id = righted.organisation_id
    and telling.feedback_round_id = righted.feedback_round_id and telling.state <> 'recalled'
  where k.organisation_id = r.organisation_id and k.corrects_id = r.update_id)`
