import { composeHttp, jobs, openHouse, sweeps } from './app.ts'
import { listen } from './platform/http/server.ts'
import { startWorkers } from './platform/jobs/work.ts'
import { createLogger } from './platform/log.ts'
import type { Settings } from './platform/settings.ts'

/** Seconds a request in hand may still take after a signal to stop. */
const graceSeconds = 10

/** Runs the web server and the workers until a signal, then drains both and stops everything, the database included. */
export async function serve(settings: Settings, say: (line: string) => void): Promise<void> {
  const stopAsked = signalled()
  const log = createLogger()
  const house = await openHouse(settings, log)
  try {
    const web = await listen(composeHttp(house.context).fetch, settings.host, settings.port)
    const workers = await startWorkers(house.context, jobs, sweeps)
    say(`Riscontro is ready: ${settings.publicUrl}`)
    await stopAsked
    say('Stopping: finishing what is in hand …')
    await Promise.all([web.close(graceSeconds), workers.stop()])
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
