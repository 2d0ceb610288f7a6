import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export interface Organisation {
  id: string
  slug: string
  name: string
  country: string
  currency: string
  timeZone: string
  language: Language
  phone: string | null
  email: string | null
  website: string | null
  officeHours: Partial<Record<(typeof weekdays)[number], [opens: string, closes: string]>>
  isDemo: boolean
  texts: { language: Language; name: string; description: string }[]
}

/** The body receipts are written by. */
export interface LegalEntity {
  id: string
  name: string
  country: string
  address: string
  registrationNumber: string
  approvalNumber: string | null
  receiptPrefix: string
}

export function useOrganisation() {
  return useQuery({ queryKey: ['organisation'], queryFn: () => read<Organisation>('/api/organisation') })
}

export async function changeOrganisation(change: object): Promise<void> {
  await send('PATCH', '/api/organisation', change)
  await reread('organisation', 'session', 'home')
}

export function useLegalEntities() {
  return useQuery({
    queryKey: ['legal-entities'],
    queryFn: () => read<Page<LegalEntity>>('/api/legal-entities'),
    select: ({ items }) => items,
  })
}

export async function saveLegalEntity(id: string | undefined, entity: object): Promise<void> {
  if (id) await send('PUT', `/api/legal-entities/${id}`, entity)
  else await send('POST', '/api/legal-entities', entity)
  await reread('legal-entities', 'home')
}
