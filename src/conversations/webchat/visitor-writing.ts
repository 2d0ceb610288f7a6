import { systemScope } from '../../platform/jobs/work.ts'
import { hint } from '../../platform/realtime.ts'
import type { OpenAccount } from '../account.ts'
import type { Switchboard } from '../switchboard.ts'

/** What open desks hear of, by conversation: its visitor is writing at this moment. What they write is told to nobody before it is sent. */
export const writingTopic = 'visitor-writing'

/** Tells the team that a visitor of the web chat writes. Writes nothing down; of somebody who never said anything nobody hears. */
export async function tellWriting(
  board: Switchboard,
  { organisationId, channelAccountId }: OpenAccount,
  visitor: string,
): Promise<void> {
  await systemScope(board.context, organisationId, 'web chat').transaction(async (transaction) => {
    const row = await transaction.db
      .selectFrom('conversations as c')
      .innerJoin('identities as i', (join) =>
        join.onRef('i.organisation_id', '=', 'c.organisation_id').onRef('i.identity_id', '=', 'c.identity_id'),
      )
      .where('i.organisation_id', '=', organisationId)
      .where('i.channel_account_id', '=', channelAccountId)
      .where('i.address', '=', visitor)
      .select('c.conversation_id')
      .executeTakeFirst()
    if (row !== undefined) await hint(transaction, writingTopic, [row.conversation_id])
  })
}
