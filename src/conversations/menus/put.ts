import { sql } from 'kysely'
import { z } from 'zod'
import type { MenuContext, MenuEntry } from '../../channels/adapter.ts'
import type { Outcome } from '../../channels/outcome.ts'
import type { ProviderRequest, ProviderResponse, Transport } from '../../channels/request.ts'
import { languages } from '../../platform/languages.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import { entranceUrl } from '../accounts/entrances.ts'
import { AccessTokens } from '../accounts/tokens.ts'
import { openAccountRow } from '../accounts.ts'
import { attemptLimit, backoffSeconds } from '../sending/delivery.ts'
import { send as sendOut } from '../wire/transport.ts'
import { type WantedMenu, wantedMenu } from './menus.ts'
import { drawMenu } from './picture.ts'

/** While somebody puts a menu, nobody else does; after that it was given up. */
const leaseSeconds = 120

const language = z.enum(languages).catch('en')

interface Claimed {
  channelAccountId: string
  audience: 'everyone' | 'donors'
  title: string | null
  entries: WantedMenu['entries']
  menuId: string | null
  attempts: number
  changedAt: Date
  language: z.infer<typeof language>
}

/** What became of putting a menu. `menuId`: the provider's name for it, where it gives one. */
type Result =
  | { state: 'put'; menuId: string | null }
  | { state: 'refused' | 'waiting'; words: string; waitSeconds?: number | undefined }

/**
 * Takes the menus of an account that wait to their provider, one request after the other, outside any transaction. What was
 * refused stays so until it is changed; what could not be reached is tried again by the sweep.
 */
export async function putMenus(scope: Scope, channelAccountId: string): Promise<void> {
  for (let claimed = await claim(scope, channelAccountId); claimed; claimed = await claim(scope, channelAccountId)) {
    await settle(scope, claimed, await put(scope, claimed))
  }
}

/** Accounts on which a menu waits. */
export async function accountsWithMenus(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const rows = await db
      .selectFrom('channel_menus')
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'waiting')
      .where('next_attempt_at', '<=', now)
      .select('channel_account_id')
      .distinct()
      .execute()
    return rows.map((row) => row.channel_account_id)
  })
}

async function claim(scope: Scope, channelAccountId: string): Promise<Claimed | undefined> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<Omit<Claimed, 'entries' | 'language'> & { entries: unknown; language: string }>`
      update channel_menus m set attempts = attempts + 1,
        next_attempt_at = ${new Date(now.getTime() + leaseSeconds * 1000)}
      from organisations o
      where o.organisation_id = m.organisation_id and m.organisation_id = ${organisationId}
        and (m.channel_account_id, m.audience) in (
          select channel_account_id, audience from channel_menus
          where organisation_id = ${organisationId} and channel_account_id = ${channelAccountId}
            and state = 'waiting' and next_attempt_at <= ${now}
          order by audience desc limit 1 for update skip locked)
      returning m.channel_account_id as "channelAccountId", m.audience, m.title, m.entries, m.menu_id as "menuId",
        m.attempts, m.changed_at as "changedAt", o.language`.execute(db)
    const [row] = rows
    if (!row) return undefined
    return { ...row, entries: wantedMenu.shape.entries.parse(row.entries), language: language.parse(row.language) }
  })
}

async function put(scope: Scope, claimed: Claimed): Promise<Result> {
  const { context } = scope
  const { account, entries } = await scope.transaction(async (transaction) => ({
    account: await openAccountRow(transaction, claimed.channelAccountId),
    entries: addressed(claimed.entries, await entranceUrl(transaction, claimed.channelAccountId)),
  }))
  const send: Transport = (request) => sendOut(context.fetch, request)
  const authorisation = await new AccessTokens(context, send).get(account)
  if ('refusal' in authorisation) return notPut(claimed, authorisation.refusal)
  const plan = entries.length === 0 ? null : account.channel.menuPlan(entries)
  const requests = account.channel.menu(entries, {
    now: context.clock.now(),
    accessToken: authorisation.token,
    sandboxOrigin: sandboxOrigin(context, account),
    audience: claimed.audience,
    title: claimed.title ?? undefined,
    formerId: claimed.menuId ?? undefined,
    picture: plan === null ? undefined : await drawMenu(plan, claimed.language),
  } satisfies MenuContext)
  return sendAll(requests ?? [], claimed, account, send)
}

/** Where a press leads, now that the account's address is known. */
function addressed(entries: WantedMenu['entries'], url: string | undefined): MenuEntry[] {
  return entries.flatMap(({ label, action }): MenuEntry[] => {
    if (action.type !== 'page') return [{ label, action }]
    return url === undefined ? [] : [{ label, action: { type: 'page', url } }]
  })
}

async function sendAll(
  requests: readonly ProviderRequest[],
  claimed: Claimed,
  account: OpenAccount,
  send: Transport,
): Promise<Result> {
  let menuId: string | null = null
  const heard: Transport = async (request) => {
    const response: ProviderResponse = await send(request)
    menuId ??= account.channel.readMenu(response)
    return response
  }
  for (const request of requests) {
    const outcome = await follow(request, account, heard)
    if (outcome.kind !== 'accepted') return notPut(claimed, outcome)
  }
  return { state: 'put', menuId }
}

/** A request and all it leads to. What is to be deleted and is not there is as good as deleted. */
async function follow(request: ProviderRequest, account: OpenAccount, send: Transport): Promise<Outcome> {
  const outcome = account.channel.interpret(await send(request), request)
  if (outcome.kind === 'rejected' && outcome.code === '404' && request.method === 'DELETE') {
    return { kind: 'accepted', providerIds: [] }
  }
  if (outcome.kind !== 'next') return outcome
  for (const next of outcome.requests) {
    const reached = await follow(next, account, send)
    if (reached.kind !== 'accepted') return reached
  }
  return { kind: 'accepted', providerIds: [] }
}

function notPut({ attempts }: Claimed, outcome: Outcome): Result {
  const words = outcome.kind === 'rejected' ? `${outcome.code} ${outcome.words}`.trim() : outcome.kind
  if (outcome.kind === 'rejected' || attempts >= attemptLimit) return { state: 'refused', words }
  return { state: 'waiting', words, waitSeconds: outcome.kind === 'rate_limited' ? outcome.waitSeconds : undefined }
}

/** A menu that was changed meanwhile stays waiting; what the provider has now is known all the same. */
async function settle(scope: Scope, claimed: Claimed, result: Result): Promise<void> {
  const { channelAccountId, audience, changedAt, attempts } = claimed
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const wait = result.state === 'waiting' ? (result.waitSeconds ?? backoffSeconds(attempts)) : 0
    const own = db
      .updateTable('channel_menus')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('audience', '=', audience)
    if (result.state === 'put') await own.set({ menu_id: result.menuId }).execute()
    await own
      .where('changed_at', '=', changedAt)
      .set({
        state: result.state,
        words: result.state === 'put' ? null : result.words,
        next_attempt_at: new Date(now.getTime() + wait * 1000),
        ...(result.state === 'put' ? { put_at: now } : {}),
      })
      .execute()
    await hint(transaction, 'channel', [channelAccountId])
  })
}
