import { sql } from 'kysely'
import type { SignedIn, SignInAsk } from '../../channels/sign-in.ts'
import { resolveAddress } from '../../organisations/addresses.ts'
import { readByName, readByUnion } from '../../people/aliases.ts'
import { learnUnion } from '../../people/identity-join.ts'
import type { MergeParticipant } from '../../people/merge.ts'
import { Failure } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Context, Scope, Transaction } from '../../platform/scope.ts'
import { hashToken } from '../../platform/vault.ts'
import { type OpenAccount, sandboxOrigin, sandboxPage } from '../account.ts'
import { openAccountRow } from '../accounts.ts'
import { sendOverHttp } from '../wire/transport.ts'

/** How long somebody may take between opening the page and coming back with the provider's word. */
const openMilliseconds = 10 * 60 * 1000
/** Longer than any proof that is handed over is taken (a Mini App's: an hour). */
const rememberedMilliseconds = 2 * 60 * 60 * 1000
const purpose = 'conversations.sign-in'

/** A channel account through which people open a page of their own. */
export interface ChatEntrance {
  readonly scope: Scope
  readonly account: OpenAccount
  /** Where the account's menu leads; the provider's answer comes back below it. */
  readonly url: string
}

/** Where the entrance of an account is, below the public address. */
export function entrancePath(organisationSlug: string, channelAccountId: string): string {
  return `/me/${organisationSlug}/${channelAccountId}`
}

/** Where the provider is told to send people back to. */
export function returnPath(entrance: string): string {
  return `${entrance}/back`
}

/** The entrance of an active account. Fails with `request.missing` for everything else. */
export async function findEntrance(context: Context, slug: string, channelAccountId: string): Promise<ChatEntrance> {
  const found = await resolveAddress(context, 'organisation', slug)
  if (found === undefined || !isUuid(channelAccountId)) throw new Failure('request.missing', {}, { kind: 'missing' })
  const scope = systemScope(context, found.organisationId, 'entrance from a chat')
  const account = await scope.transaction((transaction) => openIfThere(transaction, channelAccountId))
  if (account?.state !== 'active') throw new Failure('request.missing', {}, { kind: 'missing' })
  return { scope, account, url: context.settings.publicUrl + entrancePath(slug, channelAccountId) }
}

async function openIfThere(transaction: Transaction, channelAccountId: string): Promise<OpenAccount | undefined> {
  try {
    return await openAccountRow(transaction, channelAccountId)
  } catch (error) {
    if (error instanceof Failure && error.code === 'conversations.account-missing') return undefined
    throw error
  }
}

/**
 * Where the visitor is sent to say who they are (`redirect`), or that their app has handed the page its proof (`handed`); `closed`
 * where the account has no such thing. `ticket` belongs into a cookie of this browser: nobody else can come back in its place.
 */
export type Beginning =
  | { readonly kind: 'redirect'; readonly ticket: string; readonly url: string }
  | { readonly kind: 'handed'; readonly ticket: string; readonly state: string }
  | { readonly kind: 'closed' }

/** Begins one opening. `state`: 32 of `0-9a-f`, by chance. Writes nothing. */
export function beginSignIn(entrance: ChatEntrance, state: string): Beginning {
  const { scope, account } = entrance
  const now = scope.context.clock.now()
  const said = `${state}.${now.getTime() + openMilliseconds}`
  const ticket = `${said}.${scope.context.vault.sign(purpose, wordsOf(entrance, said))}`
  if (account.channel.handsProof) return { kind: 'handed', ticket, state }
  const url = account.channel.signInUrl(askOf(entrance, state), {
    now,
    sandboxOrigin: sandboxPage(scope.context, account),
  })
  return url === null ? { kind: 'closed' } : { kind: 'redirect', ticket, url }
}

/** What a visitor brings back: the cookie's ticket, the state of the address or form, and the provider's code or the app's proof. */
export interface Return {
  readonly ticket: string
  readonly state: string
  readonly proof: string
}

/** Who opened the page: somebody we know; somebody who has never written to us; or nobody we can believe. */
export type Visitor =
  | { readonly kind: 'known'; readonly personId: string }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'refused' }

/**
 * Hears one opening out, once: the same ticket, code or proof is refused the second time, whatever came of it the first. Where the
 * provider tells a name that holds on all its accounts, people who bear it are joined.
 */
