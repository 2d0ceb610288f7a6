import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { tellUntold } from '../allocations/disclose.ts'
import { allocationSubscriptions } from '../allocations/jobs.ts'
import { foundPurpose, openTestCase, type Purpose } from '../allocations/testing.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createPerson } from '../people/persons.ts'
import { askCheck, checkByNight, listChecks, readBooks, runCheck } from './checks.ts'
import { explainDifference, keepDifferences, listDifferences } from './differences.ts'
import { reconcileSteps } from './reconcile.ts'

let house: TestHouse
let purpose: Purpose

beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
  purpose = await foundPurpose(house.scope, { programmeShareBasisPoints: 0 })
})
afterAll(() => house.close())

// Several statements in one text are allowed only without values.
async function query(text: string, ...values: string[]): Promise<Record<string, unknown>[]> {
  const { owner } = house.context.databases
  return (values.length === 0 ? await owner.query(text) : await owner.query(text, values)).rows
}

/** Makes one gift differ from the ledger by `minor`, or no more. */
async function misbook(minor: number) {
  await query(`update campaign_progress set raised_minor = raised_minor + ${minor}`)
}

async function checkNow() {
  house.clock.advance(60_000)
  await runCheck(house.scope, await askCheck(house.scope))
}

async function statesOf(code: string): Promise<string[]> {
  return (await query('select state from book_differences where code = $1 order by first_seen_at', code)).map(
    ({ state }) => String(state),
  )
}

test('a difference is a row that opens, is explained, opens again with other figures, and closes itself', async () => {
  await query(
    `insert into campaign_progress (organisation_id, campaign_id, shard, raised_minor, gift_count) values ($1, $2, 0, 7, 0)`,
    house.organisationId,
    purpose.campaignId,
  )
  await checkNow()
  const [row] = await listDifferences(house.scope, 'open')
  expect(row).toMatchObject({ code: 'progress-differs', expectedMinor: 0n, foundMinor: 7n })
  const finance = await house.member('finance')
  await explainDifference(finance, row?.differenceId ?? '', 'A gift typed twice; corrected tomorrow')
  await checkNow()
  const [explained] = await listDifferences(house.scope, 'explained')
  expect(explained).toMatchObject({ note: 'A gift typed twice; corrected tomorrow', firstSeenAt: row?.firstSeenAt })
  expect(explained?.lastSeenAt).not.toEqual(row?.lastSeenAt)
  await misbook(1)
  await checkNow()
  expect(await statesOf('progress-differs')).toEqual(['open'])
  await misbook(-8)
  await checkNow()
  expect(await statesOf('progress-differs')).toEqual(['gone'])
  await expect(explainDifference(finance, row?.differenceId ?? '', 'late')).rejects.toMatchObject({
    code: 'books.difference-gone',
  })
  await misbook(3)
  await checkNow()
  expect(await statesOf('progress-differs')).toEqual(['gone', 'open'])
  await misbook(-3)
  await checkNow()
})

test('where very many differ the gravest are shown, however many lighter ones were seen first', async () => {
  const { code: _, ...sum } = { code: '', fund: null, currency: 'TWD', expectedMinor: 1n, foundMinor: 2n }
  const many = Array.from(
    { length: 600 },
    (_, place) => ({ ...sum, code: 'not-logged', subjectId: `a${place}` }) as const,
  )
  const grave = { ...sum, code: 'purpose-crossed', subjectId: 'z' } as const
  const late = { ...sum, code: 'told-not-delivered', subjectId: 'a' } as const
  await house.scope.transaction((transaction) => keepDifferences(transaction, [late, ...many, grave]))
  const shown = await listDifferences(house.scope, 'open')
  expect([shown.length, shown[0]?.code, shown.at(-1)?.code]).toEqual([500, 'purpose-crossed', 'not-logged'])
  await checkNow()
  expect(await statesOf('purpose-crossed')).toEqual(['gone'])
})

