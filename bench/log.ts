import { randomUUID } from 'node:crypto'
import { observe } from '../src/log/monitor.ts'
import { logFolder } from '../src/log/publish.ts'
import { inFolder } from '../src/log/published-files.ts'
import { latestCheckpoint } from '../src/log/read.ts'
import { newPublicReference } from '../src/log/record.ts'
import { sequence } from '../src/log/sequence.ts'
import type { Scope } from '../src/platform/scope.ts'
import { commitPerson } from '../src/proofs/commitment.ts'
import { lineOf } from '../src/proofs/entry.ts'
import { savedProofOf } from '../src/proofs/published.ts'
import { openSavedProof } from '../src/proofs/saved-proof.ts'
import { checkInBrowser } from './stage/browser.ts'
import { openHouse } from './stage/house.ts'
import { machine } from './stage/machine.ts'
import { processorTime } from './stage/processor.ts'

/**
 * How many entries per second the public log takes in: read from what waits, hashed, written with the tree, committed, then
 * published as fsynced tiles under a signed checkpoint. The baseline is a COPY by the owner of the same rows into the same
 * table with the same keys. Then what a look from outside costs, and the check of one saved proof, in Node and in a browser.
 */
const entryCount = Number(process.env.BENCH_ENTRIES ?? 100_000)

const house = await openHouse()
try {
  await fill(house.scope)
  const whole = await timed(() => sequence(house.scope))
  const state = await house.scope.transaction(latestCheckpoint)
  if (state?.size !== entryCount) throw new Error(`${state?.size} of ${entryCount} entries are published`)
  const read = inFolder(logFolder(house.context, state.origin))
  const look = await timed(() => observe({ read }))
  if (look.answer.found.length > 0) throw new Error(JSON.stringify(look.answer.found))
  const copied = await copyAgain()
  const [value, baselineValue] = [entryCount / whole.seconds, copied.answer / copied.seconds]
  console.log(
    JSON.stringify({
      name: 'log',
      value: Math.round(value),
      unit: `entries/s appended durably and published, of ${entryCount}`,
      baseline: 'COPY of the same entries by the owner into the same table with the same keys',
      baselineValue: Math.round(baselineValue),
      ratio: Number((value / baselineValue).toFixed(3)),
      processorRatio: Number((copied.databaseMicroseconds / whole.databaseMicroseconds).toFixed(3)),
      microsecondsPerEntry: {
        server: Number((whole.serverMicroseconds / entryCount).toFixed(1)),
        database: Number((whole.databaseMicroseconds / entryCount).toFixed(1)),
      },
      monitor: { entriesPerSecond: Math.round(entryCount / look.seconds) },
      proof: await proofTimes(state.fingerprint),
      machine,
    }),
  )

  async function proofTimes(fingerprint: string) {
    const [made, checked]: [number[], number[]] = [[], []]
    const proofs: string[] = []
    for (let round = 0; round < 200; round += 1) {
      const index = (round * 7919) % entryCount
      const { answer: file = '', seconds } = await timed(() => savedProofOf(read, index))
      made.push(seconds)
      proofs.push(file)
      const opened = await timed(() => openSavedProof(file, { fingerprint }))
      if (opened.answer?.index !== index) throw new Error(`the proof of entry ${index} does not hold`)
      checked.push(opened.seconds)
    }
    const inBrowser = await checkInBrowser(proofs, fingerprint)
    return {
      madeMilliseconds: quantiles(made),
      checkedMilliseconds: quantiles(checked),
      checkedInBrowserMilliseconds: inBrowser
        ? // The first one waits for the code to be compiled and for the browser's threads that hash.
          { first: Number(inBrowser[0]?.toFixed(2)), ...quantiles(inBrowser.slice(1).map((took) => took / 1000)) }
        : 'no browser here',
    }
  }
} finally {
  await house.close()
}

/** Entries that wait, as `recordFrom` leaves them. */
async function fill({ context, organisationId }: Scope): Promise<void> {
  const person = await commitPerson(new Uint8Array(32), '林美玲')
  const { owner } = context.databases
  for (let from = 0; from < entryCount; from += 10_000) {
    const count = Math.min(10_000, entryCount - from)
    const lines = Array.from({ length: count }, () => {
      const sum = { amountMinor: '100000', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
      return lineOf({ kind: 'gift.received', gift: newPublicReference(), ...sum, person })
    })
    await owner.query(
      `insert into log_pending (organisation_id, log_pending_id, entry, subject_kind, subject_id, created_at)
       select $1, id, convert_to(line, 'UTF8'), 'gift', id, now() from unnest($2::uuid[], $3::text[]) as new (id, line)`,
      [organisationId, lines.map(() => randomUUID()), lines],
    )
  }
  await owner.query('vacuum analyze')
}

async function copyAgain() {
  const { owner } = house.context.databases
  const { rows } = await owner.query<{ data_directory: string }>('show data_directory')
  const file = `${rows[0]?.data_directory}/log_entries.copy`
  await owner.query(`copy log_entries to '${file}'`)
  await owner.query('truncate log_entries')
  return timed(async () => (await owner.query(`copy log_entries from '${file}'`)).rowCount ?? 0)
}

async function timed<Answer>(work: () => Promise<Answer>) {
  const before = processorTime(house.home)
  const began = performance.now()
  const answer = await work()
  const seconds = (performance.now() - began) / 1000
  const after = processorTime(house.home)
  const databaseMicroseconds = (after.database ?? Number.NaN) - (before.database ?? 0)
  return { answer, seconds, databaseMicroseconds, serverMicroseconds: after.server - before.server }
}

function quantiles(seconds: readonly number[]) {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (part: number) => Number(((sorted[Math.floor(sorted.length * part)] ?? 0) * 1000).toFixed(2))
  return { p50: at(0.5), p99: at(0.99) }
}
