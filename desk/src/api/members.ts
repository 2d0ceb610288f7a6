import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'
import { useMay, useSession } from './session.ts'

export interface Member {
  id: string
  name: string
  email: string
  language: string
  roles: string[]
  isActive: boolean
  hasSecondFactor: boolean
  createdAt: string
}

/** The link to hand to somebody invited; shown once. */
export interface Invited {
  memberId: string
  invitation: { url: string; expiresAt: string } | null
}

/** One line of who did what. */
export interface AuditLine {
  id: string
  at: string
  actorKind: string
  actorName: string | null
  action: string
  subjectKind: string
  subjectId: string
  before?: unknown
  after?: unknown
}

export function useMembers() {
  const may = useMay()
  return useQuery({
    queryKey: ['members'],
    queryFn: () => read<Page<Member>>('/api/members'),
    select: ({ items }) => items,
    enabled: may('members.read'),
  })
}

/** Names a member by id, as far as this member may know them. */
export function useMemberName(): (id: string) => string {
  const { t } = useTranslation()
  const { member } = useSession()
  const { data = [] } = useMembers()
  return (id) => (id === member.id ? member.name : (data.find((one) => one.id === id)?.name ?? t('members.colleague')))
}

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: () => read<Page<{ role: string; permissions: string[] }>>('/api/roles'),
    select: ({ items }) => items,
  })
}

export function useAudit() {
  return useList<AuditLine>(['audit'], '/api/audit')
}

export async function inviteMember(member: {
  name: string
  email: string
  language: string
  roles: string[]
}): Promise<Invited> {
  const invited = await send<Invited>('POST', '/api/members', member)
  await reread('members', 'home')
  return invited
}

export function inviteAgain(id: string): Promise<Invited> {
  return send('POST', `/api/members/${id}/invitation`)
}

/** Takes the second step off a member who lost phone and codes. */
export async function takeSecondFactorOff(id: string): Promise<void> {
  await send('DELETE', `/api/members/${id}/second-factor`)
  await reread('members')
}

export async function changeMember(id: string, change: object): Promise<void> {
  await send('PATCH', `/api/members/${id}`, change)
  await reread('members', 'session')
}
