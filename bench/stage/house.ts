import { rm } from 'node:fs/promises'
import { foundOrganisation } from '../../src/organisations/found.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startEmbedded } from '../../src/platform/embedded/embedded.ts'
import { FileStore } from '../../src/platform/file-store.ts'
import { Translator } from '../../src/platform/i18n/translator.ts'
import { createLogger } from '../../src/platform/log.ts'
import type { Context, Scope } from '../../src/platform/scope.ts'
import { makeRunFolder } from '../../src/platform/testing/run-folder.ts'
import { testSecret } from '../../src/platform/testing/secret.ts'
import { Vault } from '../../src/platform/vault.ts'

/** A whole installation for one run: its own PostgreSQL, durable as everywhere, and one organisation. */
export interface BenchHouse {
  context: Context
  scope: Scope
  /** Where its PostgreSQL lives. */
  home: string
  close(): Promise<void>
}

/**
 * Founds one in a folder that is gone afterwards. Providers of sandbox accounts are emulated at `port`, as for a demo: that
 * way nothing of what sends is another than in production.
 */
export async function openHouse(fetchIt: typeof fetch = fetch, port = 0): Promise<BenchHouse> {
  const dataFolder = await makeRunFolder('bench')
  const postgres = await startEmbedded({ dataFolder, log: () => {} })
  await migrate({ url: postgres.url, secret: testSecret })
  const vault = new Vault(testSecret)
  const settings = { port, host: '127.0.0.1', databaseUrl: undefined, dataFolder, secret: testSecret }
  const context: Context = {
    settings: { ...settings, publicUrl: 'http://127.0.0.1', wantsDemo: false },
    clock: systemClock,
    databases: connect(postgres.url, vault),
    vault,
    log: createLogger('warn'),
    translator: await Translator.load(() => {}),
    files: new FileStore(dataFolder),
    fetch: fetchIt,
    subscriptions: [],
  }
  const scope = await foundOrganisation(context, {
    ...{ slug: 'bench', name: 'Bench', country: 'TW', timeZone: 'Asia/Taipei', language: 'zh-Hant', isDemo: true },
  })
  const close = async () => {
    await context.databases.close()
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { context, scope, home: postgres.home, close }
}
