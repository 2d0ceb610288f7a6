import { sql } from 'kysely'
import type { Language } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import { settleArrivals } from '../arriving/arrivals.ts'
import { together } from '../together.ts'

/** The way to a person: a conversation, and who is at its other end. */
export interface Way {
  conversationId: string
  channelAccountId: string
  /** Not looked up for answers, which need no consent. */
  kind: string | undefined
  identityId: string
  address: string
  personId: string
  state: string
  /** See `Candidate`. */
  typed: Language | null
  isConfirmed: boolean
  /** What was said last, by either side; undefined where it was not looked up. */
  lastMessageAt?: Date | null
  /** What the person's last words can be answered by for nothing, when it is known and not yet spent. */
  replyToken?: string | null
  replyTokenExpiresAt?: Date | null
}

/** The way through a conversation; undefined when there is no such conversation. */
export const wayThrough = together((transaction: Transaction, conversationIds: readonly string[]) =>
  findWays(transaction, 'c.conversation_id', conversationIds),
)

/** The way to a person: where they wrote last, blocked and left ones only when there is no other. An address somebody typed is none. */
export const wayTo = together((transaction: Transaction, personIds: readonly string[]) =>
  findWays(transaction, 'i.person_id', personIds),
)

async function findWays(
  transaction: Transaction,
  by: 'c.conversation_id' | 'i.person_id',
  ids: readonly string[],
): Promise<(id: string) => Way | undefined> {
  const { db, organisationId } = transaction
  await settleArrivals(transaction)
  const key = sql.ref(by)
  const { rows } = await sql<Way & { asked: string }>`
    select distinct on (${key}) ${key} as asked, c.conversation_id as "conversationId",
      c.channel_account_id as "channelAccountId", a.kind, i.identity_id as "identityId",
      coalesce(i.typed_email, i.address) as address, null as typed, false as "isConfirmed",
      i.person_id as "personId", i.state, c.last_message_at as "lastMessageAt", c.reply_token as "replyToken", c.reply_token_expires_at as "replyTokenExpiresAt"
    from conversations c
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
    where c.organisation_id = ${organisationId} and ${key} = any(${[...ids]}::uuid[])
      and (i.typed_email is null or ${by} = 'c.conversation_id')
    order by ${key}, i.state in ('unfollowed', 'blocked'), c.last_inbound_at desc nulls last, c.conversation_id`.execute(
    db,
  )
  const ways = new Map(rows.map(({ asked, ...way }) => [asked, way]))
  return (id) => ways.get(id)
}
