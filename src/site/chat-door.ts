import { lineConfig } from '../channels/line/config.ts'
import { openAccountRow } from '../conversations/accounts.ts'
import { createLink } from '../organisations/links.ts'
import type { Transaction } from '../platform/scope.ts'

/** A chat that people can be sent to. */
export interface ChatDoor {
  /** The channel as people call it. */
  readonly channel: string
  /** Opens the chat. */
  readonly url: string
  /** Opens the chat with a code to send, which ties it to the person behind a gift. */
  readonly withCode: (code: string) => string
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
    return { channel: 'LINE', url: '/sandbox', withCode: (code) => `/sandbox?claim=${encodeURIComponent(code)}` }
  }
  const { settings } = await openAccountRow(transaction, chosen.channel_account_id)
  return lineDoor(lineSettings.safeParse(settings).data?.basicId)
}

// https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/ (read 2026-07)
function lineDoor(basicId: string | undefined): ChatDoor | undefined {
  if (basicId === undefined) return undefined
  const id = encodeURIComponent(basicId)
  return {
    channel: 'LINE',
    url: `https://line.me/R/ti/p/${id}`,
    withCode: (code) => `https://line.me/R/oaMessage/${id}/?${encodeURIComponent(`RSC:${code}`)}`,
  }
}

const claimMilliseconds = 24 * 60 * 60 * 1000

/** The chat's address with a new single-use code that says: whoever sends this has made this gift. Good for a day. */
export async function claimLink(
  transaction: Transaction,
  door: ChatDoor,
  subject: { personId: string; giftId: string },
): Promise<string> {
  const expiresAt = new Date(transaction.now.getTime() + claimMilliseconds)
  return door.withCode(await createLink(transaction, { kind: 'claim_identity', subject, expiresAt, singleUse: true }))
}
