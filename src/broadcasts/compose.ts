import type { OutboundMessage } from '../channels/message.ts'
import { Failure } from '../platform/errors.ts'
import { isLanguage, type Language, languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Broadcast } from './broadcast.ts'
import { personalise, withLastLine } from './personalise.ts'

/** A person as far as a message depends on them. */
export interface Reader {
  readonly personId: string
  readonly displayName: string
  readonly language: string
  readonly timeZone: string | null
}

/** Names are cut to this many characters: a display name is whatever its owner typed. */
const longestName = 60

/** These people, by id. */
export async function readReaders(
  { db, organisationId }: Transaction,
  personIds: readonly string[],
): Promise<Map<string, Reader>> {
  const rows = await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', (where) => where.fn.any(where.val([...personIds])))
    .select(['person_id', 'display_name', 'language', 'time_zone'])
    .execute()
  return new Map(
    rows.map((row) => [
      row.person_id,
      { personId: row.person_id, displayName: row.display_name, language: row.language, timeZone: row.time_zone },
    ]),
  )
}

/** Writes the message one person gets: in their language or the fallback, with their name, and how to stop. */
export type ComposeFor = (reader: Reader) => { language: Language; content: OutboundMessage }

/** A composer for a broadcast; all its messages say the same, but for the name. */
export function composer({ context }: Transaction, broadcast: Broadcast): ComposeFor {
  const nameless = new Set(namelessWords(context.translator))
  return (reader) => {
    const language = languageFor(broadcast, reader)
    const content = broadcast.contents[language]
    // The store refuses a broadcast without the words of its fallback.
    if (content === undefined) throw new TypeError(`a broadcast has no words in ${language}`)
    const t = context.translator.in(language)
    const name = tidy(reader.displayName)
    const filled = personalise(content, name === '' || nameless.has(name) ? t('broadcasts:friend') : name)
    return { language, content: withLastLine(filled, t('broadcasts:stop')) }
  }
}

/** The message one person would get. Fails with `people.unknown`. */
export async function composeForPerson(
  transaction: Transaction,
  broadcast: Broadcast,
  personId: string,
): Promise<ReturnType<ComposeFor>> {
  const reader = (await readReaders(transaction, [personId])).get(personId)
  if (!reader) throw new Failure('people.unknown', {}, { kind: 'missing' })
  return composer(transaction, broadcast)(reader)
}

/** The language somebody is written to in. */
export function languageFor({ contents, fallbackLanguage }: Broadcast, { language }: Reader): Language {
  return isLanguage(language) && contents[language] !== undefined ? language : fallbackLanguage
}

function tidy(name: string): string {
  return Array.from(name.replace(/\s+/gu, ' ').trim()).slice(0, longestName).join('')
}

/** What stands in the place of a name until somebody tells us theirs, in every language it may have been written in. */
function namelessWords(translator: Transaction['context']['translator']): string[] {
  return languages.map((language) => translator.in(language)('conversations:nameless'))
}
