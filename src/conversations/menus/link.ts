import { sql } from 'kysely'
import type { Outcome } from '../../channels/outcome.ts'
import type { Transport } from '../../channels/request.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { sandboxOrigin } from '../account.ts'
import { AccessTokens } from '../accounts/tokens.ts'
import { openAccountRow } from '../accounts.ts'
import { send as sendOut } from '../wire/transport.ts'

/** People in one request, and requests in one turn of the sweep. */
const batch = 500
const batches = 20

/** Somebody's address on an account. */
interface Addressed {
  identityId: string
  address: string
}

/** A menu that donors are to see. */
interface DonorMenu {
  channelAccountId: string
  menuId: string
}

/** Accounts whose donors have a menu of their own. */
export async function accountsWithDonorMenus(scope: Scope): Promise<DonorMenu[]> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<DonorMenu>`
      select m.channel_account_id as "channelAccountId", m.menu_id as "menuId" from channel_menus m
      join channel_accounts a using (organisation_id, channel_account_id)
      where m.organisation_id = ${organisationId} and m.audience = 'donors' and m.menu_id is not null
        and a.state = 'active'`.execute(db)
    return rows
  })
}

/**
 * Shows donors the menu that is theirs, 500 a request, and remembers whom. Somebody the provider does not know is found by
 * halving, and not asked about again. Whatever is out of reach waits for the next turn.
 */
export async function linkDonors(scope: Scope, menu: DonorMenu): Promise<number> {
  const link = await linker(scope, menu)
  let linked = 0
  for (let turn = 0; link !== null && turn < batches; turn += 1) {
    const found = await scope.transaction((transaction) => findDonors(transaction, menu))
    if (found.length === 0) break
    const reached = await linkAll(found, link, (people, refused) =>
      remember(scope, { people, refused, menuId: menu.menuId }),
    )
    linked += reached
    if (reached < found.length) break
  }
  return linked
}

/** Whoever has given, follows the account and was not yet shown this menu. */
async function findDonors(
  { db, organisationId }: Transaction,
  { channelAccountId, menuId }: DonorMenu,
): Promise<Addressed[]> {
  const { rows } = await sql<Addressed>`
    select i.identity_id as "identityId", i.address from identities i
    join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    where i.organisation_id = ${organisationId} and i.channel_account_id = ${channelAccountId}
      and p.donor_since is not null and i.state not in ('unfollowed', 'blocked')
      and not exists (select from menu_links l where l.organisation_id = i.organisation_id
        and l.identity_id = i.identity_id and l.menu_id = ${menuId})
    order by i.address limit ${batch}`.execute(db)
  return rows
}

type Link = (people: readonly Addressed[]) => Promise<Outcome>

async function linker(scope: Scope, { channelAccountId, menuId }: DonorMenu) {
  const { context } = scope
  const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
  const send: Transport = (request) => sendOut(context.fetch, request)
  const authorisation = await new AccessTokens(context, send).get(account)
  if ('refusal' in authorisation) return null
  const requestContext = {
    now: context.clock.now(),
    accessToken: authorisation.token,
    sandboxOrigin: sandboxOrigin(context, account),
  }
  const link: Link = async (people) => {
    const userIds = people.map(({ address }) => address)
    const request = account.channel.menuLink(userIds, menuId, requestContext)
    return request === null
      ? { kind: 'rejected', code: '', words: '' }
      : account.channel.interpret(await send(request), request)
  }
  return link
}

/** Answers how many were settled: shown it, or not to be shown. */
async function linkAll(
  people: readonly Addressed[],
  link: Link,
  settle: (people: readonly Addressed[], refused: boolean) => Promise<void>,
): Promise<number> {
  const { kind } = await link(people)
  if (kind === 'accepted' || (kind === 'rejected' && people.length === 1)) {
    await settle(people, kind === 'rejected')
    return people.length
  }
  if (kind !== 'rejected') return 0
  const half = Math.ceil(people.length / 2)
  const first = await linkAll(people.slice(0, half), link, settle)
  return first < half ? first : first + (await linkAll(people.slice(half), link, settle))
}

async function remember(
  scope: Scope,
  { people, refused, menuId }: { people: readonly Addressed[]; refused: boolean; menuId: string },
): Promise<void> {
  await scope.transaction(({ db, organisationId, now }) =>
    sql`
      insert into menu_links (organisation_id, identity_id, menu_id, linked_at, refused)
      select ${organisationId}, identity_id, ${menuId}, ${now}, ${refused}
      from unnest(${people.map(({ identityId }) => identityId)}::uuid[]) as told (identity_id)
      on conflict (organisation_id, identity_id) do update
      set menu_id = excluded.menu_id, linked_at = excluded.linked_at, refused = excluded.refused`.execute(db),
  )
}
