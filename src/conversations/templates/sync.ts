import { sql } from 'kysely'
import { adapters } from '../../channels/kinds.ts'
import type { ProviderResponse } from '../../channels/request.ts'
import { type TemplateState, templateNews } from '../../channels/template-state.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { orderedId } from '../../platform/ids.ts'
import type { Sweep } from '../../platform/jobs/job.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { sandboxOrigin } from '../account.ts'
import { AccessTokens } from '../accounts/tokens.ts'
import { openAccountRow } from '../accounts.ts'
import { send } from '../wire/transport.ts'

/** What a provider has judged is asked again after this long; webhooks tell sooner. */
const keptMinutes = 60

/** A provider that never ends its list is not followed for ever. */
const mostPages = 50

/** Kinds whose provider tells of its templates. */
export const tellingKinds = Object.values(adapters)
  .filter((adapter) => 'templates' in adapter)
  .map(({ kind }) => kind)

/** A member asks for the provider's judgement now. Fails as `readTemplatesBack`. */
export async function syncTemplates(scope: Scope, channelAccountId: string): Promise<{ count: number }> {
  permit(scope, 'conversations.reply')
  return readTemplatesBack(scope, channelAccountId)
}

/**
 * Reads an account's templates from its provider. What it tells of no more is disabled, never forgotten: messages may wait with
 * it. Fails with `conversations.templates-untold` where the provider tells of none, `conversations.templates-unread` when it
 * refused or was silent; then nothing changes.
 */
export async function readTemplatesBack(scope: Scope, channelAccountId: string): Promise<{ count: number }> {
  const { context } = scope
  const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
  if (!tellingKinds.includes(account.kind)) throw untold()
  const authorisation = await new AccessTokens(context, (request) => send(context.fetch, request)).get(account)
  if ('refusal' in authorisation) throw unread()
  const requestContext = {
    now: context.clock.now(),
    accessToken: authorisation.token,
    sandboxOrigin: sandboxOrigin(context, account),
  }
  const requests = account.channel.templates(requestContext)
  if (requests === null) throw untold()
  const responses: ProviderResponse[] = []
  const waiting = [...requests]
  for (let request = waiting.shift(); request && responses.length < mostPages; request = waiting.shift()) {
    const response = await send(context.fetch, request)
    responses.push(response)
    const more = account.channel.moreTemplates(response, requestContext)
    if (more) waiting.unshift(more)
  }
  const told = account.channel.readTemplates(responses)
  if (told === null) throw unread()
  await scope.transaction((transaction) => keepTemplates(transaction, channelAccountId, told))
  return { count: told.length }
}

function untold(): Failure {
  return new Failure('conversations.templates-untold', {}, { kind: 'conflict' })
}

function unread(): Failure {
  return new Failure('conversations.templates-unread', {}, { kind: 'unavailable' })
}

async function keepTemplates(
  transaction: Transaction,
  channelAccountId: string,
  told: readonly TemplateState[],
): Promise<void> {
  const { db, organisationId, now } = transaction
  const rows = told.map(({ takesUrl, isFillable, reason, parameters, ...one }) => ({
    ...one,
    organisation_id: organisationId,
    template_id: orderedId(now),
    channel_account_id: channelAccountId,
    parameters: [...parameters],
    takes_url: takesUrl,
    is_fillable: isFillable,
    reason: reason ?? null,
    by_hand: false,
    synced_at: now,
  }))
  if (rows.length > 0) {
    await db
      .insertInto('message_templates')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'channel_account_id', 'name', 'language']).doUpdateSet((set) => ({
          category: set.ref('excluded.category'),
          text: set.ref('excluded.text'),
          parameters: set.ref('excluded.parameters'),
          takes_url: set.ref('excluded.takes_url'),
          is_fillable: set.ref('excluded.is_fillable'),
          state: set.ref('excluded.state'),
          reason: set.ref('excluded.reason'),
          by_hand: false,
          synced_at: now,
        })),
      )
      .execute()
  }
  await sql`
    update message_templates set state = 'disabled', reason = 'gone'
    where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
      and not by_hand and synced_at < ${now}`.execute(db)
  await db
    .updateTable('channel_accounts')
    .set({ templates_read_at: now })
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .execute()
  await hint(transaction, 'channel', [channelAccountId])
}

/**
 * Notes what webhooks have told since the templates were last read: one paused this minute is offered no more, even while
 * the provider does not answer. The words are read in full right after.
 */
async function noteNews(scope: Scope, channelAccountId: string): Promise<void> {
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const { rows } = await sql<{ news: unknown }>`
      select e.event -> 'template' as news
      from inbound_events e
      join channel_accounts a on a.organisation_id = e.organisation_id and a.channel_account_id = e.channel_account_id
      where e.organisation_id = ${organisationId} and e.channel_account_id = ${channelAccountId}
        and e.event ->> 'type' = 'template_state'
        and e.received_at > coalesce(a.templates_read_at, '-infinity')
      order by e.at, e.inbound_event_id`.execute(db)
    for (const row of rows) {
      const { name, language, state, reason } = templateNews.parse(row.news)
      await db
        .updateTable('message_templates')
        .set({ state, reason: reason ?? null })
        .where('organisation_id', '=', organisationId)
        .where('channel_account_id', '=', channelAccountId)
        .where('name', '=', name)
        .where('language', '=', language)
        .execute()
    }
    if (rows.length > 0) await hint(transaction, 'channel', [channelAccountId])
  })
}

/** Reads templates back, account by account: within half a minute of what a webhook told, else an hour after the last time. */
export const templateSweeps: readonly Sweep[] = [
  {
    name: 'conversations.templates',
    everySeconds: 30,
    run: async (scope) => {
      for (const id of await accountsDue(scope)) {
        await noteNews(scope, id)
        await readTemplatesBack(scope, id).catch((error: unknown) => {
          // The provider's trouble is shown as the age of what we know; the next sweep asks again.
          if (!(error instanceof Failure)) throw error
        })
      }
    },
  },
]

async function accountsDue(scope: Scope): Promise<string[]> {
  if (tellingKinds.length === 0) return []
  return scope.transaction(async ({ db, organisationId, now }) => {
    const due = new Date(now.getTime() - keptMinutes * 60_000)
    const { rows } = await sql<{ id: string }>`
      select a.channel_account_id as id from channel_accounts a
      where a.organisation_id = ${organisationId} and a.state = 'active' and a.kind = any(${tellingKinds}::text[])
        and (a.templates_read_at is null or a.templates_read_at <= ${due} or exists (
          select from inbound_events e
          where e.organisation_id = a.organisation_id and e.channel_account_id = a.channel_account_id
            and e.event ->> 'type' = 'template_state' and e.received_at > a.templates_read_at))`.execute(db)
    return rows.map(({ id }) => id)
  })
}
