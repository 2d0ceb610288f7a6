import type { Scope } from '../../platform/scope.ts'

/**
 * Erases the bytes of what was taken back. What was noted stays noted until no fetch of before can still be writing them, so
 * a crash between the two forgets nothing.
 */
export async function eraseForgottenMedia(scope: Scope): Promise<void> {
  const { organisationId, context } = scope
  const noted = await scope.transaction(({ db }) =>
    db
      .selectFrom('media_erasures')
      .where('organisation_id', '=', organisationId)
      .select(['file_id', 'due_at'])
      .execute(),
  )
  for (const { file_id } of noted) await context.files.erase({ organisationId, fileId: file_id })
  const now = context.clock.now()
  const done = noted.filter(({ due_at }) => due_at <= now).map(({ file_id }) => file_id)
  if (done.length === 0) return
  await scope.transaction(({ db }) =>
    db
      .deleteFrom('media_erasures')
      .where('organisation_id', '=', organisationId)
      .where('file_id', 'in', done)
      .execute(),
  )
}
