import { z } from 'zod'
import { Failure } from './errors.ts'

/** What an operator can set, all of it, read once from the environment. */
export interface Settings {
  port: number
  /** The address to listen on; loopback unless said otherwise. */
  host: string
  /** Absent: we bring our own PostgreSQL, and the demo and sandbox may exist. */
  databaseUrl: string | undefined
  dataFolder: string
  /** The key-encryption key; generated into the data folder when the database is embedded. */
  secret: string | undefined
  /** The key-encryption key before that, while a change of it is under way. Only ever beside `secret`. */
  formerSecret?: string | undefined
  /** Where the world reaches us, without a trailing slash. */
  publicUrl: string
  /** Whether an empty embedded installation is given the demo. */
  wantsDemo: boolean
}

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  RISCONTRO_DATA: z.string().min(1).default('./.riscontro'),
  RISCONTRO_SECRET: z.string().min(32).optional(),
  RISCONTRO_FORMER_SECRET: z.string().min(32).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  RISCONTRO_DEMO: z.enum(['auto', 'none']).default('auto'),
})

/** Reads and checks the settings. Fails with `settings.invalid-setting` naming the variable, `settings.secret-missing` when a database is given without a secret, `settings.former-secret-alone`. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const variable = String(parsed.error.issues[0]?.path[0] ?? '')
    throw new Failure('settings.invalid-setting', { variable }, { field: variable, cause: parsed.error })
  }
  const { PORT, HOST, DATABASE_URL, RISCONTRO_DATA, PUBLIC_URL, RISCONTRO_DEMO } = parsed.data
  const { RISCONTRO_SECRET: secret, RISCONTRO_FORMER_SECRET: formerSecret } = parsed.data
  if (DATABASE_URL && !secret) throw new Failure('settings.secret-missing', {}, { field: 'RISCONTRO_SECRET' })
  if (formerSecret !== undefined && (!secret || secret === formerSecret)) {
    throw new Failure('settings.former-secret-alone', {}, { field: 'RISCONTRO_SECRET' })
  }
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    dataFolder: RISCONTRO_DATA,
    secret,
    formerSecret,
    wantsDemo: RISCONTRO_DEMO === 'auto',
    publicUrl: (PUBLIC_URL ?? `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`).replace(/\/$/, ''),
  }
}

/** Whether a host name can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/**
 * Whether this installation has its own database and is meant for nobody but this machine: it listens on loopback, and no
 * public address leads to it, as one would through a proxy beside it.
 */
export function isForThisMachineOnly({ databaseUrl, host, publicUrl }: Settings): boolean {
  return databaseUrl === undefined && isLoopback(host) && isLoopback(new URL(publicUrl).hostname)
}
