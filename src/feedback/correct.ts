import { sql } from 'kysely'
import { isProgress, type ProgressStage } from '../cases/case.ts'
import { type NewUpdate, submitUpdate, writeUpdate } from '../cases/updates.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'

/** What puts a released update right: the same case, words of its own. Without a stage the one that was told. */
export type NewCorrection = Omit<NewUpdate, 'caseId' | 'stage' | 'isDraft'> & { stage?: NewUpdate['stage'] | undefined }

/**
 * Writes an update that puts a released one right and hands it in: somebody else releases it, as any other. Whoever heard the
 * first then hears what was wrong; whoever did not hears only what is right. The first, its words and its line in the log
 * stay. Answers the new update's id. Fails with `feedback.not-told` and the codes of `writeUpdate`.
 */
export async function correctUpdate(scope: Scope, updateId: string, correction: NewCorrection): Promise<string> {
  permit(scope, 'updates.write')
  const first = await scope.transaction(async ({ db, organisationId }) =>
    db
      .selectFrom('updates')
      .where('organisation_id', '=', organisationId)
      .where('update_id', '=', updateId)
      .where('state', '=', 'approved')
      .select(['case_id', 'stage'])
      .executeTakeFirst(),
  )
  if (!first) throw new Failure('feedback.not-told', {}, { kind: 'conflict' })
  const { stage, ...words } = correction
  const told = stage ?? progressOf(first.stage)
  // A draft until it is tied to what it corrects: released before that it would be told as plain news.
  const newId = await writeUpdate(scope, { ...words, caseId: first.case_id, stage: told, isDraft: true })
  await scope.transaction(({ db, organisationId, now }) =>
    sql`insert into feedback_corrections (organisation_id, update_id, corrects_id, at)
      values (${organisationId}, ${newId}, ${updateId}, ${now})`.execute(db),
  )
  await submitUpdate(scope, newId)
  return newId
}

function progressOf(stage: string): ProgressStage {
  return isProgress(stage) ? stage : 'registered'
}
