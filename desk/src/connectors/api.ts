import { useQuery } from '@tanstack/react-query'
import { read, send } from '../api/client.ts'
import type { ConfigField, TestResult } from '../api/connections.ts'
import { reread } from '../api/queries.ts'

/** A giving platform as it stands. `words`: what is wrong and what to do; `detail`: what the platform itself said. */
export interface GivingPlatform {
  id: string
  kind: 'tencent' | 'rest'
  platform: string
  name: string
  state: 'active' | 'paused'
  config: Record<string, string>
  pulledCount: number
  unreadableCount: number
  pulledAt: string | null
  nextPullAt: string
  trouble: { kind: string; words: string; detail: string } | null
  returns: Record<string, number>
  exceptionCount: number
  /** What only a person can call back from it. */
  callBackCount: number
}

export interface PlatformKind {
  kind: GivingPlatform['kind']
  fields: ConfigField[]
}

/** A charity for which we are the platform. */
export interface Partner {
  id: string
  name: string
  state: 'active' | 'paused'
  keyId: string
  campaigns: { campaignId: string; programmeCode: string }[]
  orderCount: number
  readAt: string | null
  /** Until then the secret before this one is taken, too. */
  formerUntil: string | null
}

export function useGivingPlatforms() {
  return useQuery({
    queryKey: ['giving-platforms'],
    queryFn: () => read<{ items: GivingPlatform[]; kinds: PlatformKind[] }>('/api/connectors'),
    // A pull goes on behind the page.
    refetchInterval: 15_000,
  })
}

export function usePartners() {
  return useQuery({ queryKey: ['partners'], queryFn: () => read<{ items: Partner[] }>('/api/partners') })
}

export async function connectPlatform(body: object): Promise<void> {
  await send('POST', '/api/connectors', body)
  await reread('giving-platforms')
}

export async function changePlatform(id: string, change: object): Promise<void> {
  await send('PATCH', `/api/connectors/${id}`, change)
  await reread('giving-platforms')
}

/** Asks the platform for a page and brings nothing in. `good` says how many orders are ready. */
export async function testPlatform(id: string, good: (count: number) => string): Promise<TestResult> {
  const answer = await send<{ orderCount: number; trouble: GivingPlatform['trouble'] }>(
    'POST',
    `/api/connectors/${id}/test`,
  )
  const { trouble, orderCount } = answer
  return trouble ? { ok: false, words: `${trouble.words} — ${trouble.detail}` } : { ok: true, words: good(orderCount) }
}

export async function pullNow(id: string): Promise<void> {
  await send('POST', `/api/connectors/${id}/pull`)
  await reread('giving-platforms')
}

export async function sayAgain(id: string): Promise<void> {
  await send('POST', `/api/connectors/${id}/retry-returns`)
  await reread('giving-platforms')
}

export async function addPartner(name: string): Promise<{ keyId: string; secret: string }> {
  const made = await send<{ keyId: string; secret: string }>('POST', '/api/partners', { name })
  await reread('partners')
  return made
}

export async function changePartner(id: string, state: Partner['state']): Promise<void> {
  await send('PATCH', `/api/partners/${id}`, { state })
  await reread('partners')
}

/** A new secret, told this once; the one before is taken for a day more. */
export async function renewSecret(id: string): Promise<{ keyId: string; secret: string }> {
  const made = await send<{ keyId: string; secret: string }>('POST', `/api/partners/${id}/secret`)
  await reread('partners')
  return made
}

export async function meanFor(id: string, campaignId: string, programmeCode: string): Promise<void> {
  await send('POST', `/api/partners/${id}/campaigns`, { campaignId, programmeCode })
  await reread('partners')
}
