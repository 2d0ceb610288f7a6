import pg from 'pg'
import { openHouse } from './house.ts'
import { endFormerSecrets } from './platform/database/secrets-in-use.ts'
import { startEmbedded } from './platform/embedded/embedded.ts'
import { Failure } from './platform/errors.ts'
import { createLogger } from './platform/log.ts'
import type { Context } from './platform/scope.ts'
import type { Sealed } from './platform/sealed.ts'
import { forgetFormerSecret, replaceSecret } from './platform/secret-files.ts'
import { isForThisMachineOnly, type Settings } from './platform/settings.ts'
import { renewSandboxAccounts } from './sandbox/renew.ts'

/** What is told while a secret is changed. */
export interface Progress {
  readonly name: string
  /** Sealed anew so far, of this name. */
  readonly count: number
}

/** What one sealed thing still has under another secret than the current one. */
export interface Left {
  readonly name: string
  readonly count: number
}

/**
 * Seals everything under today's secret, again and again until nothing is under the former one; answers what neither opens. Can be killed
 * and run again at any moment: what is done already is seen on the values themselves.
 */
export async function resealEverything(
  context: Context,
  all: readonly Sealed[],
  tell: (progress: Progress) => void,
): Promise<Left[]> {
  for (;;) {
    let changed = 0
    for (const { name, reseal } of all) {
      let count = 0
      for await (const batch of reseal(context)) {
        count += batch
        if (batch > 0) tell({ name, count })
      }
      changed += count
    }
    if (changed === 0) break
  }
  const left: Left[] = []
  for (const { name, countLeft } of all) {
    const count = await countLeft(context)
    if (count > 0) left.push({ name, count })
  }
  return left
}

/**
 * Changes the secret of this installation. Where it is set in the environment the operator has set the new one and the former one beside
 * it; an installation that keeps its secret in the data folder makes a new one, and nothing else of it may be running. Fails with
 * `settings.former-secret-missing`, `settings.house-is-open`, `settings.sealed-under-neither`.
 */
export async function changeSecret(
  settings: Settings,
  all: readonly Sealed[],
  tell: (progress: Progress) => void,
): Promise<void> {
  const isKeptByUs = settings.secret === undefined
  if (!isKeptByUs && settings.formerSecret === undefined) {
    throw new Failure('settings.former-secret-missing', {}, { field: 'RISCONTRO_FORMER_SECRET' })
  }
  if (isKeptByUs) await alone(settings, () => replaceSecret(settings.dataFolder))
  const house = await openHouse(settings, createLogger('warn'))
  try {
    const { vault } = house.context
    const left = await resealEverything(house.context, all, tell)
    if (left.length > 0) {
      const where = left.map(({ name, count }) => `${name}: ${count}`).join(', ')
      throw new Failure('settings.sealed-under-neither', { where })
    }
    if (isForThisMachineOnly(settings) && vault.formerKeyId) await renewSandboxAccounts(house.context)
    await endFormerSecrets(house.url, vault)
    if (isKeptByUs) await forgetFormerSecret(settings.dataFolder)
  } finally {
    await house.close()
  }
}

/** A server that runs holds the secret it began with: it could open nothing that is sealed from here on. */
async function alone({ dataFolder }: Settings, work: () => Promise<void>): Promise<void> {
  const { url, stop } = await startEmbedded({ dataFolder, log: () => {} })
  try {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client
      .query("select count(*)::int as count from pg_stat_activity where application_name = 'riscontro keeper'")
      .finally(() => client.end())
    if (rows[0]?.count !== 1) throw new Failure('settings.house-is-open', {}, { kind: 'conflict' })
    await work()
  } finally {
    await stop()
  }
}
