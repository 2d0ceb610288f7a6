import { z } from '@hono/zod-openapi'
import type { ChannelKind } from '../../channels/adapter.ts'
import { adapters } from '../../channels/kinds.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'

/** Who sees a menu. */
export const menuAudiences = ['everyone', 'donors'] as const

/** One line: its words, and what a press does. A payload comes back as if a button had been pressed. */
const menuEntry = z.object({
  label: z.string().trim().min(1).max(40),
  action: z.discriminatedUnion('type', [
    z.object({ type: z.literal('postback'), payload: z.string().trim().min(1).max(64) }),
    z.object({ type: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(1000) }),
    /** The donor's own page, without a password: where the channel says who opens it. */
    z.object({ type: z.literal('page') }),
  ]),
})

/** The menu a member wants beside the conversation. No entries: none. */
export const wantedMenu = z.object({
  audience: z.enum(menuAudiences).default('everyone'),
  /** On the bar that opens it, where there is one. */
  title: z.string().trim().min(1).max(14).optional(),
  entries: z.array(menuEntry).max(15),
})
export type WantedMenu = z.infer<typeof wantedMenu>

/** Whether the provider has a menu: not yet, yes, or it would not. */
export const menuStates = ['waiting', 'put', 'refused'] as const

/** A menu as it stands. `words`: why it is not put. */
export const channelMenu = wantedMenu.extend({
  audience: z.enum(menuAudiences),
  title: z.string().nullable(),
  state: z.enum(menuStates),
  words: z.string().nullable(),
  putAt: z.iso.datetime().nullable(),
})

/** What menus a kind of channel has: none, one for all, or one more for donors. */
export function menusOf(kind: ChannelKind): readonly (typeof menuAudiences)[number][] {
  const adapter = adapters[kind]
  if (!('menu' in adapter)) return []
  return 'menuLink' in adapter ? menuAudiences : ['everyone']
}

/** Whether the channel says who opens a page of ours, so that a menu can lead to one's own. */
export function opensPages(kind: ChannelKind): boolean {
  return 'signInUrl' in adapters[kind] || 'readHanded' in adapters[kind]
}

/** The menus of an account, and which there can be. Fails with `conversations.account-missing`. */
export async function readMenus(scope: Scope, channelAccountId: string) {
  permit(scope, 'channels.read')
  return scope.transaction(async (transaction) => {
    const kind = await kindOf(transaction, channelAccountId)
    const rows = await transaction.db
      .selectFrom('channel_menus')
      .where('organisation_id', '=', transaction.organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .orderBy('audience', 'desc')
      .selectAll()
      .execute()
    const menus = rows.map(({ audience, title, entries, state, words, put_at }) =>
      channelMenu.parse({ audience, title, entries, state, words, putAt: put_at?.toISOString() ?? null }),
    )
    return { audiences: [...menusOf(kind)], isDrawn: 'menuPlan' in adapters[kind], opensPages: opensPages(kind), menus }
  })
}

/**
 * Keeps what the menu should be; `putMenus` takes it to the provider. Fails with `conversations.account-missing`,
 * `conversations.menu-unavailable` where the channel has no such menu.
 */
export async function setMenu(scope: Scope, channelAccountId: string, wanted: WantedMenu): Promise<void> {
  permit(scope, 'channels.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { audience, title = null, entries } = wanted
    const kind = await kindOf(transaction, channelAccountId)
    if (entries.some(({ action }) => action.type === 'page') && !opensPages(kind)) {
      throw new Failure('conversations.menu-unavailable', {}, { kind: 'conflict', field: 'entries' })
    }
    if (!menusOf(kind).includes(audience)) {
      throw new Failure('conversations.menu-unavailable', {}, { kind: 'conflict', field: 'audience' })
    }
    const before = await db
      .selectFrom('channel_menus')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('audience', '=', audience)
      .select(['title', 'entries'])
      .forUpdate()
      .executeTakeFirst()
    const waiting = { state: 'waiting', words: null, attempts: 0, next_attempt_at: now, changed_at: now }
    const kept = { title, entries: JSON.stringify(entries), ...waiting }
    await db
      .insertInto('channel_menus')
      .values({ organisation_id: organisationId, channel_account_id: channelAccountId, audience, ...kept })
      .onConflict((same) => same.columns(['organisation_id', 'channel_account_id', 'audience']).doUpdateSet(kept))
      .execute()
    await audit(transaction, {
      action: 'channels.menu',
      subjectKind: 'channel_account',
      subjectId: channelAccountId,
      before: { audience, title: before?.title ?? null, entries: before?.entries ?? [] },
      after: { audience, title, entries },
    })
    await hint(transaction, 'channel', [channelAccountId])
  })
}

async function kindOf({ db, organisationId }: Transaction, channelAccountId: string): Promise<ChannelKind> {
  const row = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .select('kind')
    .executeTakeFirst()
  if (!row) throw new Failure('conversations.account-missing', {}, { kind: 'missing' })
  return channelKind.parse(row.kind)
}
