import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { orderedId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { Broadcast, Plan } from './broadcast.ts'
import { doubtMinutes } from './doubt.ts'
import { fixSegments } from './fix-segments.ts'
import { changeBroadcast, columnsOf, lockBroadcast } from './rows.ts'
import { startOf } from './schedule.ts'

/** Writes a draft; nothing leaves. Answers its id. Fails with `broadcasts.fallback-missing`, `broadcasts.segment-unknown`. */
export async function createBroadcast(scope: Scope, written: Plan): Promise<string> {
  permit(scope, 'broadcasts.write')
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    refuseUnsayable(written)
    await fixSegments(transaction, written.audience)
    const broadcastId = orderedId(now)
    await db
      .insertInto('broadcasts')
      .values({
        ...columnsOf(written),
        organisation_id: organisationId,
        broadcast_id: broadcastId,
        state: 'draft',
        authors: [authorOf(transaction)],
        created_at: now,
      })
      .execute()
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.create', after: written })
    return broadcastId
  })
}

/** What changes about a draft; a field left out stays. */
export type PlanChange = { readonly [Field in keyof Plan]?: Plan[Field] | undefined }

/** Changes a draft; whoever does is one of its authors. Fails with `broadcasts.unknown`, `broadcasts.not-now`, `broadcasts.fallback-missing`, `broadcasts.segment-unknown`. */
export async function changeDraft(scope: Scope, broadcastId: string, change: PlanChange): Promise<void> {
  permit(scope, 'broadcasts.write')
  await scope.transaction(async (transaction) => {
    const draft = await lockBroadcast(transaction, broadcastId, ['draft'])
    const before = planOf(draft)
    const after = changed(before, change)
    refuseUnsayable(after)
    await fixSegments(transaction, after.audience)
    const authors = [...new Set([...draft.authors, authorOf(transaction)])]
    await changeBroadcast(transaction, broadcastId, { ...columnsOf(after), authors })
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.change', before, after })
  })
}

/**
 * Hands a draft in for approval; from now on its segments mean what they mean now, so that what is approved is what was handed
 * in. Fails with `broadcasts.unknown`, `broadcasts.not-now`, `broadcasts.too-late`, `broadcasts.segment-archived`.
 */
export async function submitBroadcast(scope: Scope, broadcastId: string): Promise<void> {
  permit(scope, 'broadcasts.write')
  await scope.transaction(async (transaction) => {
    const draft = await lockBroadcast(transaction, broadcastId, ['draft'])
    await beginningOf(transaction, draft)
    await changeBroadcast(transaction, broadcastId, {
      state: 'submitted',
      audience: JSON.stringify(await fixSegments(transaction, draft.audience, { inUseOnly: true })),
      submitted_at: transaction.now,
      decline_reason: null,
    })
    await audit(transaction, { ...about(broadcastId), action: 'broadcasts.submit' })
  })
}

/** When a broadcast would begin. Fails with `broadcasts.too-late` when that has passed, or its end comes first. */
export async function beginningOf({ db, organisationId, now }: Transaction, broadcast: Broadcast): Promise<Date> {
  const { time_zone: timeZone } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select('time_zone')
    .executeTakeFirstOrThrow()
  const { schedule, notAfter } = broadcast
  const start = startOf(schedule, timeZone, now)
  const isPast = schedule.kind === 'at' && now.getTime() - start.getTime() > doubtMinutes * 60_000
  const isOver = notAfter !== null && new Date(notAfter) <= (start > now ? start : now)
  if (isPast || isOver) {
    throw new Failure('broadcasts.too-late', {}, { kind: 'conflict', field: isPast ? 'schedule' : 'notAfter' })
  }
  return start
}

/** What an audit line is about. */
export function about(broadcastId: string): { subjectKind: 'broadcast'; subjectId: string } {
  return { subjectKind: 'broadcast', subjectId: broadcastId }
}

function changed(before: Plan, change: PlanChange): Plan {
  const { name, purpose, audience, contents, fallbackLanguage, schedule, notAfter, leavers } = change
  return {
    name: name ?? before.name,
    purpose: purpose ?? before.purpose,
    audience: audience ?? before.audience,
    contents: contents ?? before.contents,
    fallbackLanguage: fallbackLanguage ?? before.fallbackLanguage,
    schedule: schedule ?? before.schedule,
    notAfter: notAfter === undefined ? before.notAfter : notAfter,
    leavers: leavers ?? before.leavers,
  }
}

function refuseUnsayable({ contents, fallbackLanguage }: Plan): void {
  if (contents[fallbackLanguage] !== undefined) return
  throw new Failure('broadcasts.fallback-missing', {}, { field: 'fallbackLanguage' })
}

function authorOf({ actor }: Transaction): string {
  if (actor.kind === 'member') return actor.id
  throw new Failure('organisations.not-permitted', { permission: 'broadcasts.write' }, { kind: 'forbidden' })
}

function planOf(broadcast: Broadcast): Plan {
  const { name, purpose, audience, contents, fallbackLanguage, schedule, notAfter, leavers } = broadcast
  return { name, purpose, audience, contents, fallbackLanguage, schedule, notAfter, leavers }
}
