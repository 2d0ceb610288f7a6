import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../../src/allocations/testing.ts'
import type { Databases } from '../../src/platform/database/connect.ts'
import type { Scope } from '../../src/platform/scope.ts'

/** How much a fund of the stage holds. */
export interface FundSize {
  gifts: number
  needs: number
}

/** What every gift of the stage is: 500 dollars, none of it less than one. */
const giftMinor = 50_000
const minimumMinor = 100

/** A fund with its gifts, all salted and open, and its needs, each of a case of its own. Needs together lack a little more than all gifts hold. */
export async function fillFund(scope: Scope, { gifts, needs }: FundSize): Promise<Purpose> {
  const { databases } = scope.context
  const purpose = await foundPurpose(scope)
  const first = await giveTestGift(scope, purpose, { amountMinor: BigInt(giftMinor) })
  const { caseId } = await openTestCase(scope, purpose, [1n])
  const { owner } = databases
  const each = Math.ceil(((gifts + 20_000) * giftMinor) / needs) + 7
  await copyRow(databases, 'cases', {
    which: `case_id = '${caseId}'`,
    times: `generate_series(2, ${needs}) n`,
    changes: { case_id: 'gen_random_uuid()', pseudonym: `'孩子 ' || n` },
  })
  await copyRow(databases, 'needs', {
    which: 'amount_minor = 1',
    times: 'cases n',
    changes: { need_id: 'gen_random_uuid()', case_id: 'n.case_id', amount_minor: `${each}`, open_minor: `${each}` },
  })
  await owner.query('delete from needs where amount_minor = 1')
  await portion(databases, first)
  await addGifts(databases, { from: 1, count: gifts - 1 })
  await owner.query('vacuum analyze')
  return purpose
}

/**
 * More gifts like the first one, the `from`th on, each a second younger than the one before, with ids in the order of their coming.
 * Reads nothing but the first one and these, so that what is measured next finds the machine as it was.
 */
export async function addGifts(databases: Databases, { from, count }: { from: number; count: number }): Promise<void> {
  await copyRow(databases, 'gifts', {
    which: `(organisation_id, gift_id) = ${firstGift}`,
    times: `generate_series(${from}, ${from + count - 1}) n`,
    changes: {
      gift_id: `overlay(overlay(gen_random_uuid()::text placing lpad(to_hex(n >> 16), 8, '0') from 1 for 8)
        placing lpad(to_hex(n & 65535), 4, '0') from 10 for 4)::uuid`,
      public_reference: `translate(left(encode(sha256(n::text::bytea), 'base64'), 21), '+/', '-_') || 'A'`,
      received_at: `row.received_at + n * interval '1 second'`,
    },
  })
  await portion(databases, `${hex(from >> 16, 8)}-${hex(from & 65_535, 4)}-0000-0000-000000000000`)
}

/** Its id begins with a time, and is therefore behind those that begin with a count. */
const firstGift = '(select organisation_id, gift_id from gifts order by organisation_id desc, gift_id desc limit 1)'

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

/** Writes a row of a table again for each of `times`, whatever columns it has, with `changes` by column. */
async function copyRow(
  { owner }: Databases,
  table: string,
  { which, times, changes }: { which: string; times: string; changes: Record<string, string> },
): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => changes[name] ?? `row."${name}"`)
  await owner.query(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')})
     select ${values.join(', ')} from ${table} row, ${times} where ${which}`,
  )
}

/** Salts and opens the gifts from this id on that are new. */
async function portion({ owner }: Databases, first: string): Promise<void> {
  const isNew = `(organisation_id, gift_id) >= (select organisation_id, '${first}'::uuid from organisations)
    and ((organisation_id, gift_id) < ${firstGift} or '${first}' > '01')`
  await owner.query(
    `insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor,
       share_minor, minimum_slice_minor, received_at)
     select organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, 0, 0, ${minimumMinor}, received_at
     from gifts where ${isNew}`,
  )
  await owner.query(
    `insert into open_gifts
     select organisation_id, fund_id, currency, received_at, gift_id, amount_minor, amount_minor, ${minimumMinor}
     from gift_portions where ${isNew}`,
  )
  await owner.query(
    `insert into log_salts (organisation_id, subject_kind, subject_id, salt)
     select organisation_id, 'gift', gift_id, sha256(gift_id::text::bytea) from gifts where ${isNew}`,
  )
}
