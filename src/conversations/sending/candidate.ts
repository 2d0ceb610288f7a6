import type { ChannelKind } from '../../channels/adapter.ts'
import type { Language } from '../../platform/languages.ts'
import type { AccountState } from '../account.ts'

/** A conversation through which a person might be written to, and what is known of it. */
export interface Candidate {
  personId: string
  conversationId: string
  channelAccountId: string
  identityId: string
  address: string
  kind: ChannelKind
  accountState: AccountState
  identityState: 'unknown' | 'following' | 'unfollowed' | 'blocked'
  lastInboundAt: Date | null
  /** What was said last, by either side; null where nothing was yet. */
  lastMessageAt: Date | null
  windowClosesAt: Date | null
  windowMessages: number | null
  /** Of the window: sent, and on their way. */
  windowSpent: number
  /** The person's language where nobody has proved the address: see `typed-ways.ts`. Null for everywhere they have written from. */
  typed: Language | null
  /** Whoever reads the typed address said that it is theirs (docs/decisions/0044-an-address-confirms-itself.md). */
  isConfirmed: boolean
  /** What the person's last words can be answered by for nothing. */
  replyToken: string | null
  replyTokenExpiresAt: Date | null
}
