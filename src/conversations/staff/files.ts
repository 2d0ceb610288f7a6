import { z } from 'zod'
import { attachment } from '../../channels/event.ts'
import { Failure } from '../../platform/errors.ts'
import { enqueue, job } from '../../platform/jobs/job.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import { sandboxOrigin } from '../account.ts'
import { replyAsMember } from '../inbox/inbox.ts'
import { download } from '../media/download.ts'
import { keepSentFile } from '../media/sent-files.ts'
import type { Switchboard } from '../switchboard.ts'
import { memberBehind } from './member.ts'
import { remarkOf } from './remark.ts'

const staffFiles = z.object({
  channelAccountId: z.uuid(),
  conversationId: z.uuid(),
  thread: z.string(),
  /** Who put them there, by their name in Slack. */
  handle: z.string(),
  /** The same at every delivery. */
  key: z.string(),
  attachments: z.array(attachment),
})
type StaffFiles = z.infer<typeof staffFiles>

/** Send a donor what a member put into the thread about them. Slack waits three seconds for an answer: too short to fetch a file. */
export const staffFilesJob = job('conversations.staff-files', staffFiles)

/** Has the files sent once this transaction has committed; once, however often Slack tells of them. */
export function sendFilesLater(transaction: Transaction, files: StaffFiles): Promise<void> {
  return enqueue(transaction, staffFilesJob, files, { key: files.key })
}

/**
 * Fetches the files from Slack and sends them as that member's reply, checked and drawn anew like any file from the desk. Those that
 * may not be sent are named in the thread. Throws where Slack does not give one now, so that the job is tried again.
 */
export async function sendStaffFiles(board: Switchboard, scope: Scope, files: StaffFiles): Promise<void> {
  const { channelAccountId, conversationId, handle, key, thread } = files
  const account = await board.accounts.byId(scope.organisationId, channelAccountId)
  const member = await scope.transaction((transaction) => memberBehind(transaction, { channelAccountId, handle }))
  if (account === undefined || member === undefined) return
  const { context } = board
  const remark = await remarkOf(scope, account, thread)
  const blocks: { type: 'file'; fileId: string; description: string }[] = []
  for (const one of files.attachments) {
    const got = await download(context.fetch, account.channel, one, {
      now: context.clock.now(),
      sandboxOrigin: sandboxOrigin(context, account),
    })
    if (got.kind === 'later' || got.kind === 'auth') throw new Error('Slack does not give a file at this moment')
    try {
      if (got.kind !== 'bytes') throw new Failure('files.missing', {}, { kind: 'missing' })
      const kept = await keepSentFile(member, got.bytes, one.fileName ?? 'file')
      blocks.push({ type: 'file', fileId: kept.id, description: kept.fileName ?? one.kind })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      await remark('notSent', error)
    }
  }
  if (blocks.length === 0) return
  try {
    await replyAsMember(member, conversationId, {
      blocks: blocks.slice(0, 10),
      clientKey: `files:${key}`.slice(0, 100),
    })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await remark('notSent', error)
  }
}
