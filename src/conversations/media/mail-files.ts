import type { CarriedFile } from '../../channels/adapter.ts'
import { newId } from '../../platform/ids.ts'
import type { Sweep } from '../../platform/jobs/job.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Context, Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import type { Download } from './download.ts'

/** Longer than a file is tried for; see `mediaTries`. */
const keptHours = 24

/**
 * Keeps what came with a mail until it is looked at like the files of any channel; here nobody is shown it. What is handed
 * over again is written again under its first name, so that whoever broke off in between is made good.
 */
export async function keepMailFiles(
  context: Context,
  { organisationId, channelAccountId }: OpenAccount,
  carried: readonly CarriedFile[],
): Promise<void> {
  const scope = systemScope(context, organisationId, 'mail')
  for (const { mediaId, bytes } of carried) {
    // The row first, so that no bytes are ever without one.
    await note(scope, channelAccountId, mediaId)
    const fileId = await find(scope, channelAccountId, mediaId)
    if (fileId !== undefined) await context.files.keep({ organisationId, fileId }, 'whole', bytes)
  }
}

/** The bytes of what came with a mail; `gone` for what has been cleared away. */
export async function readMailFile(scope: Scope, channelAccountId: string, mediaId: string): Promise<Download> {
  const { context, organisationId } = scope
  const fileId = await find(scope, channelAccountId, mediaId)
  if (fileId === undefined) return { kind: 'gone' }
  const file = { organisationId, fileId }
  const end = await context.files.sizeOf(file, 'whole')
  return { kind: 'bytes', bytes: await context.files.read(file, 'whole', { start: 0, end }) }
}

function note(scope: Scope, channelAccountId: string, mediaId: string): Promise<void> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const place = { organisation_id: organisationId, channel_account_id: channelAccountId, media_id: mediaId }
    await db
      .insertInto('mail_files')
      .values({ ...place, file_id: newId(now), at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

function find(scope: Scope, channelAccountId: string, mediaId: string): Promise<string | undefined> {
  return scope.transaction(async ({ db, organisationId }) => {
    const row = await db
      .selectFrom('mail_files')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('media_id', '=', mediaId)
      .select('file_id')
      .executeTakeFirst()
    return row?.file_id
  })
}

/** Clears away what came a day ago: by now it lives on with its message, or it never will. */
export const mailFileSweep: Sweep = {
  name: 'conversations.mail-files',
  everySeconds: 3600,
  run: async (scope) => {
    const { context, organisationId } = scope
    const old = new Date(context.clock.now().getTime() - keptHours * 3_600_000)
    const rows = await scope.transaction(({ db }) =>
      db
        .deleteFrom('mail_files')
        .where('organisation_id', '=', organisationId)
        .where('at', '<', old)
        .returning('file_id')
        .execute(),
    )
    for (const { file_id: fileId } of rows) await context.files.erase({ organisationId, fileId })
  },
}
