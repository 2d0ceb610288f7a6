import { sql } from 'kysely'
import { z } from 'zod'
import { isoDay } from '../campaigns/day.ts'
import { Failure } from '../platform/errors.ts'
import { event, publish } from '../platform/jobs/event.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { inventChildren } from './children.ts'
import { type DemoDoors, isDemoAllowed } from './demo.ts'
import { foundDemo } from './found.ts'
import { hastyDatabases } from './hasty.ts'
import { hireTeam, type SignIn } from './members.ts'
import { planStory, storyDays } from './plan.ts'
import { findDemo, forgetJobs, removeOrganisation } from './remove.ts'
import { forgetRemoval, keepSignIns, wasRemoved } from './sign-ins.ts'
import { type Say, Story } from './story.ts'
import { taipei } from './story-day.ts'
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
  readonly say?: Say
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
  const plan = planStory(today, scale)
  const first = plan.days[0]?.day ?? today
  const hasty = hastyDatabases(real)
  const world = new StoryWorld({ ...real, databases: hasty }, doors, taipei(first, 9))
  try {
    const found = await foundDemo(world.context, doors, { first, last: today })
    const { team, signIns } = await hireTeam(found.scope)
    const story = new Story(world, found, team, { plan, children: inventChildren(scale, storyDays) })
    await story.tellDays(telling.say)
    // Its first orders are fetched by whoever presses first, or by the house within a minute; not by the story.
    await doors.connectTencent(team.finance, found.ferry.campaignId)
    await story.tellMorning(morningOf(real.clock.now(), today))
    await forgetJobs(real, found.scope.organisationId)
    // Committed with patience: with it everything before is on disk.
    const patient = new Scope(real, found.scope.organisationId, found.scope.actor)
    await patient.transaction((transaction) => publish(transaction, demoLoaded, { scale }))
    await keepSignIns(real, signIns)
    await forgetRemoval(real)
    return { ...(await countTold(patient)), children: story.childCount, scope: patient, signIns }
  } finally {
    await world.app.stop()
    await hasty.close()
  }
}

/** When the visitor's day begins in the story: less than an hour ago, and today if today is old enough. */
function morningOf(now: Date, today: string): Date {
  const minutesAgo = (minutes: number) => now.getTime() - minutes * 60_000
  return new Date(Math.min(Math.max(minutesAgo(50), taipei(today, 0, 1).getTime()), minutesAgo(20)))
}

/** How many people and gifts there are. */
function countTold(scope: Scope): Promise<{ people: number; gifts: number }> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ people: number; gifts: number }>`
      select (select count(*)::int from persons where organisation_id = ${organisationId}) as people,
        (select count(*)::int from gifts where organisation_id = ${organisationId}) as gifts`.execute(db)
    return rows[0] ?? { people: 0, gifts: 0 }
  })
}

/** Whether this installation should be given the demo: it may have one, nobody removed it, and there is nothing but what an interrupted telling left. */
export async function needsDemo(context: Context): Promise<boolean> {
  if (!isDemoAllowed(context) || (await wasRemoved(context))) return false
  const demo = await findDemo(context)
  if (demo) return !demo.isWhole
  const { rows } = await sql`select 1 from addresses where kind = 'organisation' limit 1`.execute(context.databases.app)
  return rows.length === 0
}
