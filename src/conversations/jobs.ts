import { sql } from 'kysely'
import { adapters } from '../channels/kinds.ts'
import { handle, type JobHandler, type Sweep } from '../platform/jobs/job.ts'
import type { Scope } from '../platform/scope.ts'
import { channelKind } from './account.ts'
import { quotaDue, refreshQuota } from './accounts/quota.ts'
import { eraseForgottenMedia } from './media/erase.ts'
import { mailFileSweep } from './media/mail-files.ts'
import { accountsWithMedia } from './media/store.ts'
import { settleAbandoned } from './sending/claim.ts'
import { sendStaffFiles, staffFilesJob } from './staff/files.ts'
import type { Switchboard } from './switchboard.ts'
import { mediaJob, processJob, quotaJob, sendJob } from './wake.ts'

/** Wake-ups of this feature. */
export function conversationJobs(board: Switchboard): JobHandler[] {
  return [
    handle(processJob, (scope, { channelAccountId }) => board.process(scope.organisationId, channelAccountId)),
    handle(sendJob, (scope, { channelAccountId }) => board.sender.run(scope.organisationId, channelAccountId)),
    handle(mediaJob, (scope, { channelAccountId }) => board.media.run(scope.organisationId, channelAccountId)),
    handle(staffFilesJob, (scope, files) => sendStaffFiles(board, scope, files)),
    handle(quotaJob, (scope, { channelAccountId }) => refreshQuota(scope, channelAccountId)),
  ]
}

/** What is found by looking: events nobody handled, deliveries that are due, sends that were begun and never ended, files not fetched or not erased, plans long not asked about. */
export function conversationSweeps(board: Switchboard): Sweep[] {
  return [
    {
      name: 'conversations.process',
      // With the second that an early receipt rests, five.
      everySeconds: 4,
      run: async (scope) => {
        for (const id of await accountsWithEvents(scope)) board.wake(scope.organisationId, id)
      },
    },
    {
      name: 'conversations.send',
      everySeconds: 5,
      run: async (scope) => {
        await settleAbandoned(scope, isIdempotent, board.sender.inHand)
        for (const id of await accountsWithDeliveries(scope)) board.wakeSender(scope.organisationId, id)
      },
    },
    {
      name: 'conversations.media',
      everySeconds: 10,
      run: async (scope) => {
        await eraseForgottenMedia(scope)
        for (const id of await accountsWithMedia(scope)) await board.media.run(scope.organisationId, id)
      },
    },
    {
      name: 'conversations.quota',
      everySeconds: 300,
      run: async (scope) => {
        for (const id of await quotaDue(scope)) await refreshQuota(scope, id)
      },
    },
    mailFileSweep,
  ]
}

function isIdempotent(kind: string): boolean {
  return adapters[channelKind.parse(kind)].abilities.idempotency
}

async function accountsWithEvents(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<{ id: string }>`
      select a.channel_account_id as id from channel_accounts a
      where a.organisation_id = ${organisationId} and exists (
        select from inbound_events e
        where e.organisation_id = a.organisation_id and e.channel_account_id = a.channel_account_id
          and e.processed_at is null and (e.next_attempt_at is null or e.next_attempt_at <= ${now}))`.execute(db)
    return rows.map(({ id }) => id)
  })
}

async function accountsWithDeliveries(scope: Scope): Promise<string[]> {
  return scope.transaction(async ({ db, organisationId, now }) => {
    const { rows } = await sql<{ id: string }>`
      select a.channel_account_id as id from channel_accounts a
      where a.organisation_id = ${organisationId} and a.state = 'active' and exists (
        select from deliveries d
        where d.organisation_id = a.organisation_id and d.channel_account_id = a.channel_account_id
          and d.state in ('queued', 'held') and d.next_attempt_at <= ${now})`.execute(db)
    return rows.map(({ id }) => id)
  })
}
