import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { subscriptions } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { connect } from './platform/database/connect.ts'
import { migrate } from './platform/database/migrate.ts'
import { startEmbedded } from './platform/embedded/embedded.ts'
import { FileStore } from './platform/file-store.ts'
import { Translator } from './platform/i18n/translator.ts'
import type { Logger } from './platform/log.ts'
import type { Context } from './platform/scope.ts'
import { readSecrets } from './platform/secret-files.ts'
import type { Settings } from './platform/settings.ts'
import { Vault } from './platform/vault.ts'

/** A process's hold on its database, files and words, until it is closed. */
export interface House {
  context: Context
  /** The database, as its owner. */
  url: string
  close(): Promise<void>
}

/** Starts the database if it is ours, brings it up to date, and makes the context everyone works in. */
export async function openHouse(settings: Settings, log: Logger): Promise<House> {
  await mkdir(settings.dataFolder, { recursive: true })
  const embedded = settings.databaseUrl
    ? undefined
    : await startEmbedded({ dataFolder: settings.dataFolder, log: (line) => log.info({}, line) })
  const url = settings.databaseUrl ?? embedded?.url ?? ''
  const { secret, formerSecret } = await readSecrets(settings)
  await migrate({ url, secret, formerSecret })
  const vault = new Vault(secret, formerSecret)
  const context: Context = {
    settings,
    clock: systemClock,
    databases: connect(url, vault),
    vault,
    log,
    translator: await Translator.load((key) => log.warn({ key }, 'A text is missing')),
    files: new FileStore(join(settings.dataFolder, 'files')),
    fetch,
    subscriptions,
  }
  return {
    context,
    url,
    close: async () => {
      await context.databases.close()
      await embedded?.stop()
    },
  }
}
