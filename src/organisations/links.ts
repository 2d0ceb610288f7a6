import { Failure } from '../platform/errors.ts'
import { newId, newToken } from '../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'
import { registerAddress, resolveAddress } from './addresses.ts'

/** What a link is for; a token of one kind opens nothing of another. */
export type LinkKind =
  | 'give'
  | 'gift_page'
  | 'share'
  | 'my_gifts'
  | 'approve_round'
  | 'approve_update'
  | 'claim_identity'
  | 'confirm_address'
  | 'preferences'
  | 'invitation'

/** A link to be made. `subject` is what it opens: ids only. */
export interface NewLink {
  kind: LinkKind
  subject: Readonly<Record<string, string>>
  expiresAt: Date
  singleUse?: boolean
}

/** A link that opened. */
export interface OpenedLink {
  linkId: string
  subject: Readonly<Record<string, string>>
  /** Acts for the holder of the link. */
  scope: Scope
  expiresAt: Date
  createdAt: Date
}

/** Makes a link and answers its token: the only time the token exists outside the message it is sent in. */
export async function createLink(transaction: Transaction, link: NewLink): Promise<string> {
  const { db, organisationId, now } = transaction
  const token = newToken()
  const linkId = newId(now)
  await db
    .insertInto('links')
    .values({
      organisation_id: organisationId,
      link_id: linkId,
      kind: link.kind,
      token_hash: hashToken(token),
      subject: JSON.stringify(link.subject),
      created_at: now,
      expires_at: link.expiresAt,
      single_use: link.singleUse ?? false,
    })
    .execute()
  await registerAddress(transaction, 'link', token, linkId)
  return token
}

/** Opens a link without using it up. Fails with `links.unknown`, `links.expired`, `links.used`: each page says how to get a new one. */
export async function openLink(context: Context, kind: LinkKind, token: string): Promise<OpenedLink> {
  const address = await resolveAddress(context, 'link', token)
  if (!address) throw new Failure('links.unknown', {}, { kind: 'missing' })
  const scope = new Scope(context, address.organisationId, { kind: 'link', id: address.id })
  const row = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('links')
      .where('organisation_id', '=', organisationId)
      .where('link_id', '=', address.id)
      .where('kind', '=', kind)
      .selectAll()
      .executeTakeFirst(),
  )
  if (!row) throw new Failure('links.unknown', {}, { kind: 'missing' })
  if (row.used_at && row.single_use) throw new Failure('links.used', {}, { kind: 'gone' })
  if (row.revoked_at || row.expires_at <= context.clock.now()) throw new Failure('links.expired', {}, { kind: 'gone' })
  return {
    linkId: row.link_id,
    subject: subjectOf(row.subject),
    scope,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  }
}

/** Uses up a single-use link in the transaction of what it was for. Of two at once, one fails with `links.used`. */
export async function useLink({ db, organisationId, now }: Transaction, linkId: string): Promise<void> {
  const used = await db
    .updateTable('links')
    .set({ used_at: now })
    .where('organisation_id', '=', organisationId)
    .where('link_id', '=', linkId)
    .where('used_at', 'is', null)
    .returning('link_id')
    .executeTakeFirst()
  if (!used) throw new Failure('links.used', {}, { kind: 'gone' })
}

function subjectOf(subject: unknown): Record<string, string> {
  if (typeof subject !== 'object' || subject === null) return {}
  return Object.fromEntries(Object.entries(subject).map(([key, value]) => [key, String(value)]))
}
