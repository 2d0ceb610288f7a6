import { migrate } from '../database/migrate.ts'
import { startEmbedded } from '../embedded/embedded.ts'
import { testSecret } from './secret.ts'

/** Starts a PostgreSQL in a scratch folder, migrates it, lends its URL to `use`, stops it. For the generator of the schema's types. */
export async function withMigratedDatabase<T>(folder: string, use: (url: string) => T | Promise<T>): Promise<T> {
  const database = await startEmbedded({ dataFolder: folder, log: () => {}, settings: { durable: false } })
  try {
    await migrate({ url: database.url, secret: testSecret })
    return await use(database.url)
  } finally {
    await database.stop()
  }
}
