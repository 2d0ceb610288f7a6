import type pg from 'pg'
import { z } from 'zod'
import type { OrganisationId } from '../platform/ids.ts'

/** A column as the catalogue describes it. */
const columnSchema = z.object({
  name: z.string(),
  /** `uuid`, `text`, `_int8` …: the type's name in `pg_type`. */
  type: z.string(),
  isGenerated: z.boolean(),
  isNullable: z.boolean(),
  /** The first value a check of the form `column in (…)` allows. */
  allowed: z.string().nullable(),
})

/** A table of schema public that belongs to tenants. */
const tableSchema = z.object({
  name: z.string(),
  isGuarded: z.boolean(),
  columns: z.array(columnSchema),
  keys: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** What `riscontro_app` was granted, in lower case. */
  verbs: z.array(z.string()),
})

/** See `columnSchema`. */
export type Column = z.infer<typeof columnSchema>

/** See `tableSchema`. */
export type Table = z.infer<typeof tableSchema>

/** Every table of schema public with an `organisation_id`. Keys are the primary, unique (indexes included) and foreign ones. */
export async function readTables(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isGuarded",
      array(select lower(privilege_type) from information_schema.role_table_grants g
        where g.table_schema = 'public' and g.table_name = c.relname and grantee = 'riscontro_app') as verbs,
      (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'isGenerated', a.attgenerated <> '',
          'isNullable', not a.attnotnull, 'allowed', (
            select substring(pg_get_constraintdef(k.oid) from '''([^'']*)''') from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1)) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', key.name, 'columns', key.columns)), '[]') from (
        select conname as name, array(select attname from unnest(conkey) with ordinality as part(attnum, at)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum order by at) as columns
        from pg_constraint where conrelid = c.oid and contype = 'f'
        union all
        select i.indexrelid::regclass::text, array(select pg_get_indexdef(i.indexrelid, part, true)
          from generate_series(1, i.indnkeyatts) as part)
        from pg_index i where i.indrelid = c.oid and i.indisunique) as key) as keys
    from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
      and c.relname <> 'addresses'
    order by c.relname`)
  return z.array(tableSchema).parse(rows)
}

/** A row of a table as pairs of column and SQL literal: made from the types, so that tables of tomorrow are covered too. */
export function rowFor(table: Table, organisation: OrganisationId): [column: string, literal: string][] {
  return table.columns
    .filter((column) => !column.isGenerated && (!column.isNullable || column.name === 'organisation_id'))
    .map((column) => [column.name, column.name === 'organisation_id' ? `'${organisation}'` : literalFor(column)])
}

function literalFor({ type, allowed }: Column): string {
  if (allowed !== null && type === 'text') return `'${allowed}'`
  const literal = literals[type] ?? (type.startsWith('_') ? `'{}'` : undefined)
  if (literal === undefined) throw new Error(`a column type the cross-tenant test does not know yet: ${type}`)
  return literal
}

const literals: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `'x'`,
  bool: 'true',
  int2: '1',
  int4: '1',
  int8: '1',
  numeric: '1',
  float8: '1',
  bytea: `'\\x01'`,
  jsonb: `'{}'`,
  json: `'{}'`,
  date: `'2026-03-02'`,
  time: `'21:00'`,
  timestamptz: `'2026-03-02T02:00:00Z'`,
}
