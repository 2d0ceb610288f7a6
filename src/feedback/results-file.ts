import { permit } from '../organisations/permission.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'
import { resultsOf } from './results.ts'
import { getRound } from './rounds.ts'

const columns = [
  ...['person', 'id', 'gift', 'about', 'result', 'reason', 'channel', 'state'],
  ...['queuedAt', 'sentAt', 'deliveredAt', 'readAt'],
] as const

/**
 * How each recipient of a round ended, as CSV in the reader's language; moments are UTC. Names and pseudonyms are typed by
 * strangers: no cell is a formula. Fails with `feedback.round-unknown`.
 */
export async function resultsFile(scope: Scope, roundId: string, language: Language): Promise<string> {
  permit(scope, 'cases.read')
  permit(scope, 'people.read')
  const t = scope.context.translator.in(language)
  return scope.transaction(async (transaction) => {
    await getRound(transaction, roundId)
    const rows = await resultsOf(transaction, roundId)
    return writeCsv([
      columns.map((column) => t(`feedback:columns.${column}`)),
      ...rows.map((row) => [
        ...[row.personName, row.personId, row.giftId, row.pseudonym ?? ''],
        ...[t(`feedback:results.${row.result}`), row.reason ? t(`feedback:reasons.${row.reason}`) : ''],
        ...[row.channelName ?? '', row.deliveryState ? t(`feedback:deliveries.${row.deliveryState}`) : ''],
        ...[row.queuedAt, row.sentAt, row.deliveredAt, row.readAt].map((at) => at?.toISOString() ?? ''),
      ]),
    ])
  })
}
