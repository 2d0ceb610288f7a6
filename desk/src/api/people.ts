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
  /** Whether reports go to their e-mail address, which nobody proved, where no chat reaches them; null without one. */
  typedState: 'open' | 'asked' | 'confirmed' | 'closed' | null
  /** What members call them by. */
  tags: string[]
  identities: Identity[]
  consents: Consent[]
  createdAt: string
  /** Set: this record was joined to another, which is read instead. */
  mergedIntoId: string | null
  /** Set: everything that said who they are is gone since. */
  erasedAt: string | null
  /** Set: they will be erased, and can still be kept. */
  erasure: Erasure | null
  /** Other records that may be of the same person; `isKept` ones stay when the two are joined. */
  suggestions: (Omit<SuggestedPerson, 'id'> & {
    personId: string
    matchedBy: Suggestion['matchedBy']
    suggestedAt: string
    isKept: boolean
  })[]
}

/** Something that happened with a person; `kind` decides which of the facts are there. */
export interface TimelineEntry {
  kind: string
  id: string
  at: string
  facts: Record<string, string | number | boolean | null>
}

export function usePeople(query: string, tag?: string) {
  return useList<PersonItem>(['people', 'list'], '/api/people', { query, tag })
}

/** Every tag somebody bears, and how many do. */
export function useTags() {
  return useQuery({
    queryKey: ['people', 'tags'],
    queryFn: () => read<{ items: { tag: string; people: number }[] }>('/api/tags'),
  })
}

/** Gives a person these tags, and no others. */
export async function setTags(id: string, tags: readonly string[]): Promise<void> {
  await send('PUT', `/api/people/${id}/tags`, { tags })
  await reread('people')
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

/** Asks the mailbox whether the address typed for a person is theirs. */
export async function askAddress(personId: string): Promise<void> {
  await send('POST', `/api/people/${personId}/address-question`, {})
  await reread('people')
}

/** Says that an identity belongs to another person; its history moves along. */
export async function linkIdentity(personId: string, identityId: string): Promise<void> {
  await send('POST', `/api/people/${personId}/identities/${identityId}/link`, {})
  await reread('people', 'conversations')
}

/** One of two records that may be of the same person. */
export interface SuggestedPerson {
  id: string
  displayName: string
  email: string | null
  phone: string | null
  donorSince: string | null
  createdAt: string
  hasChat: boolean
}

/** Two records of the same name and address; `other` is the one that stays when they are joined. */
export interface Suggestion {
  person: SuggestedPerson
  other: SuggestedPerson
  matchedBy: 'email' | 'phone' | 'code'
  suggestedAt: string
}

/** The pairs nobody has settled yet, newest first. */
export function useSuggestions() {
  return useList<Suggestion>(['people', 'suggestions'], '/api/person-suggestions')
}

/** Joins the two records; answers which one stays. It cannot be taken back. */
export async function acceptSuggestion({ person, other }: Pick<Suggestion, 'person' | 'other'>): Promise<string> {
  const { id } = await send<{ id: string }>('POST', `/api/people/${person.id}/suggestions/${other.id}/accept`)
  await reread('people', 'conversations', 'gifts')
  return id
}

/** Says that they are two people; this pair is never suggested again. */
export async function dismissSuggestion({ person, other }: Pick<Suggestion, 'person' | 'other'>): Promise<void> {
  await send('POST', `/api/people/${person.id}/suggestions/${other.id}/dismiss`)
  await reread('people')
}

/** A request to be erased that waits for its day. */
export interface Erasure {
  askedBy: 'person' | 'member'
  askedAt: string
  dueAt: string
  /** Within a minute. */
  isSoon: boolean
}

/** Everybody who waits to be erased, the next first. */
export function useErasures() {
  return useList<Erasure & { personId: string; displayName: string }>(['people', 'erasures'], '/api/erasures')
}

/** Has a person erased in a week, or within a minute; they are told. */
export async function askErasure(personId: string, atOnce: boolean): Promise<void> {
  await send('POST', `/api/people/${personId}/erasure`, { atOnce })
  await reread('people')
}

/** Takes the request back. */
export async function keepPerson(personId: string): Promise<void> {
  await send('DELETE', `/api/people/${personId}/erasure`)
  await reread('people')
}
