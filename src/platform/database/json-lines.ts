import { type RawBuilder, sql } from 'kysely'

/**
 * Documents as `jsonb[]`, handed over as one text of a line each: what `JSON.stringify` writes has no line ends of its own. As
 * elements of an array every quotation mark of theirs would be escaped here and taken back there.
 */
export function jsonLines(documents: readonly unknown[]): RawBuilder<unknown> {
  const lines = documents.map((document) => JSON.stringify(document)).join('\n')
  return sql`string_to_array(${lines}, E'\n')::jsonb[]`
}
