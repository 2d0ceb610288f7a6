import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { type QuietHours, usualQuiet } from './quiet.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** How often: so many `messages` at most in so many days; null: as often as one likes. */
export const cap = z.strictObject({ messages: z.int().min(1).max(1000).nullable(), days: z.int().min(1).max(366) })
export type Cap = z.infer<typeof cap>

/** When and how often an organisation writes to people unasked. Answers and receipts know neither hour nor cap. */
export const sendingSettings = z.strictObject({
  quiet: z.strictObject({ from: clockTime, until: clockTime }),
  /** Over all channels, rounds and broadcasts together. */
  appeals: cap,
  feedback: cap,
  /** What becomes of one too many: it waits for its turn, or is not sent. */
  whenCapped: z.enum(['wait', 'skip']),
})
export interface SendingSettings extends z.infer<typeof sendingSettings> {
  quiet: QuietHours
}

/** What an organisation begins with: two appeals in seven days, news of one's own gift whenever there is any. */
export const usualSending: SendingSettings = {
  quiet: usualQuiet,
  appeals: { messages: 2, days: 7 },
  feedback: { messages: null, days: 7 },
  whenCapped: 'wait',
}

/** The settings as they hold at this moment. */
export async function readSendingSettings({ db, organisationId }: Transaction): Promise<SendingSettings> {
  const { rows } = await sql<{
    from: string
    until: string
    appealsLimit: number | null
    appealsDays: number
    feedbackLimit: number | null
    feedbackDays: number
    whenCapped: 'wait' | 'skip'
  }>`
    select to_char(quiet_from, 'HH24:MI') as "from", to_char(quiet_until, 'HH24:MI') as "until",
      appeals_limit as "appealsLimit", appeals_days as "appealsDays", feedback_limit as "feedbackLimit",
      feedback_days as "feedbackDays", when_capped as "whenCapped"
    from sending_settings where organisation_id = ${organisationId}`.execute(db)
  const [row] = rows
  if (!row) return usualSending
  return {
    quiet: { from: row.from, until: row.until },
    appeals: { messages: row.appealsLimit, days: row.appealsDays },
    feedback: { messages: row.feedbackLimit, days: row.feedbackDays },
    whenCapped: row.whenCapped,
  }
}

/** The settings, for whoever may read the organisation's. */
export async function sendingOf(scope: Scope): Promise<SendingSettings> {
  permit(scope, 'organisation.read')
  return scope.transaction(readSendingSettings)
}

/** Sets when and how often people are written to; holds from the next message on, those on their way included. */
export async function changeSending(scope: Scope, after: SendingSettings): Promise<void> {
  permit(scope, 'organisation.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const before = await readSendingSettings(transaction)
    const { quiet, appeals, feedback, whenCapped } = after
    await sql`
      insert into sending_settings (organisation_id, quiet_from, quiet_until, appeals_limit, appeals_days, feedback_limit,
        feedback_days, when_capped, changed_at)
      values (${organisationId}, ${quiet.from}, ${quiet.until}, ${appeals.messages}, ${appeals.days}, ${feedback.messages},
        ${feedback.days}, ${whenCapped}, ${now})
      on conflict (organisation_id) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        appeals_limit = excluded.appeals_limit, appeals_days = excluded.appeals_days,
        feedback_limit = excluded.feedback_limit, feedback_days = excluded.feedback_days,
        when_capped = excluded.when_capped, changed_at = excluded.changed_at`.execute(db)
    const subject = { subjectKind: 'organisation', subjectId: organisationId }
    await audit(transaction, { action: 'organisation.sending', ...subject, before, after })
  })
}
