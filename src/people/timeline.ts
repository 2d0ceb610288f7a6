import { sql } from 'kysely'
import type { Transaction } from '../platform/scope.ts'

/** Something that happened between a person and the organisation. The reader's screen makes the sentence of it. */
export interface TimelineEntry {
  /** A UUID, unique over all sources. */
  id: string
  at: Date
  /** `<feature>.<what>`, past tense: `gift.received`, `consent.given`. */
  kind: string
  /** What the sentence needs. */
  facts: Readonly<Record<string, string | number | boolean | null>>
  /** What it leads to. */
  subject?: { kind: string; id: string }
}

/** A feature's share of a person's story: at most `limit` entries not after `until`, newest first. */
export type TimelineSource = (
  transaction: Transaction,
  personId: string,
  range: { until: Date; limit: number },
) => Promise<TimelineEntry[]>

/** Where a page of a timeline ended. */
export interface TimelinePosition {
  at: Date
  id: string
}

/** The newest entries of all sources behind `after`, newest first. */
export async function readTimeline(
  transaction: Transaction,
  sources: readonly TimelineSource[],
  personId: string,
  { after, limit }: { after?: TimelinePosition; limit: number },
): Promise<TimelineEntry[]> {
  const range = { until: after?.at ?? transaction.now, limit: limit + 1 }
  const told: TimelineEntry[] = []
  for (const source of sources) told.push(...(await source(transaction, personId, range)))
  return told
    .filter((entry) => !after || isBehind(entry, after))
    .sort((a, b) => (isBehind(a, b) ? 1 : -1))
    .slice(0, limit)
}

function isBehind(entry: TimelinePosition, other: TimelinePosition): boolean {
  const apart = entry.at.getTime() - other.at.getTime()
  return apart === 0 ? entry.id < other.id : apart < 0
}

/** What a person agreed to and refused, and by which proof their chat accounts became theirs. */
export const peopleTimeline: readonly TimelineSource[] = [
  async ({ db, organisationId }, personId, { until, limit }) => {
    const rows = await db
      .selectFrom('consents')
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .where('at', '<=', until)
      .select(['consent_id', 'at', 'purpose', 'channel', 'granted', 'source'])
      .orderBy('at', 'desc')
      .orderBy('consent_id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ consent_id, at, granted, purpose, channel, source }) => ({
      id: consent_id,
      at,
      kind: granted ? 'consent.given' : 'consent.refused',
      facts: { purpose, channel, source },
    }))
  },
  async ({ db, organisationId }, personId, { until, limit }) => {
    const { rows } = await sql<{ id: string; at: Date; proof: string; identityId: string; name: string | null }>`
      select identity_link_id as id, at, proof, identity_id as "identityId", display_name as name
      from identity_links join identities using (organisation_id, identity_id)
      where identity_links.organisation_id = ${organisationId} and identity_links.person_id = ${personId} and at <= ${until}
      order by at desc, identity_link_id desc limit ${limit}`.execute(db)
    return rows.map(({ id, at, proof, identityId, name }) => ({
      id,
      at,
      kind: 'identity.linked',
      facts: { proof, name },
      subject: { kind: 'identity', id: identityId },
    }))
  },
]
