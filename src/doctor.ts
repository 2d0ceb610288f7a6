import { lookAtDatabase } from './platform/database/look.ts'
import { isFormerSecretNeeded } from './platform/database/secrets-in-use.ts'
import { startEmbedded } from './platform/embedded/embedded.ts'
import { Failure } from './platform/errors.ts'
import { newToken } from './platform/ids.ts'
import { presenceOf } from './platform/presence.ts'
import { findSecrets } from './platform/secret-files.ts'
import { isLoopback, readSettings, type Settings } from './platform/settings.ts'
import { Vault } from './platform/vault.ts'

/** One thing looked at; words for `name` are in `locales` under `doctor`. */
export interface Finding {
  name: 'settings' | 'database' | 'secret' | 'clock' | 'public-url'
  /** `unknown`: from here nobody can say, and the failure says what would make it known. */
  state: 'well' | 'wrong' | 'unknown'
  failure?: Failure
}

/** What the doctor looks with. */
export interface Instruments {
  fetch: typeof fetch
  /** Milliseconds since 1970 by this machine. */
  now: () => number
}

/** Seconds by which clocks may differ: payment signatures are refused beyond a few minutes, and a Date header has no fractions. */
const clockToleranceSeconds = 5

/**
 * Looks at everything an operator can get wrong, in order, and changes nothing: no migration, no new folder. What cannot be
 * looked at because something before it failed is left out.
 */
export async function* examine(
  variables: Record<string, string | undefined>,
  instruments: Instruments,
): AsyncGenerator<Finding> {
  let settings: Settings
  try {
    settings = readSettings(variables)
  } catch (error) {
    return yield { name: 'settings', ...wrong(error) }
  }
  yield { name: 'settings', state: 'well' }
  const secrets = await findSecrets(settings)
  const vault = secrets && new Vault(secrets.secret, secrets.formerSecret)
  const { database, secret, differs } = await lookAtOwnDatabase(settings, vault, instruments)
  yield { name: 'database', ...database }
  if (secret) yield { name: 'secret', ...secret }
  const asked = instruments.now()
  const { door, date } = await knock(settings, vault, instruments)
  yield { name: 'clock', ...(differs ? wrong(differs) : readClock(settings, date, asked, instruments.now())) }
  yield { name: 'public-url', ...door }
}

type State = Omit<Finding, 'name'>

const well: State = { state: 'well' }

function wrong(error: unknown): State {
  const failure =
    error instanceof Failure ? error : new Failure('database.unreachable', {}, { kind: 'unavailable', cause: error })
  return { state: 'wrong', failure }
}

async function lookAtOwnDatabase(settings: Settings, vault: Vault | undefined, { now }: Instruments) {
  if (!vault) {
    // Without a secret there is no embedded database either: looking would make both.
    return { database: { state: 'unknown', failure: new Failure('database.not-made-yet') } as const }
  }
  try {
    const { url, stop } = settings.databaseUrl
      ? { url: settings.databaseUrl, stop: async () => {} }
      : await startEmbedded({ dataFolder: settings.dataFolder, log: () => {} })
    try {
      const asked = now()
      const seconds = secondsOff((await lookAtDatabase(url, vault)).getTime(), asked, now())
      const differs = seconds > clockToleranceSeconds ? new Failure('database.clock-differs', { seconds }) : undefined
      return { database: well, secret: await lookAtSecret(url, vault), differs }
    } finally {
      await stop()
    }
  } catch (error) {
    return { database: wrong(error) }
  }
}

/** Whether the former secret is still needed; whether one that is not may still be wanted for its signatures, only the operator knows. */
async function lookAtSecret(url: string, vault: Vault): Promise<State> {
  const isGiven = vault.formerKeyId !== undefined
  if (await isFormerSecretNeeded(url, vault)) {
    return wrong(new Failure(isGiven ? 'settings.former-secret-needed' : 'settings.former-secret-gone'))
  }
  return isGiven ? { state: 'unknown', failure: new Failure('settings.former-secret-left') } : well
}

/** Asks our public address to prove that it is us; `date` is what the answer says of the time, if it came by https. */
async function knock(settings: Settings, vault: Vault | undefined, { fetch }: Instruments) {
  const { publicUrl } = settings
  const url = new URL(publicUrl)
  const facts = { publicUrl }
  const refused = (code: string, more = {}): State =>
    wrong(new Failure(code, { ...facts, ...more }, { field: 'PUBLIC_URL' }))
  if (!isLoopback(url.hostname) && url.protocol !== 'https:')
    return { door: refused('settings.public-url-not-https'), date: undefined }
  const word = newToken()
  try {
    const signal = AbortSignal.timeout(5000)
    const answer = await fetch(`${publicUrl}/healthz/${word}`, { signal, redirect: 'manual' })
    const date = url.protocol === 'https:' ? (answer.headers.get('date') ?? undefined) : undefined
    const proof = await answer.text()
    if (vault && answer.ok && proof === presenceOf(vault, word)) return { door: well, date }
    const isAnswer = answer.ok || answer.status === 404
    if (!isAnswer) return { door: refused('settings.public-url-answers-otherwise', { status: answer.status }), date }
    return { door: refused('settings.public-url-not-ours'), date }
  } catch (cause) {
    if (!isLoopback(url.hostname)) return { door: refused('settings.public-url-unreachable'), date: undefined }
    const failure = new Failure('settings.public-url-for-this-machine', facts, { cause })
    return { door: { state: 'unknown', failure } as const, date: undefined }
  }
}

/** Our own clock cannot judge itself: somebody else's time is needed, and only https keeps it honest. */
function readClock({ publicUrl }: Settings, date: string | undefined, asked: number, heard: number): State {
  const told = Date.parse(date ?? '')
  if (Number.isNaN(told)) return { state: 'unknown', failure: new Failure('settings.clock-unknown') }
  const seconds = secondsOff(told, asked, heard)
  if (seconds <= clockToleranceSeconds) return well
  return wrong(new Failure('settings.clock-differs-outside', { seconds, publicUrl }))
}

/** By how much another clock differs from ours, which said `asked` before and `heard` after it told: a slow answer is no wrong clock. */
function secondsOff(told: number, asked: number, heard: number): number {
  return Math.round(Math.max(asked - told, told - heard, 0) / 1000)
}
