import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Beside the code, on clones of one PostgreSQL. */
const besideTheCode = {
  globalSetup: './src/platform/testing/database-keeper.ts',
  // Far beyond what any of them needs on a busy machine: only one that hangs is ended.
  testTimeout: 1_200_000,
  hookTimeout: 1_200_000,
}

/** Tests that sign in until they are refused: attempts are counted in memory, by module. */
const counted = ['src/organisations/{auth,members,second-factor}.test.ts']

/**
 * Files that take a minute, the longest first: begun last, one would run alone while the other worker waits. `cli.walk` tells a demo on
 * its worker, which later walks there walk through.
 */
const longest = [
  ...['doors.walk', 'cli.walk', 'loop.walk', 'crash-round.walk', 'crash-database.walk'],
  ...['openapi.test', 'allocate.test', 'demo/load.test'],
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.ts`))
      return place < 0 ? longest.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

/**
 * `unit`: modules are loaded once for each worker; what a test needs anew, it makes. `counted`: modules of their own for each file.
 * `walks`: the whole system through a real browser.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // `expect.poll` only waits: how long says nothing of what it waits for.
    expect: { poll: { timeout: 60_000 } },
    // Schemas that were made before `api.ts` could not be described.
    setupFiles: ['./src/platform/testing/local-network.ts', './src/platform/http/api.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...besideTheCode,
          name: 'unit',
          isolate: false,
          include: ['src/**/*.test.{ts,tsx}', 'desk/**/*.test.{ts,tsx}', 'widget/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: counted,
        },
      },
      { extends: true, test: { ...besideTheCode, name: 'counted', include: counted } },
      {
        extends: true,
        test: {
          name: 'walks',
          include: ['e2e/**/*.walk.ts'],
          globalSetup: ['./e2e/built.ts', './e2e/chromium.ts', './e2e/told-demo.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
