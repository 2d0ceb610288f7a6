import { sql } from 'kysely'
import { adapters } from '../../channels/kinds.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import type { Purpose } from '../../people/consent.ts'
import { Failure } from '../../platform/errors.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import { previewOf, readOutbound } from '../conversation.ts'
import { wakeSender } from '../wake.ts'

/** What a member may decide: send it once more; it has arrived; it is not to be sent again. */
export const unknownDecisions = ['again', 'arrived', 'leave'] as const
export type UnknownDecision = (typeof unknownDecisions)[number]

interface UnknownRow {
  id: string
  conversationId: string
  personId: string
  personName: string
  channel: string
  channelName: string
  purpose: Purpose
  reason: string | null
  at: Date
  content: unknown
}

/** A page of the messages of which nobody knows whether they arrived, newest first. */
export async function listUnknown(scope: Scope, page: { cursor?: string | undefined; limit: number }) {
  permit(scope, 'conversations.read')
  const [before, beforeId] = page.cursor?.split('_') ?? []
  const older = before && beforeId ? sql`and (d.queued_at, d.delivery_id) < (${before}, ${beforeId})` : sql``
  const rows = await scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<UnknownRow>`
      select d.delivery_id as id, d.conversation_id as "conversationId", p.person_id as "personId",
        p.display_name as "personName", a.kind as channel, a.name as "channelName", d.purpose, d.reason,
        d.queued_at as at, m.content
      from deliveries d
      join messages m on m.organisation_id = d.organisation_id and m.message_id = d.message_id
      join conversations c on c.organisation_id = d.organisation_id and c.conversation_id = d.conversation_id
      join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
      join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
      join channel_accounts a on a.organisation_id = d.organisation_id and a.channel_account_id = d.channel_account_id
      where d.organisation_id = ${organisationId} and d.state = 'unknown' ${older}
      order by d.queued_at desc, d.delivery_id desc limit ${page.limit + 1}`.execute(db)
    return rows
  })
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { items: shown.map(asItem), next: last ? `${last.at.toISOString()}_${last.id}` : null }
}

function asItem({ content, at, ...row }: UnknownRow) {
  const { idempotency } = adapters[channelKind.parse(row.channel)].abilities
  return { ...row, at: at.toISOString(), preview: previewOf(readOutbound(content)), mayArriveTwice: !idempotency }
}

/**
 * A member settles a message of which nobody knows whether it arrived; a receipt that comes later still counts. Fails with
 * `conversations.delivery-settled` when a receipt or a colleague was first. Of a new try with the same keys a provider that
 * knows them says nothing twice.
 */
export async function decideUnknown(scope: Scope, deliveryId: string, decision: UnknownDecision): Promise<void> {
  permit(scope, 'conversations.reply')
  await scope.transaction(async (transaction) => {
    const { channelAccountId, conversationId } = await settle(transaction, deliveryId, decision)
    if (decision === 'again') await wakeSender(transaction, channelAccountId, transaction.now)
    const subject = { subjectKind: 'delivery', subjectId: deliveryId }
    await audit(transaction, { action: 'conversations.decide-unknown', ...subject, after: { decision } })
    await hint(transaction, 'conversation', [conversationId])
  })
}

async function settle({ db, organisationId, now }: Transaction, deliveryId: string, decision: UnknownDecision) {
  const settled = {
    again: { state: 'queued', reason: null, attempts: 0, next_attempt_at: now },
    arrived: { state: 'sent', reason: 'member', sent_at: now },
    leave: { state: 'failed', reason: 'member', failed_at: now },
  }[decision]
  const row = await db
    .updateTable('deliveries')
    .set(settled)
    .where('organisation_id', '=', organisationId)
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'unknown')
    .returning(['channel_account_id', 'conversation_id'])
    .executeTakeFirst()
  if (!row) throw new Failure('conversations.delivery-settled', {}, { kind: 'conflict' })
  return { channelAccountId: row.channel_account_id, conversationId: row.conversation_id }
}
