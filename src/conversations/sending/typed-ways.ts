import { sql } from 'kysely'
import { z } from 'zod'
import type { OutboundMessage } from '../../channels/message.ts'
import { narrowLinks } from '../../organisations/narrow-links.ts'
import { ensureTypedIdentities, idOf, readTypedAddresses } from '../../people/typed-address.ts'
import type { Transaction } from '../../platform/scope.ts'
import { accountStates } from '../account.ts'
import type { Candidate } from './candidate.ts'

/**
 * By e-mail to the address that was typed for somebody, where no chat reaches them: the last of their ways, for reports of their
 * gifts alone (docs/decisions/0033-an-address-somebody-typed.md) until its mailbox has confirmed it. Its ids are those it will have
 * once it is chosen.
 */
export async function readTypedWays(
  transaction: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Candidate>> {
  const account = await mailAccount(transaction)
  if (account === undefined) return new Map()
  const { channelAccountId, state } = account
  const addresses = await readTypedAddresses(transaction, channelAccountId, personIds)
  return new Map(
    addresses.map(({ personId, identityId, email, language, state: typedState }) => [
      personId,
      {
        ...{ personId, channelAccountId, identityId, address: email, kind: 'email', typed: language },
        isConfirmed: typedState === 'confirmed',
        conversationId: idOf('conversation', identityId),
        accountState: z.enum(accountStates).parse(state),
        identityState: typedState === 'closed' ? 'unfollowed' : 'unknown',
        ...{ lastInboundAt: null, lastMessageAt: null, windowClosesAt: null, windowMessages: null, windowSpent: 0 },
        ...{ replyToken: null, replyTokenExpiresAt: null },
      } as const,
    ]),
  )
}

/** The account that writes by e-mail: the oldest that runs, else the oldest there is. */
async function mailAccount({ db, organisationId }: Transaction) {
  return db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'email')
    .where('state', '<>', 'draft')
    .orderBy(sql`state = 'active'`, 'desc')
    .orderBy('created_at')
    .orderBy('channel_account_id')
    .select(['channel_account_id as channelAccountId', 'state'])
    .limit(1)
    .executeTakeFirst()
}

/** A message and the way it was given. */
export interface Chosen {
  way: Candidate
  content: OutboundMessage
}

/**
 * Makes what messages to typed addresses are written to, and narrows the private links in them: whoever reads them may be anybody.
 * Messages on other ways are left as they are.
 */
export async function openTypedWays(transaction: Transaction, chosen: readonly Chosen[]): Promise<void> {
  const typed = chosen.filter(({ way }) => way.typed !== null)
  await makeTypedWays(
    transaction,
    typed.map(({ way }) => way),
  )
  await narrowLinks(
    transaction,
    typed.map(({ content }) => content),
  )
}

/** Makes identity and conversation of typed addresses that are written to for the first time. */
export async function makeTypedWays(transaction: Transaction, typed: readonly Candidate[]): Promise<void> {
  const [first] = typed
  if (first === undefined) return
  const { channelAccountId } = first
  const { db, organisationId, now } = transaction
  const ways = typed.map((way) => ({ ...way, email: way.address }))
  await ensureTypedIdentities(transaction, channelAccountId, ways)
  const ordered = ways.toSorted((a, b) => (a.conversationId < b.conversationId ? -1 : 1))
  await sql`
    insert into conversations (organisation_id, conversation_id, channel_account_id, identity_id, created_at)
    select ${organisationId}::uuid, id, ${channelAccountId}::uuid, identity_id, ${now}::timestamptz
    from unnest(${ordered.map(({ conversationId }) => conversationId)}::uuid[],
      ${ordered.map(({ identityId }) => identityId)}::uuid[]) as made (id, identity_id)
    on conflict do nothing`.execute(db)
}

/** The words as they go to a typed address: with why they come, and how to end it in one word. Unchanged on every other way. */
export function wordsFor(
  { context }: Transaction,
  { typed, isConfirmed }: Pick<Candidate, 'typed' | 'isConfirmed'>,
  content: OutboundMessage,
): OutboundMessage {
  if (typed === null) return content
  const text = context.translator.in(typed)(`conversations:${isConfirmed ? 'confirmedAddress' : 'typedAddress'}`)
  const isSaid = content.blocks.some((block) => block.type === 'text' && block.text === text)
  return isSaid ? content : { ...content, blocks: [...content.blocks, { type: 'text', text }] }
}
