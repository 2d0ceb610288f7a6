import { openApp } from './app.ts'
import { openHouse } from './house.ts'
import { listen } from './platform/http/server.ts'
import { startWorkers } from './platform/jobs/work.ts'
import { createLogger } from './platform/log.ts'
import type { Settings } from './platform/settings.ts'

/** Seconds a request in hand may still take after a signal to stop. */
const graceSeconds = 10

/** What a process does: answer the web, do the work behind it, or both. */
export interface Duties {
  web: boolean
  work: boolean
}

/** Runs until a signal, then drains everything and stops it, the database included. */
export async function serve(settings: Settings, duties: Duties, say: (line: string) => void): Promise<void> {
  const stopAsked = signalled()
  const house = await openHouse(settings, createLogger())
  try {
    const app = openApp(house.context, { isWorker: duties.work })
    await app.start()
    const web = duties.web ? await listen(app.fetch, settings.host, settings.port) : undefined
    const workers = duties.work ? await startWorkers(house.context, app.jobs, app.sweeps) : undefined
    say(duties.web ? `Riscontro is ready: ${settings.publicUrl}` : 'Riscontro is working.')
    await stopAsked
    say('Stopping: finishing what is in hand …')
    await Promise.all([web?.close(graceSeconds), workers?.stop()])
    await app.stop()
  } finally {
    await house.close()
  }
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0
    const stop = () => {
      count += 1
      if (count > 1) process.exit(130)
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}
