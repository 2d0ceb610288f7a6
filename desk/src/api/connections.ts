import { useQuery } from '@tanstack/react-query'
import type { Amount } from '../words/formats.ts'
import { read, send } from './client.ts'
import type { Waits } from './payment-changes.ts'
import { reread } from './queries.ts'

/** One setting of a channel or provider; a secret is never shown again. */
export interface ConfigField {
  name: string
  secret: boolean
  required: boolean
  /** Made by us when left empty. */
  generated?: boolean
  choices?: string[]
}

/** What a kind of channel can do. Windows: for how long, and for how many messages, after the person wrote. */
export interface ChannelAbilities {
  textLimit: number
  windowHours: number | null
  windowMessages: number | null
  /** Longer for what a member types herself. */
  memberHours: number | null
  templates: boolean
  ratePerSecond: number
  tellsDelivered: boolean
  tellsRead: boolean
  monthlyQuota: boolean
}

/** How a channel account is doing; times are null for what has not happened. */
export interface ChannelHealth {
  id: string
  token: { state: 'works' | 'refused' | 'untested'; expiresAt: string | null; refusedAt: string | null }
  /** `heard`: something came in, though the provider cannot be asked. */
  webhook: { state: 'verified' | 'wrong' | 'heard' | 'silent'; heardAt: string | null }
  /** Null where no monthly plan limits what is sent. */
  quota: { left: number | null; readAt: string | null } | null
  rate: { pausedUntil: string | null }
  waiting: number
  /** In the last seven days. */
  failed: number
  lastError: { reason: string | null; code: string | null; words: string | null; at: string } | null
  checkedAt: string | null
}

/** A kind of channel that can be connected. */
export interface ChannelKind {
  kind: string
  fields: ConfigField[]
  abilities: ChannelAbilities
}

export interface ChannelAccount {
  id: string
  kind: string
  name: string
  hookUrl: string
  isSandbox: boolean
  state: 'draft' | 'active' | 'paused'
  messagesLeft: number | null
  quotaReadAt: string | null
  /** What one message beyond the plan costs; null: not known. */
  messagePrice: Amount | null
  /** Agreed with the provider; null: what it publishes. */
  ratePerSecond: number | null
  lastEventAt: string | null
  lastFailure: { code: string; at: string } | null
  /** Until when the secret before this one is taken, too; null when none is. */
  formerUntil: string | null
  /** Where donors open their own page from the chat; null where the channel tells nobody who they are. */
  entrance: { url: string; returnUrl: string | null; isReady: boolean } | null
  config: Record<string, unknown>
  secretsSet: string[]
}

export interface PaymentAccount {
  id: string
  provider: string
  name: string
  currency: string
  isOffered: boolean
  isPlayMoney: boolean
  hookUrl: string
  /** As of a channel account. */
  formerUntil: string | null
  settings: Record<string, string>
}

/** What a test of the connection found. */
export interface TestResult {
  ok: boolean
  words: string | null
  /** One by one, where the provider could be asked for more than one thing. */
  findings?: Finding[]
}

/** One thing a provider was asked, and what it answered in its own words. */
export interface Finding {
  isRight: boolean
  words: string
  providerWords: string | null
}

interface ChannelTest {
  ok: boolean
  words: string
  providerWords: string | null
  findings: Finding[]
}

/** Channel accounts, and what each kind asks for. A page that can do without them asks only when it may. */
export function useChannels(isAllowed = true) {
  return useQuery({
    queryKey: ['channels'],
    queryFn: () => read<{ items: ChannelAccount[]; kinds: ChannelKind[] }>('/api/channels'),
    enabled: isAllowed,
  })
}

/** The health of every channel account, by its id. */
export function useChannelHealth() {
  return useQuery({
    queryKey: ['channels', 'health'],
    queryFn: () => read<{ items: ChannelHealth[] }>('/api/channels/health'),
    select: ({ items }) => new Map(items.map((one) => [one.id, one])),
  })
}

/** Payment accounts, and what each provider asks for. */
export function usePaymentAccounts() {
  return useQuery({
    queryKey: ['payment-accounts'],
    queryFn: () =>
      read<{ items: PaymentAccount[]; providers: { kind: string; fields: ConfigField[] }[] }>('/api/payment-accounts'),
  })
}

export async function connectChannel(body: object): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/channels', body)
  await reread('channels', 'home')
  return id
}

export async function changeChannel(id: string, change: object): Promise<void> {
  await send('PATCH', `/api/channels/${id}`, change)
  await reread('channels', 'home')
}

/** Takes the secret before this one no more. */
export async function stopFormerSecret(id: string): Promise<void> {
  await send('DELETE', `/api/channels/${id}/former-secret`)
  await reread('channels')
}

export async function testChannel(id: string): Promise<TestResult> {
  const { ok, words, providerWords, findings } = await send<ChannelTest>('POST', `/api/channels/${id}/test`)
  await reread('channels')
  return { ok, words: [words, providerWords].filter(Boolean).join(' — '), findings }
}

/** Connects the first account at once; any other waits. */
export async function connectPayments(body: object): Promise<{ id: string } | Waits> {
  const made = await send<{ id: string } | Waits>('POST', '/api/payment-accounts', body)
  await reread('payment-accounts', 'home')
  return made
}

/** Answers what it waits for; null where it was done at once. */
export async function changePayments(id: string, change: object): Promise<Waits | null> {
  const waits = await send<Waits | null>('PATCH', `/api/payment-accounts/${id}`, change)
  await reread('payment-accounts', 'home')
  return waits
}

/** Takes the secret before this one no more. */
export async function stopFormerPaymentSecret(id: string): Promise<void> {
  await send('DELETE', `/api/payment-accounts/${id}/former-secret`)
  await reread('payment-accounts')
}

export async function testPayments(id: string): Promise<TestResult> {
  const { isWorking } = await send<{ isWorking: boolean }>('POST', `/api/payment-accounts/${id}/test`)
  return { ok: isWorking, words: null }
}