test('an explanation holds for its figures on either side, and where many are cut off none closes for being left out', async () => {
  const sum = { code: 'not-logged', fund: null, currency: 'TWD', foundMinor: 0n } as const
  const find = (places: readonly number[], expectedMinor = 5n) => {
    house.clock.advance(60_000)
    const found = places.map((place) => ({ ...sum, subjectId: `cut-${place}`, expectedMinor }))
    return house.scope.transaction((transaction) => keepDifferences(transaction, found))
  }
  const hundred = Array.from({ length: 100 }, (_, place) => place)
  const states = async () => {
    const { rows } = await house.context.databases.owner.query(
      `select state, count(*)::int as count from book_differences where subject like 'cut-%' group by state order by state`,
    )
    return rows.map(({ state, count }) => `${state} ${count}`)
  }
  await find([500])
  const [row] = await listDifferences(house.scope, 'open')
  await explainDifference(await house.member('finance'), row?.differenceId ?? '', 'Known')
  await find(hundred)
  expect(await states()).toEqual(['explained 1', 'open 100'])
  await find([500], 6n)
  expect(await states()).toEqual(['gone 100', 'open 1'])
  await find([])
  expect(await states()).toEqual(['gone 101'])
})

test('only whoever confirms money explains, and the audit says who and what', async () => {
  await misbook(2)
  await checkNow()
  const [row] = await listDifferences(house.scope, 'open')
  const viewer = await house.member('viewer')
  await expect(explainDifference(viewer, row?.differenceId ?? '', 'no')).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
  await explainDifference(await house.member('finance'), row?.differenceId ?? '', 'Known')
  const lines = await query(`select after from audit_entries where action = 'books.explain' order by at desc limit 1`)
  expect(lines[0]?.after).toMatchObject({ note: 'Known' })
  await misbook(-2)
})

test('the night checks once a day where the organisation is, and late rather than never', async () => {
  const count = async () => Number((await query('select count(*) from book_checks where night is not null'))[0]?.count)
  const taipei = (time: string) => house.clock.set(new Date(`2027-01-05T${time}+08:00`))
  taipei('01:30:00')
  await checkByNight(house.scope)
  expect(await count()).toBe(0)
  taipei('02:10:00')
  await checkByNight(house.scope)
  await checkByNight(house.scope)
  expect(await count()).toBe(1)
  house.clock.advance(36 * 60 * 60_000)
  await checkByNight(house.scope)
  expect(await count()).toBe(2)
})

test('a check tells how far it is, and a second asking joins the one under way', async () => {
  house.clock.advance(1000)
  const checkId = await askCheck(house.scope)
  expect(await askCheck(house.scope)).toBe(checkId)
  expect((await listChecks(house.scope))[0]).toMatchObject({ checkId, state: 'waiting', stepsDone: 0 })
  await runCheck(house.scope, checkId)
  expect((await listChecks(house.scope))[0]).toMatchObject({
    state: 'done',
    stepsDone: reconcileSteps,
    steps: reconcileSteps,
  })
})

test('a check that nobody ends is shown as broken off after an hour, and from then on another begins', async () => {
  house.clock.advance(1000)
  const checkId = await askCheck(house.scope)
  const shown = async () => (await listChecks(house.scope)).find((one) => one.checkId === checkId)?.state
  house.clock.advance(59 * 60_000)
  expect([await shown(), await askCheck(house.scope)]).toEqual(['waiting', checkId])
  house.clock.advance(60_000)
  expect(await shown()).toBe('failed')
  const another = await askCheck(house.scope)
  expect(another).not.toBe(checkId)
  await runCheck(house.scope, another)
  house.clock.advance(2 * 3_600_000)
  expect((await listChecks(house.scope)).slice(0, 2).map(({ state }) => state)).toEqual(['done', 'failed'])
})

test('a night’s check that was broken off is taken up again after an hour, and what it finds counts once', async () => {
  house.clock.set(new Date('2027-02-01T03:00:00+08:00'))
  await checkByNight(house.scope)
  const night = () => query(`select state, asked_at from book_checks where night = '2027-02-01'`)
  const [done] = await night()
  house.clock.advance(2 * 3_600_000)
  await checkByNight(house.scope)
  expect(await night()).toEqual([done])
  await query(`update book_checks set state = 'running', finished_at = null where night = '2027-02-01'`)
  await query(`update book_checks set asked_at = '${house.clock.now().toISOString()}' where night = '2027-02-01'`)
  house.clock.advance(3_600_000)
  await checkByNight(house.scope)
  expect(await night()).toMatchObject([{ state: 'running' }])
  house.clock.advance(1)
  await checkByNight(house.scope)
  expect(await night()).toMatchObject([{ state: 'done', asked_at: house.clock.now() }])
})

