import { sql } from 'kysely'
import { z } from 'zod'
import type { Transaction } from '../platform/scope.ts'

/** Somebody as a suggestion shows them. */
export interface SuggestedPerson {
  id: string
  displayName: string
  email: string | null
  phone: string | null
  donorSince: string | null
  createdAt: Date
  hasChat: boolean
}

/** What makes two records look like one person's: a typed address, or a gift's code that came from a chat. */
export const matchedBy = ['email', 'phone', 'code'] as const

/** An open suggestion: `person` would be joined to `other`. */
export interface OpenSuggestion {
  person: SuggestedPerson
  other: SuggestedPerson
  matchedBy: (typeof matchedBy)[number]
  suggestedAt: Date
}

/** Open suggestions, the newest first: of one person, or of everybody. One that is settled makes room for the next. */
export async function openSuggestions(
  { db, organisationId }: Transaction,
  { personId, limit }: { personId?: string; limit: number },
): Promise<OpenSuggestion[]> {
  const { rows } = await sql<Row>`
    select s.suggested_at as "suggestedAt", s.matched_by as "matchedBy", ${shown(sql`p`)} as person,
      ${shown(sql`o`)} as other
    from person_suggestions s
    join persons p on p.organisation_id = s.organisation_id and p.person_id = s.person_id
    join persons o on o.organisation_id = s.organisation_id and o.person_id = s.other_person_id
    where s.organisation_id = ${organisationId} and s.state = 'open'
      and (${personId ?? null}::uuid is null or ${personId ?? null}::uuid in (s.person_id, s.other_person_id))
    order by s.suggested_at desc, s.person_id desc, s.other_person_id
    limit ${limit}`.execute(db)
  return rows.map((row) => ({
    person: person.parse(row.person),
    other: person.parse(row.other),
    matchedBy: z.enum(matchedBy).parse(row.matchedBy),
    suggestedAt: row.suggestedAt,
  }))
}

interface Row {
  suggestedAt: Date
  matchedBy: string
  person: unknown
  other: unknown
}

const person = z.object({
  id: z.uuid(),
  displayName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  donorSince: z.string().nullable(),
  createdAt: z.coerce.date(),
  hasChat: z.boolean(),
})

function shown(of: ReturnType<typeof sql>) {
  return sql`json_build_object('id', ${of}.person_id, 'displayName', ${of}.display_name, 'email', ${of}.email,
    'phone', ${of}.phone, 'donorSince', ${of}.donor_since, 'createdAt', ${of}.created_at,
    'hasChat', exists (select from identities i
      where i.organisation_id = ${of}.organisation_id and i.person_id = ${of}.person_id and i.typed_email is null))`
}
