import { rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { allocate } from '../src/allocations/allocate.ts'
import { tellUntold } from '../src/allocations/disclose.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../src/allocations/testing.ts'
import { foundOrganisation } from '../src/organisations/found.ts'
import { SetClock } from '../src/platform/clock.ts'
import { connect, type Databases } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { startEmbedded } from '../src/platform/embedded/embedded.ts'
import { FileStore } from '../src/platform/file-store.ts'
import { Translator } from '../src/platform/i18n/translator.ts'
import { createLogger } from '../src/platform/log.ts'
import type { Scope } from '../src/platform/scope.ts'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { testSecret } from '../src/platform/testing/secret.ts'
import { Vault } from '../src/platform/vault.ts'
import { processorTime } from './stage/processor.ts'

/**
 * How many gifts per second find the needs they help: read, laid end to end, written with what they leave open and with
 * what the public log is still to be told. The baseline is a COPY by the owner of the same allocations into the same table with
 * the same keys: what the database alone needs to take the rows in, with nothing decided and nothing told. After that what
 * more gifts cost: ten thousand, and one.
 */
const giftCount = Number(process.env.BENCH_GIFTS ?? 100_000)
const needCount = Number(process.env.BENCH_NEEDS ?? 1200)

await measure()

async function measure(): Promise<void> {
  const dataFolder = await makeRunFolder('bench')
  const postgres = await startEmbedded({ dataFolder, log: () => {} })
  await migrate({ url: postgres.url, secret: testSecret })
  const databases = connect(postgres.url, new Vault(testSecret))
  try {
    const { scope, purpose } = await fill(databases, dataFolder)
    const whole = await timed(() => allocate(scope, purpose.fundId), postgres.home)
    await tellUntold(scope)
    const more = await addGifts(databases, 10_000).then(() =>
      timed(() => allocate(scope, purpose.fundId), postgres.home),
    )
    const ones: { seconds: number; databaseMicroseconds: number }[] = []
    for (let index = 0; index < 11; index += 1) {
      await addGifts(databases, 1)
      ones.push(await timed(() => allocate(scope, purpose.fundId), postgres.home))
    }
    const copied = await copyAgain(databases, postgres.home)
    const parts = whole.answer + more.answer + ones.length
    if (copied.count < parts) throw new Error(`${parts} parts were given and ${copied.count} copied`)
    const [value, baselineValue] = [whole.answer / whole.seconds, copied.count / copied.seconds]
    console.log(
      JSON.stringify({
        name: 'allocate',
        value: Math.round(value),
        unit: `parts of ${giftCount} gifts/s onto ${needCount} needs, durable`,
        baseline: 'COPY of the same allocations by the owner into the same table with the same keys',
        baselineValue: Math.round(baselineValue),
        ratio: Number((value / baselineValue).toFixed(3)),
        // The same in processor time of the database, which other work on the machine does not change.
        processorRatio: Number(
          (copied.databaseMicroseconds / copied.count / (whole.databaseMicroseconds / whole.answer)).toFixed(3),
        ),
        more: {
          gifts: 10_000,
          seconds: Number(more.seconds.toFixed(3)),
          processorSeconds: Number((more.databaseMicroseconds / 1e6).toFixed(3)),
        },
        one: {
          milliseconds: Number((median(ones.map(({ seconds }) => seconds)) * 1000).toFixed(1)),
          processorMilliseconds: Number((median(ones.map((each) => each.databaseMicroseconds)) / 1000).toFixed(1)),
        },
        machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`,
      }),
    )
  } finally {
    await databases.close()
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** A fund with its gifts, all salted and open, and its needs, each of a case of its own. */
async function fill(databases: Databases, dataFolder: string): Promise<{ scope: Scope; purpose: Purpose }> {
  const settings = { port: 0, host: '127.0.0.1', databaseUrl: undefined, dataFolder, secret: testSecret }
  const scope = await foundOrganisation(
    {
      settings: { ...settings, publicUrl: 'http://127.0.0.1', wantsDemo: false },
      clock: new SetClock('2026-03-02T02:00:00Z'),
      databases,
      vault: new Vault(testSecret),
      log: createLogger('warn'),
      translator: await Translator.load(() => {}),
      files: new FileStore(dataFolder),
      fetch,
      subscriptions: [],
    },
    { ...{ slug: 'bench', name: 'Bench', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant' } },
  )
  const purpose = await foundPurpose(scope)
  await giveTestGift(scope, purpose, { amountMinor: 50_000n })
  const { caseId } = await openTestCase(scope, purpose, [1n])
  const { owner } = databases
  // Each row is the first one again, with its own keys; needs together ask for a little more than all gifts hold.
  await owner.query(
    `insert into cases select (jsonb_populate_record(c, jsonb_build_object('case_id', gen_random_uuid(), 'pseudonym', '孩子 ' || n))).*
     from cases c, generate_series(2, $1::integer) n where case_id = $2`,
    [needCount, caseId],
  )
  const each = Math.ceil(((giftCount + 20_000) * 50_000) / needCount) + 7
  await owner.query(
    `insert into needs select (jsonb_populate_record(n, jsonb_build_object('need_id', gen_random_uuid(), 'case_id', c.case_id,
       'amount_minor', $1::bigint, 'open_minor', $1::bigint))).*
     from needs n, cases c`,
    [each],
  )
  await owner.query('delete from needs where amount_minor = 1')
  await portion(databases)
  await addGifts(databases, giftCount - 1)
  await owner.query('vacuum analyze')
  return { scope, purpose }
}

/** More gifts like the first one, each a second younger than the one before, with ids in the order of their coming. */
async function addGifts(databases: Databases, count: number): Promise<void> {
  await databases.owner.query(
    `insert into gifts select (jsonb_populate_record(g, jsonb_build_object(
       'gift_id', overlay(overlay(gen_random_uuid()::text placing lpad(to_hex(n >> 16), 8, '0') from 1 for 8)
         placing lpad(to_hex(n & 65535), 4, '0') from 10 for 4),
       'public_reference', translate(left(encode(sha256(n::text::bytea), 'base64'), 21), '+/', '-_') || 'A',
       'received_at', g.received_at + n * interval '1 second'))).*
     from gifts g, (select count(*)::integer as made from gifts) before, generate_series(before.made, before.made + $1::integer - 1) n
     where g.received_at = (select min(received_at) from gifts)`,
    [count],
  )
  await portion(databases)
}

/** Salts and opens the gifts that are new. */
async function portion({ owner }: Databases): Promise<void> {
  await owner.query(`
    insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor,
      share_minor, minimum_slice_minor, received_at)
    select organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, 0, 0, 100, received_at
    from gifts where not exists (select from gift_portions p where p.gift_id = gifts.gift_id)`)
  await owner.query(`
    insert into open_gifts
    select organisation_id, fund_id, currency, received_at, gift_id, amount_minor, amount_minor, 100
    from gift_portions p where not exists (select from open_gifts o where o.gift_id = p.gift_id)
      and not exists (select from allocations a where a.organisation_id = p.organisation_id and a.gift_id = p.gift_id)`)
  await owner.query(`
    insert into log_salts (organisation_id, subject_kind, subject_id, salt)
    select organisation_id, 'gift', gift_id, sha256(gift_id::text::bytea) from gifts on conflict do nothing`)
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN
}

async function timed<Answer>(work: () => Promise<Answer>, home = '') {
  const before = processorTime(home).database ?? Number.NaN
  const began = performance.now()
  const answer = await work()
  const seconds = (performance.now() - began) / 1000
  return { answer, seconds, databaseMicroseconds: (processorTime(home).database ?? Number.NaN) - before }
}

/** Empties the table and lets the database read the same rows back from a file of its own. */
async function copyAgain({ owner }: Databases, home: string) {
  const { rows } = await owner.query<{ data_directory: string }>('show data_directory')
  const file = `${rows[0]?.data_directory}/allocations.copy`
  await owner.query(`copy allocations to '${file}'`)
  await owner.query('truncate allocations')
  const { answer, ...took } = await timed(() => owner.query(`copy allocations from '${file}'`), home)
  return { count: answer.rowCount ?? 0, ...took }
}
