import { inject } from 'vitest'

/** A database of one test file's own. */
export interface TestDatabase {
  /** Superuser URL; fully migrated, empty, nobody else's. */
  url: string
  drop(): Promise<void>
}

/**
 * Clones the migrated database for this test file. Call in `beforeAll`, and `drop` in `afterAll`; what is not dropped
 * goes with the run. The secret it was migrated with is `testSecret`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const keeper = inject('databaseKeeper')
  const response = await fetch(keeper, { method: 'POST' })
  const url = await response.text()
  if (!response.ok) throw new Error(`no test database: ${url}`)
  return {
    url,
    async drop() {
      await fetch(`${keeper}${new URL(url).pathname}`, { method: 'DELETE' })
    },
  }
}
