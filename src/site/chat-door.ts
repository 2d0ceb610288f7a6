import { lineConfig } from '../channels/line/config.ts'
import { openAccountRow } from '../conversations/accounts.ts'
import { createLink } from '../organisations/links.ts'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'

/** A chat that people can be sent to. */
export interface ChatDoor {
  /** The channel as people call it. */
  readonly channel: string
  /** Opens the chat. */
  readonly url: string
}

/** Of a LINE account's settings only what is public. */
const lineSettings = lineConfig.pick({ basicId: true })

/**
 * The chat of an organisation that a link can open: a LINE account, the one of `conversationId` if that is one. Undefined
 * where there is none, or where nobody has entered the account's public id.
 */
export async function chatDoor(
  transaction: Transaction,
  conversationId?: string | null,
): Promise<ChatDoor | undefined> {
  const { db, organisationId } = transaction
  const accounts = await db
    .selectFrom('channel_accounts as a')
    .leftJoin('conversations as c', (join) =>
      join
        .onRef('c.organisation_id', '=', 'a.organisation_id')
        .onRef('c.channel_account_id', '=', 'a.channel_account_id')
        .on('c.conversation_id', '=', conversationId ?? null),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.kind', '=', 'line')
    .where('a.state', '=', 'active')
    .select(['a.channel_account_id', 'a.is_sandbox', 'c.conversation_id'])
    .orderBy('a.created_at')
    .execute()
  const chosen = accounts.find((account) => account.conversation_id !== null) ?? accounts[0]
  if (chosen === undefined) return undefined
  if (chosen.is_sandbox) {
    return { channel: 'LINE', url: '/sandbox' }
  }
  const { settings } = await openAccountRow(transaction, chosen.channel_account_id)
  return lineDoor(lineSettings.safeParse(settings).data?.basicId)
}

// https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/ (read 2026-07)
function lineDoor(basicId: string | undefined): ChatDoor | undefined {
  return basicId === undefined
    ? undefined
    : { channel: 'LINE', url: `https://line.me/R/ti/p/${encodeURIComponent(basicId)}` }
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

const claimMilliseconds = 24 * 60 * 60 * 1000

/**
 * Every chat of the organisation that one tap can open with a code in it: whoever comes with it has made this gift. One new
 * single-use code for all of them, good for a day; the first account of each kind that has a public name.
 */
export async function claimDoors(
  transaction: Transaction,
  subject: { personId: string; giftId: string },
): Promise<ChatDoor[]> {
  const { db, organisationId, now } = transaction
  const accounts = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'active')
    .select(['channel_account_id', 'kind', 'is_sandbox'])
    .orderBy('created_at')
    .orderBy('channel_account_id')
    .execute()
  const doors = new Map<string, (code: string) => string | null>()
  for (const { channel_account_id: id, kind, is_sandbox: isSandbox } of accounts) {
    const entry = isSandbox ? sandboxEntry(kind) : await entryOf(transaction, id)
    if (!doors.has(kind) && entry?.('code')) doors.set(kind, entry)
  }
  if (doors.size === 0) return []
  const expiresAt = new Date(now.getTime() + claimMilliseconds)
  const code = await createLink(transaction, { kind: 'claim_identity', subject, expiresAt, singleUse: true })
  return [...doors].flatMap(([kind, entry]) => {
    const url = entry(code)
    return url === null ? [] : [{ channel: brands[kind] ?? kind, url }]
  })
}

/** The demo's phone speaks LINE alone. */
function sandboxEntry(kind: string) {
  return kind === 'line' ? (code: string) => `/sandbox?claim=${encodeURIComponent(code)}` : undefined
}

/** An account whose settings no longer open is the members' to mend; a donor's page does without it. */
async function entryOf(transaction: Transaction, channelAccountId: string) {
  try {
    const { channel } = await openAccountRow(transaction, channelAccountId)
    return channel.entryLink
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