test('a check that cannot read the books has failed, and says so to whoever ran it', async () => {
  house.clock.advance(1000)
  const checkId = await askCheck(house.scope)
  await query('alter table receipt_gifts rename to receipt_gifts_away')
  try {
    await expect(runCheck(house.scope, checkId)).rejects.toThrow()
  } finally {
    await query('alter table receipt_gifts_away rename to receipt_gifts')
  }
  expect((await listChecks(house.scope))[0]).toMatchObject({ checkId, state: 'failed', finishedAt: house.clock.now() })
})

/** `BOOKS_GIFTS=999999` makes a million of them; that takes minutes. */
const copies = Number(process.env.BOOKS_GIFTS ?? 10_000)

test('A10: 10,001 gifts given to forty needs, and the books show no difference; one cent off is one row of each book it stands in', async () => {
  await bringGifts(copies)
  await openTestCase(
    house.scope,
    purpose,
    Array.from({ length: 40 }, () => 20_000n),
  )
  await allocate(house.scope, purpose.fundId)
  await tellUntold(house.scope)
  await query('analyze')
  const { differences, balances } = await readBooks(house.scope)
  expect(differences).toEqual([])
  expect(balances).toMatchObject([
    {
      ...{ giftCount: copies + 1, receivedMinor: BigInt(copies + 1) * 100n },
      ...{ allocatedMinor: 800_000n, openMinor: BigInt(copies + 1) * 100n - 800_000n },
    },
  ])
  await query('update needs set open_minor = open_minor + 1 where need_id = (select need_id from needs limit 1)')
  expect((await readBooks(house.scope)).differences).toMatchObject([{ code: 'need-misfilled', expectedMinor: 19_999n }])
}, 1_800_000)

/** One gift as it really arrives, and as many more with all their rows: ledger, portion, log, progress. */
async function bringGifts(count: number): Promise<void> {
  await house.scope.transaction(async (transaction) =>
    recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: 'Donor', language: 'en' }),
      campaignId: purpose.campaignId,
      amount: { minor: 100n, currency: 'TWD' },
      feeMinor: 0n,
      receivedAt: transaction.now,
      source: 'manual',
      donorName: 'Donor',
      isAnonymous: true,
      receiptWish: 'none',
      language: 'en',
    }),
  )
  await house.drainEvents()
  await query(`
    create temporary table copies as
      select n, gen_random_uuid() as id, translate(left(encode(sha256(n::text::bytea), 'base64'), 21), '+/', '-_') || 'A' as reference
      from generate_series(1, ${count}) n;
    insert into gifts select (jsonb_populate_record(g, jsonb_build_object('gift_id', c.id, 'public_reference', c.reference,
      'received_at', g.received_at + n * interval '1 second'))).* from gifts g, copies c;
    insert into gift_portions select (jsonb_populate_record(p, jsonb_build_object('gift_id', c.id,
      'received_at', p.received_at + n * interval '1 second'))).* from gift_portions p, copies c;
    insert into open_gifts select (jsonb_populate_record(o, jsonb_build_object('gift_id', c.id,
      'received_at', o.received_at + n * interval '1 second'))).* from open_gifts o, copies c;
    insert into ledger_transfers select (jsonb_populate_record(t, jsonb_build_object('ledger_transfer_id', gen_random_uuid(),
      'source_id', c.id))).* from ledger_transfers t, copies c;
    insert into log_pending select (jsonb_populate_record(l, jsonb_build_object('log_pending_id', gen_random_uuid(), 'subject_id', c.id,
      'entry', convert_to(replace(convert_from(l.entry, 'UTF8'), (select public_reference from gifts order by received_at limit 1),
        c.reference), 'UTF8')))).* from log_pending l, copies c where l.subject_kind = 'gift';
    update campaign_progress set raised_minor = raised_minor + ${count * 100}, gift_count = gift_count + ${count}
      where shard = (select shard from campaign_progress where raised_minor > 0 limit 1);
    drop table copies;
    analyze`)
}
