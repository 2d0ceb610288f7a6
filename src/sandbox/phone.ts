import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { SandboxPhones } from '../platform/database/schema.generated.ts'
import { isLanguage, type Language } from '../platform/languages.ts'

/** A phone in the hand of a visitor: the person on the far side of one account, in one app. */
export interface Phone {
  readonly phoneId: string
  readonly channelAccountId: string
  /** The phone itself: the same for all its apps. */
  readonly deviceId: string
  /** The provider's name for the person on this account. */
  readonly userId: string
  readonly name: string
  readonly language: Language
  /** Has the account among its friends, and did not block it. */
  readonly isFriend: boolean
  readonly isBlocking: boolean
  /** The number or mailbox is there no more, and its provider learns so only when it delivers. */
  readonly isGone: boolean
  /** Of a group: the phone of whoever sits in it here. Null: this is a phone. */
  readonly groupOf: string | null
}

/** What somebody says about themselves when they take a phone. */
export const owner = z.object({
  name: z.string().trim().min(1).max(20),
  language: z.string().refine(isLanguage),
})
export type Owner = z.infer<typeof owner>

/** What lies in a phone, as kept: the message in its provider's shape, how it came, and for a photo where its bytes are. */
export const kept = z.object({
  via: z.enum(['reply', 'push', 'multicast', 'api', 'phone']),
  requestId: z.string().optional(),
  message: z.record(z.string(), z.unknown()),
  photo: z.object({ sha256: z.string(), mediaType: z.string() }).optional(),
})
export type Kept = z.infer<typeof kept>

/** One line of the chat. */
export interface ChatLine extends Kept {
  readonly id: string
  readonly isOwn: boolean
  readonly providerMessageId: string
  readonly at: Date
}

/** Reads a stored phone. */
export function phoneOf(row: Selectable<SandboxPhones>): Phone {
  return {
    phoneId: row.sandbox_phone_id,
    channelAccountId: row.channel_account_id,
    deviceId: row.sandbox_device_id,
    userId: row.user_id,
    name: row.name,
    language: isLanguage(row.language) ? row.language : 'en',
    isFriend: row.is_following && !row.is_blocking,
    isBlocking: row.is_blocking,
    isGone: row.is_gone,
    groupOf: row.group_of,
  }
}