export async function finishSignIn(
  entrance: ChatEntrance,
  returned: Return,
  merging: readonly MergeParticipant[],
): Promise<Visitor> {
  const { scope, account } = entrance
  if (!isOurs(entrance, returned)) return refuse(entrance, 'not begun in this browser')
  const { channel } = account
  const handed = channel.handsProof ? channel.readHanded(returned.proof, scope.context.clock.now()) : undefined
  if (handed?.kind === 'refused') return refuse(entrance, handed.words)
  const spent = handed?.proofId === undefined ? [returned.state] : [returned.state, handed.proofId]
  const isFirst = await scope.transaction((transaction) => spendOnce(transaction, spent))
  if (!isFirst) return refuse(entrance, 'heard before')
  const told = handed ?? (await askProvider(entrance, returned))
  if (told.kind === 'refused') return refuse(entrance, told.words)
  return scope.transaction((transaction) => recognise(transaction, account, told, merging))
}

function refuse({ scope, account: { channelAccountId } }: ChatEntrance, words: string): Visitor {
  scope.context.log.info({ channelAccountId, words: words.slice(0, 200) }, 'A page was opened by nobody we know')
  return { kind: 'refused' }
}

/** The ticket was made here, for this entrance and this browser, lately. */
function isOurs(entrance: ChatEntrance, { ticket, state, proof }: Return): boolean {
  const { vault, clock } = entrance.scope.context
  const [known = '', endsAt = '', signature = ''] = ticket.split('.')
  if (proof === '' || state === '' || state !== known) return false
  if (!vault.verify(purpose, wordsOf(entrance, `${known}.${endsAt}`), signature)) return false
  return Number(endsAt) > clock.now().getTime()
}

async function askProvider(entrance: ChatEntrance, { state, proof: code }: Return): Promise<SignedIn> {
  const { scope, account } = entrance
  const { context } = scope
  const ask = askOf(entrance, state)
  const where = { now: context.clock.now(), sandboxOrigin: sandboxOrigin(context, account) }
  const request = account.channel.askSignedIn(code, ask, where)
  if (request === null) return { kind: 'refused', words: 'no settings' }
  const response = await sendOverHttp(context.fetch, request)
  return account.channel.readSignedIn(response, ask, context.clock.now())
}

function askOf({ scope, url }: ChatEntrance, state: string): SignInAsk {
  return { returnUrl: returnPath(url), state, nonce: scope.context.vault.sign(`${purpose}.nonce`, state) }
}

function wordsOf({ scope, account }: ChatEntrance, said: string): string {
  return `${scope.organisationId}/${account.channelAccountId}/${said}`
}

/** Answers false when one of these proofs was heard before. */
async function spendOnce({ db, organisationId, now }: Transaction, proofs: readonly string[]): Promise<boolean> {
  await db
    .deleteFrom('spent_sign_ins')
    .where('organisation_id', '=', organisationId)
    .where('stale_at', '<=', now)
    .execute()
  const staleAt = new Date(now.getTime() + rememberedMilliseconds)
  const { rows } = await sql`
    insert into spent_sign_ins (organisation_id, proof_hash, stale_at)
    select ${organisationId}::uuid, hash, ${staleAt}::timestamptz from unnest(${proofs.map(hashToken)}::bytea[]) as proof (hash)
    order by hash
    on conflict do nothing returning proof_hash`.execute(db)
  return rows.length === proofs.length
}

async function recognise(
  transaction: Transaction,
  { kind, channelAccountId }: OpenAccount,
  { userId, unionId }: Extract<SignedIn, { kind: 'signed_in' }>,
  merging: readonly MergeParticipant[],
): Promise<Visitor> {
  const union = unionId === undefined ? undefined : `${kind}/${unionId}`
  const known = (await readByName(transaction, channelAccountId, [userId])).get(userId)
  if (known === undefined) {
    const elsewhere = union && (await readByUnion(transaction, [union])).get(union)
    return elsewhere ? { kind: 'known', personId: elsewhere.personId } : { kind: 'stranger' }
  }
  const personId =
    union === undefined ? known.personId : await learnUnion(transaction, { ...known, unionId: union }, merging)
  return { kind: 'known', personId }
}
