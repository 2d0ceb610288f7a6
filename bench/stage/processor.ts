import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Processor time in microseconds since some beginning, by who used it. */
export interface ProcessorTime {
  server: number
  /** PostgreSQL with all its processes; undefined where the system does not tell (everywhere but Linux). */
  database: number | undefined
}

/** A tick of Linux's process clocks, in microseconds (`getconf CLK_TCK` is 100 on every Linux Node runs on). */
const tick = 10_000

/** What this process and the PostgreSQL of a folder have used so far. */
export function processorTime(home: string): ProcessorTime {
  const { user, system } = process.cpuUsage()
  return { server: user + system, database: databaseTime(home) }
}

/** The postmaster, those of its children that ended, and those that run. */
function databaseTime(home: string): number | undefined {
  try {
    const postmaster = Number(readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
    const ended = fieldsOf(postmaster)
    const running = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => fieldsOf(Number(name)))
      .filter((fields) => Number(fields[1]) === postmaster)
    const ticks = [...ended.slice(11, 15), ...running.flatMap((fields) => fields.slice(11, 13))]
    return ticks.reduce((sum, one) => sum + Number(one), 0) * tick
  } catch {
    return undefined
  }
}

/** `/proc/<pid>/stat` from the state on: parent at 1, own time at 11 and 12, that of ended children at 13 and 14. */
function fieldsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}
