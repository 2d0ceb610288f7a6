import { permit } from '../organisations/permission.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'
import { writeCsv } from '../platform/sheets.ts'
import { type GiftResult, type ResultPlace, resultsOf } from './results.ts'
import { getRound } from './rounds.ts'

const columns = [
  ...['person', 'id', 'gift', 'about', 'result', 'reason', 'channel', 'state'],
  ...['queuedAt', 'sentAt', 'deliveredAt', 'readAt'],
] as const

/** Rows read at once: the file of a million recipients never stands in memory whole. */
const pageSize = 5000

/**
 * How each recipient of a round ended, as CSV in the reader's language, part by part; moments are UTC. Names and pseudonyms are
 * typed by strangers: no cell is a formula. Fails with `feedback.round-unknown` before the first part.
 */
export async function resultsFile(
  scope: Scope,
  roundId: string,
  language: Language,
): Promise<AsyncGenerator<string, void>> {
  permit(scope, 'cases.read')
  permit(scope, 'people.read')
  await scope.transaction((transaction) => getRound(transaction, roundId))
  return parts(scope, roundId, language)
}

async function* parts(scope: Scope, roundId: string, language: Language): AsyncGenerator<string, void> {
  const t = scope.context.translator.in(language)
  yield writeCsv([columns.map((column) => t(`feedback:columns.${column}`))])
  let after: ResultPlace | undefined
  do {
    const from: ResultPlace | undefined = after
    const rows = await scope.transaction((tx) => resultsOf(tx, roundId, { after: from, limit: pageSize }))
    // The mark at the beginning of a file stands there once.
    yield writeCsv(rows.map((row) => cellsOf(row, t))).slice(1)
    after = rows.length < pageSize ? undefined : rows.at(-1)
  } while (after !== undefined)
}

function cellsOf(row: GiftResult, t: (key: string) => string): string[] {
  return [
    ...[row.personName, row.personId, row.giftId, row.pseudonym ?? ''],
    ...[t(`feedback:results.${row.result}`), row.reason ? t(`feedback:reasons.${row.reason}`) : ''],
    ...[row.channelName ?? '', row.deliveryState ? t(`feedback:deliveries.${row.deliveryState}`) : ''],
    ...[row.queuedAt, row.sentAt, row.deliveredAt, row.readAt].map((at) => at?.toISOString() ?? ''),
  ]
}
