import { permit } from '../organisations/permission.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'
import { type Recipient, readRecipients } from './recipients.ts'
import { getBroadcast } from './rows.ts'

const columns = ['person', 'id', 'channel', 'state', 'reason', 'sentAt', 'deliveredAt', 'readAt'] as const

/** Recipients read at once. */
const pageSize = 10_000

/**
 * How each recipient of a broadcast ended, as CSV in the reader's language; moments are UTC. Names and reasons are typed by
 * strangers and providers: no cell is a formula. Fails with `broadcasts.unknown`.
 */
export async function recipientsFile(scope: Scope, broadcastId: string, language: Language): Promise<string> {
  permit(scope, 'broadcasts.read')
  permit(scope, 'people.read')
  const t = scope.context.translator.in(language)
  return scope.transaction(async (transaction) => {
    await getBroadcast(transaction, broadcastId)
    const rows = await readAll(transaction, broadcastId)
    return writeCsv([
      columns.map((column) => t(`broadcasts:columns.${column}`)),
      ...rows.map((recipient) => lineOf(recipient, t)),
    ])
  })
}

async function readAll(transaction: Transaction, broadcastId: string): Promise<Recipient[]> {
  const all: Recipient[] = []
  for (;;) {
    const page = await readRecipients(transaction, broadcastId, { after: all.at(-1)?.personId, limit: pageSize })
    all.push(...page)
    if (page.length < pageSize) return all
  }
}

function lineOf(recipient: Recipient, t: Translate): string[] {
  const { personName, personId, channelName, state, reason, sentAt, deliveredAt, readAt } = recipient
  const moments = [sentAt, deliveredAt, readAt].map((at) => at?.toISOString() ?? '')
  return [personName, personId, channelName ?? '', t(`broadcasts:states.${state}`), reasonIn(reason, t), ...moments]
}

/** A reason nobody has put into words is the provider's own. */
function reasonIn(reason: string | null, t: Translate): string {
  if (reason === null) return ''
  return (reasons as readonly string[]).includes(reason) ? t(`broadcasts:reasons.${reason}`) : reason
}

/** The reasons that have words. */
const reasons = [
  'no_conversation',
  'opted_out',
  'unfollowed',
  'blocked',
  'expired',
  'past_local_time',
  'window_closed',
  'quota',
  'capped',
  'left_audience',
  'merged',
  'paused',
  'quiet_hours',
  'interrupted',
  'unanswered',
  'rejected',
  'auth',
  'member',
] as const
