import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'

/** `open`: a task for finance. `done`: it became a recurring gift. `declined`: it was no mandate. */
export const mandateStates = ['open', 'done', 'declined'] as const
export type MandateState = (typeof mandateStates)[number]

const mostShown = 200

function mandatesOf({ db, organisationId }: Transaction) {
  return db
    .selectFrom('mandates as m')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.person_id', '=', 'm.person_id'),
    )
    .leftJoin('members as f', (join) =>
      join.onRef('f.organisation_id', '=', 'm.organisation_id').onRef('f.member_id', '=', 'm.filed_by'),
    )
    .leftJoin('recurring_gifts as r', (join) =>
      join
        .onRef('r.organisation_id', '=', 'm.organisation_id')
        .onRef('r.recurring_gift_id', '=', 'm.recurring_gift_id'),
    )
    .where('m.organisation_id', '=', organisationId)
    .select([
      'm.mandate_id',
      'm.state',
      'm.person_id',
      'm.conversation_id',
      'm.filed_at',
      'm.reason',
      'm.file_id',
      'm.media_type',
      'p.display_name as person_name',
      (row) => row('p.erased_at', 'is not', null).as('isErased'),
      'f.name as filed_by_name',
      'r.recurring_gift_id',
      'r.state as recurring_state',
      'r.amount_minor',
      'r.currency',
      'r.rhythm',
      'r.next_due_on',
      'r.account_digits',
    ])
}

/** A mandate and what became of it. */
export type MandateRow = Awaited<ReturnType<typeof listMandates>>[number]

/** Filed mandates of one state, those waiting longest first, all others the newest first. */
export async function listMandates(scope: Scope, state: MandateState) {
  permit(scope, 'mandates.file')
  return scope.transaction((transaction) =>
    mandatesOf(transaction)
      .where('m.state', '=', state)
      .orderBy('m.filed_at', state === 'open' ? 'asc' : 'desc')
      .orderBy('m.mandate_id')
      .limit(mostShown)
      .execute(),
  )
}

/** One mandate. Fails with `gifts.unknown-mandate`. */
export async function readMandateRow(scope: Scope, mandateId: string): Promise<MandateRow> {
  permit(scope, 'mandates.file')
  const row = await scope.transaction((transaction) =>
    mandatesOf(transaction).where('m.mandate_id', '=', mandateId).executeTakeFirst(),
  )
  if (!row) throw new Failure('gifts.unknown-mandate', {}, { kind: 'missing' })
  return row
}

/** The bytes of a mandate's picture. Fails with `gifts.unknown-mandate`, and with `files.missing` after it was declined or its giver erased. */
export async function readMandatePicture(
  scope: Scope,
  mandateId: string,
): Promise<{ bytes: Buffer; mediaType: string }> {
  const { file_id: fileId, media_type: mediaType } = await readMandateRow(scope, mandateId)
  const { files } = scope.context
  const file = { organisationId: scope.organisationId, fileId }
  return { bytes: await files.read(file, 'whole', { start: 0, end: await files.sizeOf(file, 'whole') }), mediaType }
}

/** Instalments whose day has come and of which nothing has been said, the oldest first. */
export async function listExpected(scope: Scope) {
  permit(scope, 'gifts.read')
  return scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('instalments as i')
      .innerJoin('recurring_gifts as r', (join) =>
        join
          .onRef('r.organisation_id', '=', 'i.organisation_id')
          .onRef('r.recurring_gift_id', '=', 'i.recurring_gift_id'),
      )
      .where('i.organisation_id', '=', organisationId)
      .where('i.state', '=', 'expected')
      .select([
        'i.recurring_gift_id',
        'i.number',
        'i.due_on',
        'r.person_id',
        'r.donor_name',
        'r.amount_minor',
        'r.currency',
        'r.rhythm',
        'r.account_digits',
      ])
      .orderBy('i.due_on')
      .orderBy('i.recurring_gift_id')
      .limit(mostShown)
      .execute(),
  )
}
