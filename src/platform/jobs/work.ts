import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeWorkerUtils, Logger as QueueLogger, run, type TaskList } from 'graphile-worker'
import { z } from 'zod'
import { type OrganisationId, organisationId } from '../ids.ts'
import { describeError } from '../log.ts'
import { type Context, Scope } from '../scope.ts'
import type { JobHandler, Sweep } from './job.ts'

const envelope = z.object({ organisationId: z.string(), payload: z.unknown() })

/** The running workers of this process. */
export interface Workers {
  /** Lets jobs in hand finish, takes no new ones, ends the sweeps. */
  stop(): Promise<void>
}

/** Starts taking jobs and sweeping. Fails when the queue does not answer a first job (wrong role, wrong schema). */
export async function startWorkers(
  context: Context,
  handlers: readonly JobHandler[],
  sweeps: readonly Sweep[],
): Promise<Workers> {
  const tasks: TaskList = Object.fromEntries(
    handlers.map((handler) => [
      handler.name,
      async (body: unknown) => {
        const { organisationId: id, payload } = envelope.parse(body)
        await handler.run(systemScope(context, organisationId(id), handler.name), payload)
      },
    ]),
  )
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  // A name of its own: of several processes only this one can take it.
  const hello = `platform.hello.${randomUUID()}`
  tasks[hello] = async () => answer()
  // Without batches the queue awaits nobody's record of an ended job (graphile-worker 0.17). One that fails must not end the
  // process: the job stays locked, and sweeps find what it was about.
  const heed = (error: unknown) => context.log.error(describeError(error), 'Something nobody waited for has failed')
  process.on('unhandledRejection', heed)
  const runner = await run({
    pgPool: context.databases.owner,
    taskList: tasks,
    crontab: '',
    noHandleSignals: true,
    logger: queueLogger(context),
    // No batches of ended jobs: when the database is lost while one is recorded, the queue shuts down for good.
    preset: { worker: { concurrentJobs: 8, pollInterval: 2000, localQueue: { size: 100, ttl: 60_000 } } },
  })
  const utils = await makeWorkerUtils({ pgPool: context.databases.owner, logger: queueLogger(context) })
  await utils.addJob(hello, {})
  await utils.release()
  const sweeping = startSweeps(context, sweeps)
  await answered
  return {
    stop: async () => {
      sweeping.stop()
      await runner.stop()
      await sweeping.finished
      process.off('unhandledRejection', heed)
    },
  }
}

/** Every organisation of this installation. */
export async function listOrganisations(context: Context): Promise<OrganisationId[]> {
  const rows = await context.databases.app
    .selectFrom('addresses')
    .where('kind', '=', 'organisation')
    .select('organisation_id')
    .execute()
  return rows.map((row) => organisationId(row.organisation_id))
}

/** A scope in which the house itself acts. */
export function systemScope(context: Context, organisation: OrganisationId, name: string): Scope {
  return new Scope(context, organisation, { kind: 'system', name })
}

function startSweeps(context: Context, sweeps: readonly Sweep[]): { stop(): void; finished: Promise<unknown> } {
  const ending = new AbortController()
  // Every sweep waits on it; their number is known and they let go.
  setMaxListeners(0, ending.signal)
  const finished = Promise.all(
    sweeps.map(async (sweep) => {
      while (!ending.signal.aborted) {
        await sweepAll(context, sweep).catch((error) =>
          context.log.error({ sweep: sweep.name, ...describeError(error) }, 'A sweep failed; it will run again'),
        )
        await pause(sweep.everySeconds * 1000, ending.signal)
      }
    }),
  )
  return { stop: () => ending.abort(), finished }
}

async function sweepAll(context: Context, sweep: Sweep): Promise<void> {
  for (const organisation of await listOrganisations(context)) {
    const scope = systemScope(context, organisation, `sweep ${sweep.name}`)
    await onlyOnce(context, `${sweep.name}:${organisation}`, () => sweep.run(scope))
  }
}

/** Several processes sweep; a session lock on the owner's connection lets one at a time do the same sweep of the same organisation. */
async function onlyOnce(context: Context, name: string, work: () => Promise<void>): Promise<void> {
  const connection = await context.databases.owner.connect()
  try {
    const { rows } = await connection.query('select pg_try_advisory_lock(hashtext($1)) as mine', [name])
    if (!rows[0]?.mine) return
    try {
      await work()
    } finally {
      await connection.query('select pg_advisory_unlock(hashtext($1))', [name])
    }
  } finally {
    connection.release()
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}

/** The queue's own words, warnings and errors only: a line per job would drown the rest. */
function queueLogger({ log }: Context): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error({ queue: message }, 'The job queue reports an error')
    if (level === 'warning') log.warn({ queue: message }, 'The job queue warns')
  })
}
