import { allocate } from '../src/allocations/allocate.ts'
import { tellUntold } from '../src/allocations/disclose.ts'
import { addGifts, type FundSize, fillFund } from './stage/fund.ts'
import { type BenchHouse, openHouse } from './stage/house.ts'
import { machine } from './stage/machine.ts'
import { processorTime } from './stage/processor.ts'

/**
 * How many gifts per second find the needs they help: read, laid end to end, written with what they leave open and with
 * what the public log is still to be told. The baseline is a COPY by the owner of the same allocations into the same table with
 * the same keys: what the database alone needs to take the rows in, with nothing decided and nothing told. After that what
 * more gifts cost: ten thousand, and one. `--tenfold` does the same with ten times the gifts and needs, and tells the ratio.
 */
const size = { gifts: Number(process.env.BENCH_GIFTS ?? 100_000), needs: Number(process.env.BENCH_NEEDS ?? 1200) }

const whole = await run(size)
if (process.argv.includes('--tenfold')) {
  const tenfold = await run({ gifts: size.gifts * 10, needs: size.needs * 10 })
  console.log(
    JSON.stringify({
      name: 'allocate, ten times the gifts',
      seconds: Number((tenfold.seconds / whole.seconds).toFixed(2)),
      // What other work on the machine hardly changes.
      processor: Number((tenfold.microseconds / whole.microseconds).toFixed(2)),
      unit: 'times as much',
      machine,
    }),
  )
}

/** What some work took: processor time of server and database, and of the database alone. */
interface Took {
  seconds: number
  microseconds: number
  databaseMicroseconds: number
}

async function run(fund: FundSize): Promise<Took> {
  const house = await openHouse()
  const { scope, context } = house
  try {
    const { fundId } = await fillFund(scope, fund)
    const give = () => timed(house, () => allocate(scope, fundId))
    let made = fund.gifts
    const more = async (count: number) => {
      await addGifts(context.databases, { from: made, count })
      made += count
      return give()
    }
    const whole = await give()
    await tellUntold(scope)
    const many = await more(10_000)
    const ones: Took[] = []
    // A connection keeps a plan of what it hears again and again: the first ones are given by one that has just been opened. The
    // clocks of the database's processes tick a hundred times a second, so there must be many.
    for (let index = 0; index < 211; index += 1) ones.push(await more(1))
    const copied = await copyAgain(house)
    const parts = whole.answer + many.answer + ones.length
    if (copied.answer < parts) throw new Error(`${parts} parts were given and ${copied.answer} copied`)
    tell(fund, { whole, many, ones, copied })
    return whole
  } finally {
    await house.close()
  }
}

function tell(
  { gifts, needs }: FundSize,
  { whole, many, ones, copied }: Record<'whole' | 'copied', Took & { answer: number }> & { many: Took; ones: Took[] },
): void {
  const [value, baselineValue] = [whole.answer / whole.seconds, copied.answer / copied.seconds]
  const each = (took: Took & { answer: number }) => took.databaseMicroseconds / took.answer
  console.log(
    JSON.stringify({
      name: 'allocate',
      value: Math.round(value),
      unit: `parts of ${gifts} gifts/s onto ${needs} needs, durable`,
      baseline: 'COPY of the same allocations by the owner into the same table with the same keys',
      baselineValue: Math.round(baselineValue),
      ratio: Number((value / baselineValue).toFixed(3)),
      // The same in processor time of the database, which other work on the machine hardly changes.
      processorRatio: Number((each(copied) / each(whole)).toFixed(3)),
      microsecondsPerPart: { ours: Number(each(whole).toFixed(1)), copy: Number(each(copied).toFixed(1)) },
      more: {
        gifts: 10_000,
        seconds: Number(many.seconds.toFixed(3)),
        processorSeconds: Number((many.microseconds / 1e6).toFixed(3)),
      },
      one: { first: ofOne(ones.slice(0, 11)), later: ofOne(ones.slice(11)) },
      machine,
    }),
  )
}

/** The median of one gift, and the processor time of server and database for each on average. */
function ofOne(ones: readonly Took[]) {
  const sorted = ones.map(({ seconds }) => seconds * 1000).toSorted((left, right) => left - right)
  const mean = ones.reduce((sum, { microseconds }) => sum + microseconds, 0) / ones.length
  const database = ones.reduce((sum, { databaseMicroseconds }) => sum + databaseMicroseconds, 0) / ones.length
  return {
    milliseconds: Number((sorted[sorted.length >> 1] ?? Number.NaN).toFixed(1)),
    processorMilliseconds: Number((mean / 1000).toFixed(1)),
    databaseMilliseconds: Number((database / 1000).toFixed(1)),
  }
}

async function timed<Answer>({ home }: BenchHouse, work: () => Promise<Answer>) {
  const { database } = processorTime(home)
  // Looking at the clocks of all processes took milliseconds, which are not the work's.
  const server = process.cpuUsage()
  const began = performance.now()
  const answer = await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(server)
  const databaseMicroseconds = (processorTime(home).database ?? Number.NaN) - (database ?? 0)
  return { answer, seconds, databaseMicroseconds, microseconds: databaseMicroseconds + user + system }
}

/** Empties the table and lets the database read the same rows back from a file of its own. */
async function copyAgain(house: BenchHouse): Promise<Took & { answer: number }> {
  const { owner } = house.context.databases
  const { rows } = await owner.query<{ data_directory: string }>('show data_directory')
  const file = `${rows[0]?.data_directory}/allocations.copy`
  await owner.query(`copy allocations to '${file}'`)
  await owner.query('truncate allocations')
  return timed(house, async () => (await owner.query(`copy allocations from '${file}'`)).rowCount ?? 0)
}
