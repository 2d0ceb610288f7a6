import type { AuditLine } from '../api/members.ts'

/** What the line itself calls its subject, as it was then: most deeds that make or rename something keep its name. */
export function nameIn({ before, after }: Pick<AuditLine, 'before' | 'after'>): string | undefined {
  return named(after) ?? named(before)
}

function named(kept: unknown): string | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(kept))
  const names = ['name', 'displayName', 'pseudonym'].map((field) => fields.get(field))
  return names.find((name) => typeof name === 'string' && name !== '')?.toString()
}

/** The page of what a line is about; nothing for what has no page of its own. */
export function pageOf(kind: string, id: string) {
  switch (kind) {
    case 'broadcast':
      return { to: '/broadcasts/$broadcastId', params: { broadcastId: id } } as const
    case 'campaign':
      return { to: '/campaigns/$campaignId', params: { campaignId: id } } as const
    case 'case':
      return { to: '/cases/$caseId', params: { caseId: id } } as const
    case 'conversation':
      return { to: '/inbox/$conversationId', params: { conversationId: id } } as const
    case 'gift':
      return { to: '/gifts/$giftId', params: { giftId: id } } as const
    case 'mandate':
      return { to: '/gifts/mandates/$mandateId', params: { mandateId: id } } as const
    case 'person':
      return { to: '/people/$personId', params: { personId: id } } as const
    case 'programme':
      return { to: '/cases/programmes/$programmeId', params: { programmeId: id } } as const
    case 'round':
      return { to: '/rounds/$roundId', params: { roundId: id } } as const
  }
}
