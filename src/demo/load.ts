import { sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { approveRound } from '../feedback/approve.ts'
import { planRound, submitRound } from '../feedback/rounds.ts'
import { sendRound } from '../feedback/send.ts'
import { issueYearlyReceipts } from '../gifts/receipt-issue.ts'
import { sequence } from '../log/sequence.ts'
import { Failure } from '../platform/errors.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import { event, publish } from '../platform/jobs/event.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { inventChildren } from './children.ts'
import { type DemoDoors, isDemoAllowed } from './demo.ts'
import { DonorStory } from './donor-story.ts'
import { type Foundation, foundDemo } from './found.ts'
import { hastyDatabases } from './hasty.ts'
import { hireTeam, type SignIn, type Team } from './members.ts'
import { dayStep, type PlannedDay, planStory, storyDays } from './plan.ts'
import { ProgrammeStory } from './programme-story.ts'
import { findDemo, forgetJobs, removeOrganisation } from './remove.ts'
import { forgetRemoval, keepSignIns, wasRemoved } from './sign-ins.ts'
import { addDays, taipei } from './story-day.ts'
import { StoryWorld } from './world.ts'

/** The demo was told to its end. Without this row, what is there was interrupted. */
export const demoLoaded = event('demo.loaded', z.object({ scale: z.number() }))

/** What was told. */
export interface LoadedDemo {
  readonly scope: Scope
  readonly people: number
  readonly gifts: number
  readonly children: number
  readonly signIns: readonly SignIn[]
}

/** How the demo is told. */
export interface Telling {
  /** 1 is the whole story; tests tell a smaller one. */
  readonly scale?: number
  /** Hears how far the story is, for a terminal: words are the listener's. */
  readonly say?: (progress: { month: string; people: number; gifts: number }) => void
}

/**
 * Founds the demo organisation and tells its fourteen months through the same actions as real use, with a set clock; what an
 * interrupted telling left is removed first. Fails with `demo.not-here` where no demo may be, `demo.exists` when it is there.
 */
export async function loadDemo(real: Context, doors: DemoDoors, telling: Telling = {}): Promise<LoadedDemo> {
  if (!isDemoAllowed(real)) throw new Failure('demo.not-here', {}, { kind: 'conflict' })
  const before = await findDemo(real)
  if (before?.isWhole) throw new Failure('demo.exists', {}, { kind: 'conflict' })
  if (before) await removeOrganisation(real, before.organisationId)
  const scale = telling.scale ?? 1
  const today = isoDay(real.clock.now(), 'Asia/Taipei')
  const { days } = planStory(today, scale)
  const first = days[0]?.day ?? today
  const hasty = hastyDatabases(real)
  const world = new StoryWorld({ ...real, databases: hasty }, doors, taipei(first, 8))
  try {
    const found = await foundDemo(world.context, doors, { first, last: today })
    const { team, signIns } = await hireTeam(found.scope)
    const told = await tellStory(world, found, team, days, telling)
    await forgetJobs(real, found.scope.organisationId)
    // Committed with patience: with it everything before is on disk.
    const patient = new Scope(real, found.scope.organisationId, found.scope.actor)
    await patient.transaction((transaction) => publish(transaction, demoLoaded, { scale }))
    await keepSignIns(real, signIns)
    await forgetRemoval(real)
    return { ...told, scope: patient, signIns }
  } finally {
    await world.app.stop()
    await hasty.close()
  }
}

async function tellStory(
  world: StoryWorld,
  found: Foundation,
  team: Team,
  days: readonly PlannedDay[],
  { scale = 1, say }: Telling,
): Promise<{ people: number; gifts: number; children: number }> {
  const programmes = new ProgrammeStory(world.clock, found, team, inventChildren(scale, storyDays))
  const donors = new DonorStory(world, found, team)
  const at = (share: number) => days[Math.floor((days.length - 1) * share)]
  for (const [index, day] of days.entries()) {
    const isLast = index === days.length - 1
    world.clock.set(taipei(day.day, day.hour))
    await programmes.work(day.day, index * dayStep)
    await donors.tell(day, isLast)
    if (day === at(0.45)) await donors.giveBack('all')
    if (day === at(0.7)) await donors.giveBack('part')
    if (day === at(0.93)) await tellRound(world, found, team)
    say?.({ month: day.day.slice(0, 7), people: donors.personCount, gifts: donors.giftCount })
    await writeYearlyReceipts(team, days, index)
  }
  await donors.giveBack('asked')
  await programmes.prepareForVisitor(addDays(days.at(-1)?.day ?? '', 1))
  await world.evening(found.scope, found.lineAccountId)
  return { people: donors.personCount, gifts: donors.giftCount, children: programmes.childCount }
}

/** One round: planned by one, approved by another, sent, and every gift of it has its result. */
async function tellRound(
  world: StoryWorld,
  { scope, lineAccountId, programmes }: Foundation,
  team: Team,
): Promise<void> {
  await drainEvents(scope)
  await sequence(scope)
  const roundId = await planRound(team.officer, { programmeId: programmes.cleft })
  await submitRound(team.officer, roundId)
  world.clock.wait(1800)
  await approveRound(team.approver, roundId)
  await sendRound(scope, roundId)
  await world.settle(scope, lineAccountId)
  await sendRound(scope, roundId)
}

/** The first day of a new year's story is when the old year's receipts are written. */
async function writeYearlyReceipts(team: Team, days: readonly PlannedDay[], index: number): Promise<void> {
  const year = Number(days[index]?.day.slice(0, 4))
  const before = Number(days[index - 1]?.day.slice(0, 4))
  if (before < year) await issueYearlyReceipts(team.finance, before)
}

/** Whether this installation should be given the demo: it may have one, nobody removed it, and there is nothing but what an interrupted telling left. */
export async function needsDemo(context: Context): Promise<boolean> {
  if (!isDemoAllowed(context) || (await wasRemoved(context))) return false
  const demo = await findDemo(context)
  if (demo) return !demo.isWhole
  const { rows } = await sql`select 1 from addresses where kind = 'organisation' limit 1`.execute(context.databases.app)
  return rows.length === 0
}
