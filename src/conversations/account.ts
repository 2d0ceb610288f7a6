import { z } from 'zod'
import type { ChannelKind } from '../channels/adapter.ts'
import { channelKinds } from '../channels/adapter.ts'
import type { Channel } from '../channels/channel.ts'
import { isLoopback } from '../channels/origin.ts'
import type { OrganisationId } from '../platform/ids.ts'
import { type Money, money } from '../platform/money.ts'
import type { Context } from '../platform/scope.ts'

/** Whether an account receives and sends (`active`), was stopped by us or by refused credentials (`paused`), or is not yet set up. */
export const accountStates = ['draft', 'active', 'paused'] as const
export type AccountState = (typeof accountStates)[number]

/** What went wrong last on an account, for the person who can mend it. `until`: bulk messages rest until then. */
export const accountFailure = z.object({
  code: z.enum(['auth', 'quota', 'config']),
  at: z.iso.datetime(),
  until: z.iso.datetime().optional(),
})
export type AccountFailure = z.infer<typeof accountFailure>

/** A channel account with its settings opened, ready to receive and send. */
export interface OpenAccount {
  readonly organisationId: OrganisationId
  readonly channelAccountId: string
  readonly kind: ChannelKind
  readonly isSandbox: boolean
  readonly state: AccountState
  readonly channel: Channel
  /** The channel by the secret that was replaced, and until when what it proves is taken. */
  readonly former: { readonly channel: Channel; readonly until: Date } | null
  /** The unguessable end of the address where the provider delivers. */
  readonly hookKey: string
  /** Agreed with the provider; null: what the channel's abilities say. */
  readonly ratePerSecond: number | null
  /** The opened settings, for what the channel contract does not cover (visitor tokens). Never logged. */
  readonly settings: unknown
}

export const channelKind = z.enum(channelKinds)

/** Where a sandbox account's provider is emulated: by this very server, on loopback. Undefined for real accounts. */
export function sandboxOrigin(context: Context, account: Pick<OpenAccount, 'kind' | 'isSandbox'>): string | undefined {
  return account.isSandbox ? `http://127.0.0.1:${context.settings.port}/sandbox/${account.kind}` : undefined
}

/**
 * As `sandboxOrigin`, by the address under which a visitor's browser knows this server: the emulated provider's pages read the
 * cookie of the phone in its hand.
 */
export function sandboxPage(context: Context, account: Pick<OpenAccount, 'kind' | 'isSandbox'>): string | undefined {
  const origin = sandboxOrigin(context, account)
  const isHere = isLoopback(new URL(context.settings.publicUrl))
  return origin && isHere ? `${context.settings.publicUrl}/sandbox/${account.kind}` : origin
}

/** Opens the chat of a sandbox account on the visitor's phone; `code` lies in it as in a link of the channel's own. */
export function sandboxChatPath(kind: ChannelKind, code?: string): string {
  return `/sandbox?${new URLSearchParams({ app: kind, ...(code === undefined ? {} : { code }) })}`
}

/** What one message beyond the plan costs, from an account's row; null when nobody has told us. */
export function priceOf(account: {
  message_price_minor: bigint | null
  message_price_currency: string | null
}): Money | null {
  const { message_price_minor: minor, message_price_currency: currency } = account
  return minor === null || currency === null ? null : money(minor, currency)
}

/** The place a config is sealed for: tenant, table, row. */
export function configPlace(organisationId: string, channelAccountId: string): string {
  return `channel_accounts:${organisationId}:${channelAccountId}:config`
}
