import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

/** What is kept of a PDF as it came: by its hash anybody who has the paper makes sure that it is the one that was brought. */
export const original = z.object({ sha256: z.string(), isSigned: z.boolean() })
export type Original = z.output<typeof original>

/** The original of a file, or null: of pictures, and of what was brought before originals were kept. @param file the alias of `files` */
export function originalOf(file: string): RawBuilder<Original | null> {
  return sql`(select json_build_object('sha256', encode(o.sha256, 'hex'), 'isSigned', o.is_signed) from original_files o
    where o.organisation_id = ${sql.ref(`${file}.organisation_id`)} and o.file_id = ${sql.ref(`${file}.file_id`)})`
}
