import type { ComposeContext } from '../../channels/adapter.ts'
import type { Card, OutboundMessage } from '../../channels/message.ts'
import type { StaffSight } from '../../channels/slack/config.ts'
import { shorten } from '../../channels/text.ts'
import type { Translate } from '../../platform/i18n/translator.ts'
import { newId } from '../../platform/ids.ts'
import type { Sweep } from '../../platform/jobs/job.ts'
import type { Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import type { Switchboard } from '../switchboard.ts'
import { send } from '../wire/transport.ts'
import {
  claimAnnouncements,
  claimWords,
  keepThread,
  keepTold,
  noteWaiting,
  type Waiting,
} from './announcements-store.ts'
import { staffConfig } from './bridge.ts'
import { teamLanguage } from './member.ts'

/** An announcement is one message, so that there is one thread. */
const wordsLimit = 300

/** Tells the team who waits, and what they go on to write, soon after it happens. */
export function staffSweeps(board: Switchboard): Sweep[] {
  return [{ name: 'conversations.staff', everySeconds: 5, run: (scope) => announceWaiting(scope, board) }]
}

/**
 * Announces every conversation that has come to wait, once for each time, and tells in its thread what the person writes
 * further. An announcement that ended in silence is made again: the team sees it twice rather than never.
 */
export async function announceWaiting(scope: Scope, board: Switchboard): Promise<void> {
  for (const account of await staffAccounts(scope, board)) {
    const { staffSees = 'name', staffChannel } = account.config
    const t = scope.context.translator.in(await scope.transaction(teamLanguage))
    await noteWaiting(scope, account.channelAccountId)
    for (const one of await claimAnnouncements(scope, account.channelAccountId)) {
      const said = await tell(scope, account, staffChannel, announcement(scope, one, staffSees, t))
      const message = said?.split(':')[1]
      if (message !== undefined) await keepThread(scope, account.channelAccountId, one, `${staffChannel}/${message}`)
    }
    for (const one of await claimWords(scope, account.channelAccountId)) {
      const words = staffSees === 'words' && one.words !== '' ? one.words : t('conversations:staff.wroteAgain')
      const said = await tell(scope, account, one.thread, { blocks: [{ type: 'text', text: words }], quickReplies: [] })
      if (said !== undefined) await keepTold(scope, account.channelAccountId, one)
    }
  }
}

type StaffAccount = OpenAccount & { config: NonNullable<ReturnType<typeof staffConfig>> }

async function staffAccounts(scope: Scope, board: Switchboard): Promise<StaffAccount[]> {
  const rows = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('channel_accounts')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', 'slack')
      .where('state', '=', 'active')
      .select('channel_account_id')
      .execute(),
  )
  const accounts = await Promise.all(
    rows.map((row) => board.accounts.byId(scope.organisationId, row.channel_account_id)),
  )
  return accounts.flatMap((account) => {
    const config = account && staffConfig(account)
    return account && config ? [{ ...account, config }] : []
  })
}

/** What the team reads: as much of a person as the account's setting allows, and the way to the desk. */
function announcement(scope: Scope, one: Waiting, sees: StaffSight, t: Translate): OutboundMessage {
  const { publicUrl } = scope.context.settings
  const words = sees === 'words' && one.words !== '' ? [shorten(one.words, wordsLimit)] : []
  const card: Card = {
    type: 'card',
    title:
      sees === 'nothing' ? t('conversations:staff.somebody') : t('conversations:staff.named', { name: one.personName }),
    body: [...words, t('conversations:staff.answerHere')].join('\n\n'),
    fields: [{ label: t('conversations:staff.channel'), value: one.channelName }],
    buttons: [
      { type: 'link', label: t('conversations:staff.open'), url: `${publicUrl}/desk/inbox/${one.conversationId}` },
    ],
  }
  return { blocks: [card], quickReplies: [] }
}

/** Says it in one place; answers Slack's name for the first message, undefined when it was not taken. */
async function tell(
  { context }: Scope,
  account: OpenAccount,
  place: string,
  message: OutboundMessage,
): Promise<string | undefined> {
  const now = context.clock.now()
  const way: ComposeContext = { now, deliveryId: newId(now), sandboxOrigin: sandboxOrigin(context, account) }
  const names: string[] = []
  for (const request of account.channel.compose(message, { type: 'group', id: place }, way)) {
    const outcome = account.channel.interpret(await send(context.fetch, request), request)
    if (outcome.kind !== 'accepted') {
      context.log.warn({ channelAccountId: account.channelAccountId, outcome }, 'The team could not be told')
      return undefined
    }
    names.push(...outcome.providerIds)
  }
  return names[0]
}
