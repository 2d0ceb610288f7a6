import { openApp } from './app.ts'
import type { DemoDoors } from './demo/demo.ts'
import { loadDemo, needsDemo } from './demo/load.ts'
import { signInLines } from './demo/sign-ins.ts'
import { openHouse } from './house.ts'
import { needsSetUp, setupCode } from './organisations/set-up.ts'
import { type Door, openDoor } from './platform/http/server.ts'
import { startWorkers } from './platform/jobs/work.ts'
import { createLogger } from './platform/log.ts'
import type { Context } from './platform/scope.ts'
import type { Settings } from './platform/settings.ts'
import { createSandboxAccounts, testPaySecret } from './sandbox/accounts.ts'
import { connectTencent } from './sandbox/platform/application.ts'

type Say = (line: string) => void

/** Seconds a request in hand may still take after a signal to stop. */
const graceSeconds = 10

/** What only the doors know, for the demo: the house itself, and the sandbox beside it. */
const demoDoors: DemoDoors = {
  compose: (context) => openApp(context, { isWorker: false }),
  createSandboxAccounts,
  connectTencent,
  testPaySecret,
}

/** What a process does: answer the web, do the work behind it, or both. */
export interface Duties {
  web: boolean
  work: boolean
}

/**
 * Runs until a signal, then drains everything and stops it, the database included. The port is taken first of all, so that
 * a taken one is told before anything else is begun; whoever knocks meanwhile is asked to wait.
 */
export async function serve(settings: Settings, duties: Duties, say: Say): Promise<void> {
  const stopAsked = signalled()
  const door = duties.web ? await openDoor(settings) : undefined
  try {
    // Somebody at a terminal reads sentences; what is well is for those who collect lines.
    const house = await openHouse(settings, createLogger(process.stderr.isTTY ? 'warn' : 'info'))
    try {
      await work(house.context, duties, { door, stopAsked, say })
    } finally {
      await house.close()
    }
  } finally {
    await door?.close(graceSeconds)
  }
}

interface Surroundings {
  door: Door | undefined
  stopAsked: Promise<void>
  say: Say
}

async function work(context: Context, duties: Duties, { door, stopAsked, say }: Surroundings): Promise<void> {
  const app = openApp(context, { isWorker: duties.work })
  try {
    if (door && context.settings.wantsDemo && (await needsDemo(context))) await tellDemo(context, say)
    await app.start()
    const workers = duties.work ? await startWorkers(context, app.jobs, app.sweeps) : undefined
    door?.answer(app.fetch)
    say(door ? `Riscontro is ready: ${context.settings.publicUrl}` : 'Riscontro is working.')
    if (door) await sayHowToBegin(context, say)
    await stopAsked
    say('Stopping: finishing what is in hand …')
    await Promise.all([door?.close(graceSeconds), workers?.stop()])
  } finally {
    await app.stop()
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

/** Loads the demo, saying how far it is. */
export async function tellDemo(context: Context, say: Say): Promise<void> {
  say('Telling the story of the demo: fourteen months of a charity for children …')
  let told = ''
  await loadDemo(context, demoDoors, {
    say: ({ month, people, gifts }) => {
      if (month !== told) say(`  ${month}  ${people} people, ${gifts} gifts`)
      told = month
    },
  })
}

/** The code of the first run, or the sign-ins of the demo: what a person at the terminal needs next. */
async function sayHowToBegin(context: Context, say: Say): Promise<void> {
  const t = context.translator.in('en')
  if (await needsSetUp(context)) {
    say(t('organisations:setUp.code', { url: `${context.settings.publicUrl}/setup`, code: setupCode(context) }))
  }
  for (const line of await signInLines(context, 'en')) say(line)
}
