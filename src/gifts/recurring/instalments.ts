import { sql } from 'kysely'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { languageSchema } from '../../people/person.ts'
import { Failure } from '../../platform/errors.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { localDay, momentOf } from '../day.ts'
import { publicNameOf, storedPublicName } from '../public-name.ts'
import { recordGift } from '../record-gift.ts'
import { dueOn, rhythms } from './recurring.ts'

/** Due days that one pass writes for one gift: a plan that began years ago is caught up in several. */
const mostAtOnce = 60

/** Writes the instalments whose day has come. Repeating it writes nothing twice. */
export async function expectInstalments(transaction: Transaction): Promise<void> {
  const { db, organisationId } = transaction
  const today = await localDay(transaction, transaction.now)
  const due = await db
    .selectFrom('recurring_gifts')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'active')
    .where('next_due_on', '<=', today)
    .selectAll()
    .orderBy('recurring_gift_id')
    .limit(500)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const one of due) {
    const plan = { startsOn: one.starts_on, dueDay: one.due_day, rhythm: rhythmOf(one.rhythm) }
    let number = one.next_number
    const days: string[] = []
    while (dueOn(plan, number) <= today && days.length < mostAtOnce) {
      days.push(dueOn(plan, number))
      number += 1
    }
    await sql`
      insert into instalments (organisation_id, recurring_gift_id, number, due_on)
      select ${organisationId}::uuid, ${one.recurring_gift_id}::uuid, ${one.next_number}::int + place::int - 1, day
      from unnest(${days}::date[]) with ordinality as due (day, place) on conflict do nothing`.execute(db)
    await db
      .updateTable('recurring_gifts')
      .set({ next_number: number, next_due_on: dueOn(plan, number) })
      .where('organisation_id', '=', organisationId)
      .where('recurring_gift_id', '=', one.recurring_gift_id)
      .execute()
  }
  await hint(
    transaction,
    'gift',
    due.map(({ recurring_gift_id }) => recurring_gift_id),
  )
}

/** An instalment, by its place in its gift. */
export interface InstalmentKey {
  readonly recurringGiftId: string
  readonly number: number
}

/**
 * Records the gift of an instalment that finance saw on the statement. Fails with `gifts.unknown-instalment`,
 * `gifts.instalment-settled`, `gifts.day-to-come`.
 */
export async function receiveInstalment(
  scope: Scope,
  key: InstalmentKey,
  seen: { amountMinor: bigint; receivedOn: string },
): Promise<string> {
  permit(scope, 'gifts.confirm')
  return scope.transaction(async (transaction) => {
    const one = await lockExpected(transaction, key)
    const giftId = await recordGift(transaction, {
      personId: one.person_id,
      campaignId: one.campaign_id,
      amount: { minor: seen.amountMinor, currency: one.currency },
      receivedAt: await momentOf(transaction, seen.receivedOn, 'receivedOn'),
      source: 'manual',
      donorName: one.donor_name,
      ...(await chosenBefore(transaction, key)),
      receiptWish: 'yearly',
      conversationId: one.conversation_id ?? undefined,
      language: languageSchema.parse(one.language),
    })
    await settle(transaction, key, { state: 'received', gift_id: giftId })
    const after = { ...key, giftId, amountMinor: seen.amountMinor.toString(), receivedOn: seen.receivedOn }
    const subject = { subjectKind: 'recurring_gift', subjectId: key.recurringGiftId }
    await audit(transaction, { action: 'recurring.receive', ...subject, after })
    return giftId
  })
}

/** How the giver stands in the public list with the instalment before; a paper mandate asks nobody, so the first is a friend's. */
async function chosenBefore(
  { db, organisationId }: Transaction,
  { recurringGiftId }: InstalmentKey,
): Promise<{ isAnonymous: boolean; showsInitials: boolean }> {
  const before = await db
    .selectFrom('instalments as i')
    .innerJoin('gifts as g', (join) =>
      join.onRef('g.organisation_id', '=', 'i.organisation_id').onRef('g.gift_id', '=', 'i.gift_id'),
    )
    .where('i.organisation_id', '=', organisationId)
    .where('i.recurring_gift_id', '=', recurringGiftId)
    .select(['g.is_anonymous', 'g.shows_initials'])
    .orderBy('i.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return storedPublicName(before ? publicNameOf(before) : 'anonymous')
}

/** Says that an instalment did not come and is awaited no more; fails as `receiveInstalment` does. */
export async function missInstalment(scope: Scope, key: InstalmentKey): Promise<void> {
  permit(scope, 'gifts.confirm')
  await scope.transaction(async (transaction) => {
    await lockExpected(transaction, key)
    await settle(transaction, key, { state: 'missed' })
    const subject = { subjectKind: 'recurring_gift', subjectId: key.recurringGiftId }
    await audit(transaction, { action: 'recurring.miss', ...subject, after: { ...key } })
  })
}

/** Ends a recurring gift: nothing more is expected of it. What already was stays to be settled. Fails with `gifts.unknown-recurring`. */
export async function endRecurring(scope: Scope, recurringGiftId: string): Promise<void> {
  permit(scope, 'gifts.confirm')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const { numUpdatedRows } = await db
      .updateTable('recurring_gifts')
      .set({ state: 'ended', ended_at: now })
      .where('organisation_id', '=', organisationId)
      .where('recurring_gift_id', '=', recurringGiftId)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Failure('gifts.unknown-recurring', {}, { kind: 'missing' })
    const subject = { subjectKind: 'recurring_gift', subjectId: recurringGiftId }
    await audit(transaction, {
      action: 'recurring.end',
      ...subject,
      before: { state: 'active' },
      after: { state: 'ended' },
    })
  })
}

/** The first that is known of a word in the database. */
function rhythmOf(stored: string) {
  return rhythms.find((rhythm) => rhythm === stored) ?? 'monthly'
}

async function lockExpected({ db, organisationId }: Transaction, { recurringGiftId, number }: InstalmentKey) {
  const one = await db
    .selectFrom('instalments as i')
    .innerJoin('recurring_gifts as r', (join) =>
      join
        .onRef('r.organisation_id', '=', 'i.organisation_id')
        .onRef('r.recurring_gift_id', '=', 'i.recurring_gift_id'),
    )
    .where('i.organisation_id', '=', organisationId)
    .where('i.recurring_gift_id', '=', recurringGiftId)
    .where('i.number', '=', number)
    .select([
      'i.state',
      'r.person_id',
      'r.campaign_id',
      'r.conversation_id',
      'r.currency',
      'r.donor_name',
      'r.language',
    ])
    .forUpdate('i')
    .executeTakeFirst()
  if (!one) throw new Failure('gifts.unknown-instalment', {}, { kind: 'missing' })
  if (one.state !== 'expected') throw new Failure('gifts.instalment-settled', {}, { kind: 'conflict' })
  return one
}

async function settle(
  { db, organisationId, now, actor }: Transaction,
  { recurringGiftId, number }: InstalmentKey,
  outcome: { state: 'received'; gift_id: string } | { state: 'missed' },
): Promise<void> {
  await db
    .updateTable('instalments')
    .set({ ...outcome, decided_at: now, decided_by: actor.kind === 'member' ? actor.id : null })
    .where('organisation_id', '=', organisationId)
    .where('recurring_gift_id', '=', recurringGiftId)
    .where('number', '=', number)
    .execute()
}
