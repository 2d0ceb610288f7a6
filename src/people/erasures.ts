import { audit } from '../organisations/audit.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type EraseParticipant, erasePerson } from './erase.ts'
import { currentPerson, getPerson } from './persons.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

/** Days in which somebody may think better of it. Nothing is sent to them meanwhile but answers and receipts. */
export const regretDays = 7

/** At once is a minute: so long it can be stopped, and the person be told. */
const soonMilliseconds = 60 * 1000

/** What began before an erasure has ended by then: what it still wrote is found by going through once more. */
const againMilliseconds = 60 * 60 * 1000

/** A request that waits for its day. */
export interface WaitingErasure {
  readonly erasureId: string
  readonly personId: string
  readonly askedBy: 'person' | 'member'
  readonly askedAt: Date
  readonly dueAt: Date
  /** It was to be done at once, and is within minutes. */
  readonly isSoon: boolean
}

/** The request that waits for a person, if there is one. */
export async function waitingErasure(
  { db, organisationId }: Pick<Transaction, 'db' | 'organisationId'>,
  personId: string,
): Promise<WaitingErasure | undefined> {
  const row = await waitingRows({ db, organisationId }).where('person_id', '=', personId).executeTakeFirst()
  return row && shown(row)
}

/** All requests that wait, the next to be due first. */
export async function waitingErasures(transaction: Transaction): Promise<WaitingErasure[]> {
  return (await waitingRows(transaction).orderBy('due_at').orderBy('erasure_id').limit(500).execute()).map(shown)
}

function waitingRows({ db, organisationId }: Pick<Transaction, 'db' | 'organisationId'>) {
  return db
    .selectFrom('erasures')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .select(['erasure_id', 'person_id', 'asked_by', 'asked_at', 'due_at'])
}

function shown(row: { erasure_id: string; person_id: string; asked_by: string; asked_at: Date; due_at: Date }) {
  const askedBy = row.asked_by === 'member' ? ('member' as const) : ('person' as const)
  const { asked_at: askedAt, due_at: dueAt } = row
  const isSoon = dueAt.getTime() - askedAt.getTime() < regretDays * dayMilliseconds
  return { erasureId: row.erasure_id, personId: row.person_id, askedBy, askedAt, dueAt, isSoon }
}

/**
 * Notes that a person wishes to be forgotten, by their own word or as a member was told; from now on no report and no appeal leaves
 * for them. Asked again, it stays what it was. Fails with `people.unknown`, also for whoever is erased already.
 */
export async function requestErasure(transaction: Transaction, askedFor: string): Promise<WaitingErasure> {
  const { db, organisationId, now, actor } = transaction
  const personId = await currentPerson(transaction, askedFor)
  const person = await getPerson(transaction, personId)
  if (person.erased_at !== null) throw new Failure('people.unknown', {}, { kind: 'missing' })
  const known = await waitingErasure(transaction, personId)
  if (known) return known
  const memberId = actor.kind === 'member' ? actor.id : null
  await db
    .insertInto('erasures')
    .values({
      organisation_id: organisationId,
      erasure_id: newId(now),
      person_id: personId,
      state: 'waiting',
      asked_by: memberId === null ? 'person' : 'member',
      member_id: memberId,
      asked_at: now,
      due_at: new Date(now.getTime() + regretDays * dayMilliseconds),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await audit(transaction, { action: 'people.ask-erasure', subjectKind: 'person', subjectId: personId })
  const asked = await waitingErasure(transaction, personId)
  if (!asked) throw new Failure('people.unknown', {}, { kind: 'missing' })
  return asked
}

/**
 * Has a person erased at once, whether they had asked before or ask with this: a minute from now, in which the word about it can
 * still leave. Fails as `requestErasure`.
 */
export async function hastenErasure(transaction: Transaction, askedFor: string): Promise<WaitingErasure> {
  const { db, organisationId, now } = transaction
  const { erasureId, personId } = await requestErasure(transaction, askedFor)
  await db
    .updateTable('erasures')
    .set((row) => ({ due_at: row.fn('least', ['due_at', row.val(new Date(now.getTime() + soonMilliseconds))]) }))
    .where('organisation_id', '=', organisationId)
    .where('erasure_id', '=', erasureId)
    .execute()
  const hastened = await waitingErasure(transaction, personId)
  if (!hastened) throw new Failure('people.unknown', {}, { kind: 'missing' })
  return hastened
}

/** A request of a record goes along when that is joined to another, be it to one that waits itself. */
export async function carryErasure({ db, organisationId }: Transaction, from: string, to: string): Promise<void> {
  const own = db.updateTable('erasures').where('organisation_id', '=', organisationId).where('state', '=', 'waiting')
  const isKnown = (await waitingErasure({ db, organisationId }, to)) !== undefined
  const change = isKnown ? own.set({ state: 'withdrawn' }) : own.set({ person_id: to })
  await change.where('person_id', '=', from).execute()
}

/** Takes a request back before its day. Fails with `people.no-erasure` when none waits. */
export async function withdrawErasure(transaction: Transaction, personId: string): Promise<void> {
  const { numUpdatedRows } = await endWaiting(transaction, personId, 'withdrawn')
  if (numUpdatedRows === 0n) throw new Failure('people.no-erasure', {}, { kind: 'conflict' })
  await audit(transaction, { action: 'people.withdraw-erasure', subjectKind: 'person', subjectId: personId })
}

/** Erases a person now, whether they had asked before or ask with this. Fails with `people.unknown`. */
export async function eraseNow(
  transaction: Transaction,
  askedFor: string,
  participants: readonly EraseParticipant[],
): Promise<void> {
  const { personId } = await requestErasure(transaction, askedFor)
  await erasePerson(transaction, personId, participants)
  await endWaiting(transaction, personId, 'done')
}

function endWaiting({ db, organisationId, now }: Transaction, personId: string, state: 'withdrawn' | 'done') {
  const again = state === 'done' ? new Date(now.getTime() + againMilliseconds) : null
  return db
    .updateTable('erasures')
    .set({ state, ended_at: now, again_at: again })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
}

/** Carries out what is due and goes once more through what was done an hour ago, a person at a time. */
export async function carryOutErasures(scope: Scope, participants: readonly EraseParticipant[]): Promise<void> {
  const due = await scope.transaction(async ({ db, organisationId, now }) =>
    db
      .selectFrom('erasures')
      .where('organisation_id', '=', organisationId)
      .where((row) =>
        row.or([row.and([row('state', '=', 'waiting'), row('due_at', '<=', now)]), row('again_at', '<=', now)]),
      )
      .select(['erasure_id', 'person_id', 'state'])
      .orderBy('due_at')
      .orderBy('erasure_id')
      .limit(100)
      .execute(),
  )
  for (const { erasure_id, person_id, state } of due)
    await scope.transaction(async (transaction) => {
      if (state === 'waiting') return eraseNow(transaction, person_id, participants)
      await erasePerson(transaction, person_id, participants)
      await goneThrough(transaction, erasure_id)
    })
}

async function goneThrough({ db, organisationId }: Transaction, erasureId: string): Promise<void> {
  await db
    .updateTable('erasures')
    .set({ again_at: null })
    .where('organisation_id', '=', organisationId)
    .where('erasure_id', '=', erasureId)
    .execute()
}
