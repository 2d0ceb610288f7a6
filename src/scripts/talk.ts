import { sql } from 'kysely'
import { together } from '../conversations/together.ts'
import { officeHoursSchema } from '../organisations/organisation.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { DefaultFacts } from './default.ts'
import type { Input } from './input.ts'
import { isOfficeOpen, officeHoursLine } from './office.ts'
import type { Script } from './script.ts'
import { freshSession, type Session, session as sessionSchema } from './session.ts'
import { readStopWord } from './stop.ts'

/** Everything a turn of a conversation begins with, read under the person's lock. */
export interface Talk {
  readonly conversationId: string
  readonly identityId: string
  readonly personId: string
  readonly language: Language
  /** While in the future the script keeps silent: for a member's sake, or by its own hand-off. */
  readonly silentUntil: Date | null
  /** The purposes, feedback and appeals, which the person's newest word refuses. */
  readonly refused: readonly string[]
  readonly session: Session
  readonly waitUntil: Date | null
  /** All but what depends on the input: see `factsFor`. */
  readonly facts: DefaultFacts
}

interface Row {
  conversationId: string
  identityId: string
  personId: string
  language: string
  silentUntil: Date | null
  refused: string[]
  session: unknown
  waitUntil: Date | null
  organisation: string
  phone: string | null
  email: string | null
  timeZone: string
  officeHours: unknown
  linked: boolean
}

/** Reads where a conversation stands. A session no longer readable begins anew. */
export async function readTalk(transaction: Transaction, conversationId: string, script: Script): Promise<Talk> {
  const row = await readRow(transaction, conversationId)
  const language = isLanguage(row.language) ? row.language : 'en'
  const hours = officeHoursSchema.catch({}).parse(row.officeHours)
  const kept = sessionSchema.safeParse(row.session)
  return {
    conversationId,
    identityId: row.identityId,
    personId: row.personId,
    language,
    silentUntil: row.silentUntil,
    refused: row.refused,
    session: kept.success ? kept.data : freshSession(script),
    waitUntil: row.waitUntil,
    facts: {
      language,
      organisation: row.organisation,
      linked: row.linked,
      officeOpen: isOfficeOpen(hours, row.timeZone, transaction.now),
      officeHours: officeHoursLine(hours, language),
      phone: row.phone ?? '—',
      email: row.email ?? '—',
      stopped: row.refused.length > 0,
    },
  }
}

/** The talks of all who are answered at the same moment are read in one statement. */
const readRow = together(async ({ db, organisationId }: Transaction, conversationIds: readonly string[]) => {
  const { rows } = await sql<Row>`
    select c.conversation_id as "conversationId", i.identity_id as "identityId", p.person_id as "personId", p.language,
      c.script_silent_until as "silentUntil", s.session, s.wait_until as "waitUntil",
      coalesce(t.name, o.name) as organisation, o.phone, o.email, o.time_zone as "timeZone",
      o.office_hours as "officeHours",
      exists (select from gifts g where g.organisation_id = c.organisation_id and g.person_id = p.person_id) as linked,
      array(
        select purpose from (
          select distinct on (purpose) purpose, granted from consents w
          where w.organisation_id = c.organisation_id and w.person_id = p.person_id
            and w.purpose in ('feedback', 'appeals') and w.channel in ('all', a.kind)
          order by purpose, at desc, granted, consent_id desc
        ) as newest where not granted
      ) as refused
    from conversations c
    join identities i on i.organisation_id = c.organisation_id and i.identity_id = c.identity_id
    join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
    join organisations o on o.organisation_id = c.organisation_id
    left join organisation_texts t on t.organisation_id = c.organisation_id and t.language = p.language
    left join script_sessions s on s.organisation_id = c.organisation_id and s.conversation_id = c.conversation_id
    where c.organisation_id = ${organisationId}
      and c.conversation_id = any(${[...conversationIds]}::uuid[])`.execute(db)
  const known = new Map(rows.map((row) => [row.conversationId, row]))
  return (conversationId: string) => {
    const row = known.get(conversationId)
    if (!row) throw new Error('A conversation that is being answered could not be read')
    return row
  }
})

/**
 * The facts for one input. Somebody counts as stopped for a STOP when nothing is left to stop, so that the first one is
 * confirmed; and for everything else when anything is refused, so that a START is heard.
 */
export function factsFor(talk: Talk, input: Input): DefaultFacts {
  const isStop = input.kind === 'text' && readStopWord(input.text) === 'stop'
  return isStop ? { ...talk.facts, stopped: talk.refused.length === 2 } : talk.facts
}
