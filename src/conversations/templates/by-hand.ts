import { z } from '@hono/zod-openapi'
import { adapters } from '../../channels/kinds.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { orderedId } from '../../platform/ids.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { openAccountRow } from '../accounts.ts'
import { gapsIn } from './gaps.ts'
import { tellingKinds } from './sync.ts'

/** A template as its provider's console shows it, for providers that do not tell of theirs. */
export const typedTemplate = z.object({
  channelAccountId: z.uuid(),
  /** The name, or where the provider has none, the id it gave. */
  name: z.string().trim().min(1).max(512),
  /** The provider's own tag. */
  language: z.string().trim().min(2).max(20),
  text: z.string().trim().min(1).max(4000),
  takesUrl: z.boolean().default(false),
})

/**
 * Keeps a template a member copied from the provider's console, in place of one of the same name and language. Fails with
 * `conversations.templates-told` where the provider tells of them itself, `conversations.templates-untaken` where the channel
 * has none.
 */
export async function writeTemplate(scope: Scope, typed: z.infer<typeof typedTemplate>): Promise<{ id: string }> {
  permit(scope, 'channels.change')
  const { channelAccountId, name, language, text, takesUrl } = typed
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { kind } = await openAccountRow(transaction, channelAccountId)
    if (!adapters[kind].abilities.templates)
      throw new Failure('conversations.templates-untaken', {}, { kind: 'conflict', field: 'channelAccountId' })
    if (tellingKinds.includes(kind))
      throw new Failure('conversations.templates-told', {}, { kind: 'conflict', field: 'channelAccountId' })
    const said = {
      text,
      parameters: gapsIn(text),
      takes_url: takesUrl,
      is_fillable: true,
      state: 'approved',
      reason: null,
      synced_at: now,
    }
    const before = await db
      .selectFrom('message_templates')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('name', '=', name)
      .where('language', '=', language)
      .select(['name', 'language', 'text'])
      .forUpdate()
      .executeTakeFirst()
    const { template_id: id } = await db
      .insertInto('message_templates')
      .values({
        ...said,
        ...{ name, language, category: '', by_hand: true },
        organisation_id: organisationId,
        template_id: orderedId(now),
        channel_account_id: channelAccountId,
      })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'channel_account_id', 'name', 'language']).doUpdateSet(said),
      )
      .returning('template_id')
      .executeTakeFirstOrThrow()
    const action = before ? 'channels.template' : 'channels.add-template'
    const subject = { subjectKind: 'message_template', subjectId: id }
    await audit(transaction, { action, ...subject, ...(before ? { before } : {}), after: { name, language, text } })
    await hint(transaction, 'channel', [channelAccountId])
    return { id }
  })
}

/** Takes a typed template away. Fails with `conversations.template-missing`; what a provider tells of is not ours to remove. */
export async function removeTemplate(scope: Scope, id: string): Promise<void> {
  permit(scope, 'channels.change')
  await scope.transaction(async (transaction) => {
    const row = await transaction.db
      .deleteFrom('message_templates')
      .where('organisation_id', '=', transaction.organisationId)
      .where('template_id', '=', id)
      .where('by_hand', '=', true)
      .returning(['name', 'language', 'text', 'channel_account_id'])
      .executeTakeFirst()
    if (!row) throw new Failure('conversations.template-missing', {}, { kind: 'missing' })
    const { name, language, text } = row
    const subject = { subjectKind: 'message_template', subjectId: id }
    await audit(transaction, { action: 'channels.remove-template', ...subject, before: { name, language, text } })
    await hint(transaction, 'channel', [row.channel_account_id])
  })
}
