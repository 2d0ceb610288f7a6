import { sql } from 'kysely'
import type { DB } from './database/schema.generated.ts'
import { Failure } from './errors.ts'
import { listOrganisations, systemScope } from './jobs/work.ts'
import type { Context, Scope, Transaction } from './scope.ts'

/**
 * Something that follows from the secret and has to live on when that changes. Every feature tells what it has; `app.ts` lists it, and
 * a test that reads the catalogue finds what nobody told.
 */
export interface Sealed {
  readonly name: string
  /** Seals anew, batch by batch, what is not yet under the current secret; yields how many after each. What neither secret opens stays. */
  reseal(context: Context): AsyncIterable<number>
  /** How many are not under the current secret. */
  countLeft(context: Context): Promise<number>
}

/** A column of sealed bytes in a table of tenants. */
export interface SealedColumn {
  readonly table: keyof DB
  readonly column: string
  /** The column that names the row within its organisation: a UUID. */
  readonly row: string
  /** Where a row's value was sealed, as its feature says. */
  place(organisationId: string, rowId: string): string
  /** Rows sealed anew in one statement; fewer where values are large. */
  readonly batch?: number
}

/** As one statement of many rows: half a second at most. */
const usualBatch = 500

/** What a column holds, one organisation after the other. */
export function sealedColumn(of: SealedColumn): Sealed & SealedColumn {
  return {
    ...of,
    name: `${of.table}.${of.column}`,
    reseal: (context) => inEach(context, (scope) => resealRows(scope, of)),
    countLeft: (context) =>
      countInEach(context, async ({ db, organisationId, context: { vault } }) => {
        const { rows } = await sql<{ left: bigint }>`
          select count(*) as left from ${sql.table(of.table)}
          where organisation_id = ${organisationId} and ${isOld(of, vault.sealHeader)}`.execute(db)
        return Number(rows[0]?.left ?? 0n)
      }),
  }
}

/** Does something batch by batch in every organisation. */
export async function* inEach(context: Context, work: (scope: Scope) => AsyncIterable<number>): AsyncIterable<number> {
  for (const organisation of await listOrganisations(context)) yield* work(systemScope(context, organisation, 'secret'))
}

/** Counts something in every organisation. */
export async function countInEach(
  context: Context,
  count: (transaction: Transaction) => Promise<number>,
): Promise<number> {
  let sum = 0
  for (const organisation of await listOrganisations(context)) {
    sum += await systemScope(context, organisation, 'secret').transaction(count)
  }
  return sum
}

const firstId = '00000000-0000-0000-0000-000000000000'

async function* resealRows(scope: Scope, of: SealedColumn): AsyncIterable<number> {
  let after = firstId
  for (;;) {
    const { last, count } = await scope.transaction((transaction) => resealBatch(transaction, of, after))
    if (last === undefined) return
    after = last
    yield count
  }
}

interface SealedRow {
  readonly id: string
  readonly sealed: Buffer
}

async function resealBatch(transaction: Transaction, of: SealedColumn, after: string) {
  const { db, organisationId, context } = transaction
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(of.row)} as id, ${sql.ref(of.column)} as sealed from ${sql.table(of.table)}
    where organisation_id = ${organisationId} and ${sql.ref(of.row)} > ${after} and ${isOld(of, context.vault.sealHeader)}
    order by 1 limit ${of.batch ?? usualBatch}`.execute(db)
  const opened = rows.flatMap((row) => resealed(transaction, of, row))
  // A house at work may have written meanwhile: only what is still as it was read is replaced.
  await sql`select set_config('app.resealing', 'yes', true)`.execute(db)
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(of.table)} t set ${sql.ref(of.column)} = n.fresh
    from unnest(${opened.map(({ id }) => id)}::uuid[], ${opened.map(({ sealed }) => sealed)}::bytea[],
      ${opened.map(({ fresh }) => fresh)}::bytea[]) n (id, sealed, fresh)
    where t.organisation_id = ${organisationId} and t.${sql.ref(of.row)} = n.id
      and t.${sql.ref(of.column)} = n.sealed`.execute(db)
  return { last: rows.at(-1)?.id, count: Number(numAffectedRows) }
}

/** What neither secret opens is left as it is: it is counted in the end, and perhaps the secret before the former is found again. */
function resealed({ organisationId, context: { vault } }: Transaction, of: SealedColumn, { id, sealed }: SealedRow) {
  const place = of.place(organisationId, id)
  try {
    return [{ id, sealed, fresh: vault.seal(vault.open(sealed, place), place) }]
  } catch (error) {
    if (error instanceof Failure && error.code === 'vault.cannot-open') return []
    throw error
  }
}

function isOld({ column }: SealedColumn, header: Buffer) {
  return sql<boolean>`substring(${sql.ref(column)} for ${sql.lit(header.length)}) <> ${header}`
}
