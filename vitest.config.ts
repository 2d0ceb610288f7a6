import { defineConfig } from 'vitest/config'

/** `unit`: beside the code, on clones of one PostgreSQL. `walks`: the whole system through a real browser. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['./src/platform/testing/local-network.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Modules are loaded once for each worker: what a test needs anew, it makes.
          isolate: false,
          include: ['src/**/*.test.{ts,tsx}', 'desk/**/*.test.{ts,tsx}', 'widget/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: './src/platform/testing/database-keeper.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'walks',
          include: ['e2e/**/*.walk.ts'],
          globalSetup: ['./e2e/chromium.ts', './e2e/told-demo.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
