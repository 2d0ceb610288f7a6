import { sql } from 'kysely'
import { isoDay } from '../campaigns/day.ts'
import { type NewEntry, recordEntries, saltsFor } from '../log/record.ts'
import type { Transaction } from '../platform/scope.ts'
import { commitCase } from '../proofs/commitment.ts'
import { serverSha256 } from '../proofs/sha256-server.ts'

/** A movement that was written, to be told. */
export interface Told {
  allocationId: string
  giftId: string
  caseId: string
  amountMinor: bigint
}

/** How many entries go to the log in one statement. */
const perStatement = 1000

/** Tells the public log of movements of today: amount, fund and day in clear, the case as a commitment under the gift's salt. */
export async function disclose(
  transaction: Transaction,
  purse: { fundId: string; currency: string },
  movements: readonly Told[],
): Promise<void> {
  const { code, timeZone } = await readFund(transaction, purse.fundId)
  const clear = {
    kind: 'gift.allocated',
    currency: purse.currency,
    fund: code,
    day: isoDay(transaction.now, timeZone),
  } as const
  for (let from = 0; from < movements.length; from += perStatement) {
    const some = movements.slice(from, from + perStatement)
    const [gifts, pseudonyms] = [await readGifts(transaction, some), await readPseudonyms(transaction, some)]
    const entries: NewEntry[] = []
    for (const { allocationId, giftId, caseId, amountMinor } of some) {
      const { reference, salt } = known(gifts, giftId)
      entries.push({
        subjectKind: 'allocation',
        subjectId: allocationId,
        entry: {
          ...clear,
          gift: reference,
          amountMinor: amountMinor.toString(),
          case: await commitCase(salt, known(pseudonyms, caseId), serverSha256),
        },
      })
    }
    await recordEntries(transaction, entries)
  }
}

async function readFund({ db, organisationId }: Transaction, fundId: string) {
  return db
    .selectFrom('funds as f')
    .innerJoin('organisations as o', 'o.organisation_id', 'f.organisation_id')
    .where('f.organisation_id', '=', organisationId)
    .where('f.fund_id', '=', fundId)
    .select(['f.code', 'o.time_zone as timeZone'])
    .executeTakeFirstOrThrow()
}

/** How the log names each gift, and its salt. */
async function readGifts(transaction: Transaction, movements: readonly Told[]) {
  const { db, organisationId } = transaction
  const giftIds = [...new Set(movements.map((one) => one.giftId))]
  const { rows } = await sql<{ giftId: string; reference: string; salt: Uint8Array | null }>`
    select g.gift_id as "giftId", g.public_reference as reference, s.salt from gifts g
    left join log_salts s on s.organisation_id = g.organisation_id and s.subject_kind = 'gift' and s.subject_id = g.gift_id
    where g.organisation_id = ${organisationId} and g.gift_id = any(${giftIds}::uuid[])`.execute(db)
  const saltless = rows.filter(({ salt }) => salt === null).map(({ giftId }) => giftId)
  const made = await saltsFor(transaction, 'gift', saltless)
  return new Map(rows.map(({ giftId, reference, salt }) => [giftId, { reference, salt: salt ?? known(made, giftId) }]))
}

async function readPseudonyms({ db, organisationId }: Transaction, movements: readonly Told[]) {
  const caseIds = [...new Set(movements.map((one) => one.caseId))]
  const { rows } = await sql<{ caseId: string; pseudonym: string }>`
    select case_id as "caseId", pseudonym from cases
    where organisation_id = ${organisationId} and case_id = any(${caseIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ caseId, pseudonym }) => [caseId, pseudonym]))
}

/** What the foreign keys of an allocation promise is there. */
function known<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id)
  if (value === undefined) throw new Error(`an allocation without its gift or case: ${id}`)
  return value
}
