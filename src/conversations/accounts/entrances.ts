import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { openAccountRow } from '../accounts.ts'
import { opensPages } from '../menus/menus.ts'
import { entrancePath, returnPath } from './sign-in.ts'

/** Where donors open their own page from the chat of an account. */
export interface Entrance {
  url: string
  /** To be told to the provider beforehand; null where nothing is. */
  returnUrl: string | null
  /** Whether the account's settings suffice. */
  isReady: boolean
}

/** The entrances of all accounts whose channel can say who opens a page, by account. */
export async function entrancesOf(scope: Scope): Promise<Map<string, Entrance>> {
  permit(scope, 'channels.read')
  return scope.transaction(async (transaction) => {
    const rows = await transaction.db
      .selectFrom('channel_accounts as a')
      .innerJoin('organisations as o', 'o.organisation_id', 'a.organisation_id')
      .where('a.organisation_id', '=', transaction.organisationId)
      .select(['a.channel_account_id', 'o.slug'])
      .execute()
    const found = await Promise.all(
      rows.map(
        async (row) =>
          [row.channel_account_id, await entranceOf(transaction, row.channel_account_id, row.slug)] as const,
      ),
    )
    return new Map(found.flatMap(([id, entrance]) => (entrance === undefined ? [] : [[id, entrance] as const])))
  })
}

/** The address of an account's entrance; undefined where its channel tells nobody who opens a page. */
export async function entranceUrl(transaction: Transaction, channelAccountId: string): Promise<string | undefined> {
  const { slug } = await transaction.db
    .selectFrom('organisations')
    .where('organisation_id', '=', transaction.organisationId)
    .select('slug')
    .executeTakeFirstOrThrow()
  return (await entranceOf(transaction, channelAccountId, slug))?.url
}

async function entranceOf(transaction: Transaction, id: string, slug: string): Promise<Entrance | undefined> {
  const account = await openAccountRow(transaction, id).catch(ignoreSettings)
  if (account === undefined) return undefined
  const { kind, channel } = account
  if (!opensPages(kind)) return undefined
  const url = transaction.context.settings.publicUrl + entrancePath(slug, id)
  if (channel.handsProof) return { url, returnUrl: null, isReady: true }
  const returnUrl = returnPath(url)
  const isReady = channel.signInUrl({ returnUrl, state: '', nonce: '' }, { now: transaction.now }) !== null
  return { url, returnUrl, isReady }
}

/** An account whose settings no longer open says so elsewhere. */
function ignoreSettings(error: unknown): undefined {
  if (error instanceof Failure) return undefined
  throw error
}
