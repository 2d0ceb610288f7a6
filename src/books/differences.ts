import { sql } from 'kysely'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import {
  type Difference,
  type DifferenceCode,
  differenceCodes,
  mostOfEachCode,
  severities,
  severityOf,
} from './books.ts'
import { type Subject, subjectsOf } from './subjects.ts'

/** Whether somebody must look, has looked and said why, or it went by itself. */
export const differenceStates = ['open', 'explained', 'gone'] as const
export type DifferenceState = (typeof differenceStates)[number]

/** A difference as a row that somebody settles. */
export interface KeptDifference extends Difference {
  readonly differenceId: string
  readonly state: DifferenceState
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly note: string | null
  /** The member who explained it. */
  readonly explainedBy: string | null
  readonly explainedAt: Date | null
  readonly goneAt: Date | null
  /** What to look at; null where no page shows it. */
  readonly about: Subject | null
}

/**
 * Keeps what a check found: what is new opens, what lasts is seen again, what is gone closes itself. An explanation holds for the
 * figures it was given for: with others the difference opens again. Of a kind that was cut off at its most nothing closes.
 */
export async function keepDifferences(transaction: Transaction, found: readonly Difference[]): Promise<void> {
  const { db, organisationId, now } = transaction
  const rows = joined(found)
  const column = <Value>(read: (row: Difference) => Value) => rows.map(read)
  await sql`
    insert into book_differences as kept (organisation_id, book_difference_id, code, subject, fund, currency,
      expected_minor, found_minor, state, first_seen_at, last_seen_at)
    select ${organisationId}::uuid, new.*, 'open', ${now}::timestamptz, ${now}::timestamptz
    from unnest(${rows.map(() => newId(now))}::uuid[], ${column(({ code }) => code)}::text[],
      ${column(({ subjectId }) => subjectId ?? '')}::text[], ${column(({ fund }) => fund ?? '')}::text[],
      ${column(({ currency }) => currency)}::text[], ${column(({ expectedMinor }) => expectedMinor)}::bigint[],
      ${column(({ foundMinor }) => foundMinor)}::bigint[]) as new
    on conflict (organisation_id, code, subject, fund, currency) where state <> 'gone' do update set
      last_seen_at = excluded.last_seen_at, expected_minor = excluded.expected_minor, found_minor = excluded.found_minor,
      state = case when kept.expected_minor = excluded.expected_minor and kept.found_minor = excluded.found_minor
        then kept.state else 'open' end`.execute(db)
  await sql`
    update book_differences set state = 'gone', gone_at = ${now}::timestamptz
    where organisation_id = ${organisationId} and state <> 'gone' and last_seen_at < ${now}::timestamptz
      and code <> all(${cutOff(found)}::text[])`.execute(db)
}

/** One difference for each code, subject, fund and currency; several of the same are added up. */
function joined(found: readonly Difference[]): Difference[] {
  const rows = new Map<string, Difference>()
  for (const one of found) {
    const key = JSON.stringify([one.code, one.subjectId, one.fund, one.currency])
    const before = rows.get(key)
    const expectedMinor = one.expectedMinor + (before?.expectedMinor ?? 0n)
    rows.set(key, { ...one, expectedMinor, foundMinor: one.foundMinor + (before?.foundMinor ?? 0n) })
  }
  return [...rows.values()]
}

function cutOff(found: readonly Difference[]): DifferenceCode[] {
  const codes = [...new Set(found.map(({ code }) => code))]
  return codes.filter((code) => found.filter((one) => one.code === code).length >= mostOfEachCode)
}

/** The differences of a state, the gravest first, those of a kind together, at most 500. */
export async function listDifferences(scope: Scope, state: DifferenceState): Promise<KeptDifference[]> {
  permit(scope, 'books.read')
  return scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const { rows } = await sql<Omit<KeptDifference, 'about'>>`
      select d.book_difference_id as "differenceId", d.code, nullif(d.subject, '') as "subjectId",
        nullif(d.fund, '') as fund, d.currency, d.expected_minor as "expectedMinor", d.found_minor as "foundMinor",
        d.state, d.first_seen_at as "firstSeenAt", d.last_seen_at as "lastSeenAt", d.note, m.name as "explainedBy",
        d.explained_at as "explainedAt", d.gone_at as "goneAt"
      from book_differences d
      left join members m on m.organisation_id = d.organisation_id and m.member_id = d.explained_by
      where d.organisation_id = ${organisationId} and d.state = ${state}
      order by array_position(${byGravity}::text[], d.code), coalesce(d.gone_at, d.last_seen_at) desc, d.first_seen_at, d.book_difference_id
      limit 500`.execute(db)
    const subjects = await subjectsOf(transaction, rows)
    return rows.map((row) => ({ ...row, about: subjects.get(row.subjectId ?? '') ?? null }))
  })
}

const byGravity = severities.flatMap((severity) => differenceCodes.filter((code) => severityOf(code) === severity))

/** A member says why two figures differ; it is then open no more while it stays as it is. Fails with `books.difference-unknown`, `books.difference-gone`. */
export async function explainDifference(scope: Scope, differenceId: string, note: string): Promise<void> {
  permit(scope, 'gifts.confirm')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const row = await db
      .selectFrom('book_differences')
      .where('organisation_id', '=', organisationId)
      .where('book_difference_id', '=', differenceId)
      .select(['state', 'note'])
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new Failure('books.difference-unknown', {}, { kind: 'missing' })
    if (row.state === 'gone') throw new Failure('books.difference-gone', {}, { kind: 'conflict' })
    await db
      .updateTable('book_differences')
      .set({
        state: 'explained',
        note,
        explained_by: actor.kind === 'member' ? actor.id : null,
        explained_at: now,
      })
      .where('organisation_id', '=', organisationId)
      .where('book_difference_id', '=', differenceId)
      .execute()
    await audit(transaction, {
      action: 'books.explain',
      subjectKind: 'book_difference',
      subjectId: differenceId,
      before: row,
      after: { state: 'explained', note },
    })
  })
}
