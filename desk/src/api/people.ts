import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export type Purpose = 'service' | 'feedback' | 'appeals'

/** A person as the list shows them. */
export interface PersonItem {
  id: string
  displayName: string
  language: string
  email: string | null
  phone: string | null
  donorSince: string | null
}

/** A person's address on a channel. */
export interface Identity {
  id: string
  channelAccountId: string
  displayName: string | null
  state: 'unknown' | 'following' | 'unfollowed' | 'blocked'
  stateAt: string | null
  /** Why it is believed to be theirs; null when nobody ever said. */
  proof: string | null
}

/** What a person said to one purpose on one channel (or all), and where they said it. */
export interface Consent {
  purpose: Purpose
  channel: string
  granted: boolean
  source: string
  at: string
}

export interface Person extends PersonItem {
  timeZone: string | null
  identities: Identity[]
  consents: Consent[]
}

/** Something that happened with a person; `kind` decides which of the facts are there. */
export interface TimelineEntry {
  kind: string
  id: string
  at: string
  facts: Record<string, string | number | boolean | null>
}

export function usePeople(query: string) {
  return useList<PersonItem>(['people', 'list'], '/api/people', { query })
}

export function usePerson(id: string) {
  return useQuery({ queryKey: ['people', 'one', id], queryFn: () => read<Person>(`/api/people/${id}`) })
}

export function useTimeline(id: string) {
  return useList<TimelineEntry>(['people', 'timeline', id], `/api/people/${id}/timeline`)
}

export async function changePerson(id: string, change: object): Promise<void> {
  await send('PATCH', `/api/people/${id}`, change)
  await reread('people', 'conversations')
}

/** Writes down what a person told a member; the newest word holds. */
export async function recordConsent(id: string, consent: { purpose: Purpose; channel: string; granted: boolean }) {
  await send('PUT', `/api/people/${id}/consents`, { consents: [consent] })
  await reread('people')
}

/** Says that an identity belongs to another person; its history moves along. */
export async function linkIdentity(personId: string, identityId: string): Promise<void> {
  await send('POST', `/api/people/${personId}/identities/${identityId}/link`, {})
  await reread('people', 'conversations')
}
