import { sql } from 'kysely'
import { openHouse } from './house.ts'
import { Failure } from './platform/errors.ts'
import type { Logger } from './platform/log.ts'
import type { Context } from './platform/scope.ts'
import { isLoopback, readSettings, type Settings } from './platform/settings.ts'

/** One thing looked at: well, or a Failure whose words say what to do. */
export interface Finding {
  /** `settings`, `database`, `clock`, `public-url`; words in `locales` under `doctor`. */
  name: 'settings' | 'database' | 'clock' | 'public-url'
  failure: Failure | undefined
}

/** Seconds by which our clock and the database's may differ: payment signatures are refused beyond a few minutes. */
const clockToleranceSeconds = 5

/** Looks at everything an operator can get wrong, in order; what cannot be looked at because something before it failed is left out. */
export async function* examine(variables: Record<string, string | undefined>, log: Logger): AsyncGenerator<Finding> {
  let settings: Settings
  try {
    settings = readSettings(variables)
    yield { name: 'settings', failure: undefined }
  } catch (error) {
    yield { name: 'settings', failure: asFailure(error, 'settings.invalid-setting') }
    return
  }
  let house: Awaited<ReturnType<typeof openHouse>>
  try {
    house = await openHouse(settings, log)
    yield { name: 'database', failure: undefined }
  } catch (error) {
    yield { name: 'database', failure: asFailure(error, 'database.unreachable') }
    return
  }
  try {
    yield { name: 'clock', failure: await readClock(house.context) }
    yield { name: 'public-url', failure: await reachOurselves(settings) }
  } finally {
    await house.close()
  }
}

async function readClock({ databases }: Context): Promise<Failure | undefined> {
  const asked = Date.now()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(databases.app)
  const halfway = (asked + Date.now()) / 2
  const seconds = Math.abs((rows[0]?.now.getTime() ?? 0) - halfway) / 1000
  return seconds <= clockToleranceSeconds
    ? undefined
    : new Failure('database.clock-differs', { seconds: Math.round(seconds) })
}

async function reachOurselves({ publicUrl }: Settings): Promise<Failure | undefined> {
  const url = new URL(publicUrl)
  if (isLoopback(url.hostname)) return undefined
  if (url.protocol !== 'https:')
    return new Failure('settings.public-url-not-https', { publicUrl }, { field: 'PUBLIC_URL' })
  try {
    const answer = await fetch(new URL('/healthz', publicUrl), { signal: AbortSignal.timeout(5000) })
    if (answer.ok) return undefined
    return new Failure(
      'settings.public-url-answers-otherwise',
      { publicUrl, status: answer.status },
      { field: 'PUBLIC_URL' },
    )
  } catch (cause) {
    return new Failure('settings.public-url-unreachable', { publicUrl }, { field: 'PUBLIC_URL', cause })
  }
}

function asFailure(error: unknown, code: string): Failure {
  return error instanceof Failure ? error : new Failure(code, {}, { kind: 'unavailable', cause: error })
}
