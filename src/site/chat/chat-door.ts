import { sql } from 'kysely'
import type { ChannelKind } from '../../channels/adapter.ts'
import { adapters } from '../../channels/kinds.ts'
import { channelKind, sandboxChatPath } from '../../conversations/account.ts'
import { openAccountRow } from '../../conversations/accounts.ts'
import { createLink } from '../../organisations/links.ts'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'

/** A chat that people can be sent to. */
export interface ChatDoor {
  /** The channel as people call it. */
  readonly channel: string
  /** Opens the chat. */
  readonly url: string
}

/** An account as the choice of a door needs it; `isTheirs`: the conversation asked about is held there. */
interface DoorAccount {
  readonly id: string
  readonly kind: ChannelKind
  readonly isSandbox: boolean
  readonly isTheirs: boolean
}

/**
 * The chat that a link back can open: the one of `conversationId`, if its channel has such links, and no other, for elsewhere they
 * would be a stranger. Where nothing is known of them, the oldest account of the organisation that has one.
 */
export async function chatDoor(
  transaction: Transaction,
  conversationId?: string | null,
): Promise<ChatDoor | undefined> {
  const accounts = await activeAccounts(transaction, conversationId ?? null)
  const theirs = accounts.filter(({ isTheirs }) => isTheirs)
  for (const account of theirs.length > 0 ? theirs : accounts) {
    const url = await chatLinkOf(transaction, account)
    if (url !== null) return { channel: brandOf(account.kind), url }
  }
  return undefined
}

/** As `chatDoor`, for the chat in which somebody last said anything. */
export async function chatDoorOf(transaction: Transaction, personId: string): Promise<ChatDoor | undefined> {
  const latest = await transaction.db
    .selectFrom('conversations as c')
    .innerJoin('identities as i', (join) =>
      join.onRef('i.organisation_id', '=', 'c.organisation_id').onRef('i.identity_id', '=', 'c.identity_id'),
    )
    .where('c.organisation_id', '=', transaction.organisationId)
    .where('i.person_id', '=', personId)
    .where('i.typed_email', 'is', null)
    .select('c.conversation_id')
    .orderBy(sql`c.last_inbound_at desc nulls last`)
    .orderBy('c.conversation_id')
    .limit(1)
    .executeTakeFirst()
  return chatDoor(transaction, latest?.conversation_id)
}

/** The chat of one account, for who came from it. */
export async function chatDoorAt(
  transaction: Transaction,
  account: { channelAccountId: string; kind: ChannelKind; isSandbox: boolean },
): Promise<{ readonly channel: string; readonly url: string | null }> {
  const url = await chatLinkOf(transaction, { ...account, id: account.channelAccountId })
  return { channel: brandOf(account.kind), url }
}

async function activeAccounts(
  { db, organisationId }: Transaction,
  conversationId: string | null,
): Promise<DoorAccount[]> {
  const rows = await db
    .selectFrom('channel_accounts as a')
    .leftJoin('conversations as c', (join) =>
      join
        .onRef('c.organisation_id', '=', 'a.organisation_id')
        .onRef('c.channel_account_id', '=', 'a.channel_account_id')
        .on('c.conversation_id', '=', conversationId),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.state', '=', 'active')
    .select(['a.channel_account_id', 'a.kind', 'a.is_sandbox', 'c.conversation_id'])
    .orderBy('a.created_at')
    .orderBy('a.channel_account_id')
    .execute()
  return rows.map((row) => ({
    id: row.channel_account_id,
    kind: channelKind.parse(row.kind),
    isSandbox: row.is_sandbox,
    isTheirs: row.conversation_id !== null,
  }))
}

/** What donors call the channels that a link can open. */
const brands: Readonly<Record<string, string>> = {
  line: 'LINE',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  viber: 'Viber',
  messenger: 'Messenger',
  instagram: 'Instagram',
  wechat: 'WeChat',
}

function brandOf(kind: string): string {
  return brands[kind] ?? kind
}

const claimMilliseconds = 24 * 60 * 60 * 1000

/**
 * Every chat of the organisation that one tap can open with a code in it: whoever comes with it has made this gift. One new
 * single-use code for all of them, good for a day; the first account of each kind that has a public name.
 */
export async function claimDoors(
  transaction: Transaction,
  subject: { personId: string; giftId: string },
): Promise<ChatDoor[]> {
  const doors = new Map<ChannelKind, (code: string) => string | null>()
  for (const account of await activeAccounts(transaction, null)) {
    const entry = await entryOf(transaction, account)
    if (!doors.has(account.kind) && entry?.('code')) doors.set(account.kind, entry)
  }
  if (doors.size === 0) return []
  const expiresAt = new Date(transaction.now.getTime() + claimMilliseconds)
  const code = await createLink(transaction, { kind: 'claim_identity', subject, expiresAt, singleUse: true })
  return [...doors].flatMap(([kind, entry]) => {
    const url = entry(code)
    return url === null ? [] : [{ channel: brandOf(kind), url }]
  })
}

type Opened = Pick<DoorAccount, 'id' | 'kind' | 'isSandbox'>

/** The phone of the demonstration opens what the app itself would open. */
async function chatLinkOf(transaction: Transaction, { id, kind, isSandbox }: Opened): Promise<string | null> {
  if (isSandbox) return 'chatLink' in adapters[kind] ? sandboxChatPath(kind) : null
  return (await channelOf(transaction, id))?.chatLink() ?? null
}

async function entryOf(transaction: Transaction, { id, kind, isSandbox }: Opened) {
  if (isSandbox) return 'entryLink' in adapters[kind] ? (code: string) => sandboxChatPath(kind, code) : undefined
  return (await channelOf(transaction, id))?.entryLink
}

/** An account whose settings no longer open is the members' to mend; a donor's page does without it. */
async function channelOf(transaction: Transaction, channelAccountId: string) {
  try {
    return (await openAccountRow(transaction, channelAccountId)).channel
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
