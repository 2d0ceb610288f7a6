import { approveRound } from '../feedback/approve.ts'
import { planRound, submitRound } from '../feedback/rounds.ts'
import { sendRound } from '../feedback/send.ts'
import { issueYearlyReceipts } from '../gifts/receipts/issue.ts'
import { sequence } from '../log/sequence.ts'
import { Failure } from '../platform/errors.ts'
import { drainEvents } from '../platform/jobs/drain.ts'
import { AnswerStory } from './answer-story.ts'
import type { StoryChild } from './children.ts'
import { DonorStory } from './donor-story.ts'
import type { Foundation } from './found.ts'
import type { Team } from './members.ts'
import { OfficeStory } from './office-story.ts'
import { dayStep, type Plan, type PlannedDay } from './plan.ts'
import { ProgrammeStory } from './programme-story.ts'
import { taipei } from './story-day.ts'
import type { StoryWorld } from './world.ts'

/** How often the giving platform's list is brought in, in days of the story. */
const daysPerImport = 5

/** Hears how far the story is. */
export type Say = (progress: { month: string; people: number; gifts: number }) => void

/** The fourteen months, one working day after the other, and the morning of the day on which the visitor comes. */
export class Story {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #team: Team
  readonly #plan: Plan
  readonly #programmes: ProgrammeStory
  readonly #donors: DonorStory
  readonly #answers: AnswerStory
  readonly #office: OfficeStory

  constructor(world: StoryWorld, found: Foundation, team: Team, told: { plan: Plan; children: readonly StoryChild[] }) {
    this.#world = world
    this.#found = found
    this.#team = team
    this.#plan = told.plan
    this.#programmes = new ProgrammeStory(world, found, team, told.children)
    this.#donors = new DonorStory(world, found)
    this.#answers = new AnswerStory(world, found, team)
    this.#office = new OfficeStory(world, found, team)
  }

  get childCount(): number {
    return this.#programmes.childCount
  }

  /** Tells all working days up to yesterday. */
  async tellDays(say: Say | undefined): Promise<void> {
    const { days } = this.#plan
    await this.#office.begin()
    await this.#donors.talk([], days[0]?.joining ?? [])
    for (const [index, day] of days.entries()) {
      this.#world.clock.set(taipei(day.day, day.hour))
      await this.#programmes.work(day.day, index * dayStep)
      await this.#office.work(day)
      if (index % daysPerImport === daysPerImport - 1) await this.#office.importOrders(day.day, false)
      await this.#donors.give(day)
      const asked = await this.#donors.talk(day.talks, days[index + 1]?.joining ?? [])
      if (index < days.length - 1) await this.#answers.answer(asked)
      else await this.#answers.leaveOpen(asked)
      await this.#answers.receive(day.guests, true)
      await this.#thankPersonally(day, index)
      await this.#mark(day)
      await this.#writeYearlyReceipts(index)
      say?.({ month: day.day.slice(0, 7), people: this.#donors.personCount, gifts: this.#donors.giftCount })
    }
    await this.#prepareForVisitor()
  }

  /** What donors do this morning; the office has not looked yet. `begin` is half an hour ago or so. */
  async tellMorning(begin: Date): Promise<void> {
    const { gifts, talks, guests } = this.#plan.today
    this.#world.clock.set(begin)
    await this.#donors.give({ gifts })
    await this.#donors.talk(talks, [])
    await this.#answers.receive(guests, false)
    await this.#world.evening(this.#found.scope, this.#found.lineAccountId)
  }

  /** What happens once, on its day. */
  async #mark(day: PlannedDay): Promise<void> {
    const { days } = this.#plan
    const isAt = (share: number) => day === days[Math.floor((days.length - 1) * share)]
    if (isAt(0.45)) await this.#office.giveBack('all')
    if (isAt(0.7)) await this.#office.giveBack('part')
    if (isAt(0.8)) await this.#tellRound(this.#found.programmes.heart)
    if (isAt(0.86)) await this.#tellRound(this.#found.programmes.italy)
    if (isAt(0.93)) {
      await this.#tellRound(this.#found.programmes.cleft)
      await this.#tellRound(this.#found.programmes.ferry)
    }
  }

  /** Every seventh day the largest gift of the day is thanked for by a person, too. */
  async #thankPersonally({ gifts }: PlannedDay, index: number): Promise<void> {
    if (index % 7 !== 3) return
    const given = gifts.filter(({ person, outcome }) => person.way === 'phone' && outcome === 'succeed')
    const largest = given.toSorted((one, other) => other.amount - one.amount)[0]
    if (largest) await this.#answers.thank(this.#donors.phoneOf(largest.person), largest.person)
  }

  /** One round: planned by one, approved by another, sent, and every gift of it has its result. */
  async #tellRound(programmeId: string): Promise<void> {
    const { scope, lineAccountId } = this.#found
    await drainEvents(scope)
    await sequence(scope)
    const roundId = await this.#planRound(programmeId)
    if (roundId === undefined) return
    await submitRound(this.#team.officer, roundId)
    this.#world.clock.wait(1800)
    await approveRound(this.#team.approver, roundId)
    await sendRound(scope, roundId)
    await this.#world.settle(scope, lineAccountId)
    await sendRound(scope, roundId)
  }

  /** Nothing when there is no news that somebody has not heard. */
  async #planRound(programmeId: string): Promise<string | undefined> {
    try {
      return await planRound(this.#team.officer, { programmeId })
    } catch (error) {
      if (error instanceof Failure && error.code === 'feedback.nothing-to-tell') return undefined
      throw error
    }
  }

  /** The last working day leaves something to do: money to decide about, news to approve, a round begun. */
  async #prepareForVisitor(): Promise<void> {
    const day = this.#plan.days.at(-1)?.day ?? ''
    const coming = this.#plan.today.gifts.filter(({ to }) => to === 'taiwan')
    const comingMinor = coming.reduce((sum, { amount }) => sum + BigInt(amount * 100), 0n)
    await this.#office.importOrders(day, true)
    await this.#office.giveBack('asked')
    await drainEvents(this.#found.scope)
    await this.#programmes.prepareForVisitor(day, comingMinor)
    await this.#planRound(this.#found.programmes.cleft)
    await this.#world.evening(this.#found.scope, this.#found.lineAccountId)
  }

  /** The first day of a new year's story is when the old year's receipts are written. */
  async #writeYearlyReceipts(index: number): Promise<void> {
    const year = Number(this.#plan.days[index]?.day.slice(0, 4))
    const before = Number(this.#plan.days[index - 1]?.day.slice(0, 4))
    if (before < year) await issueYearlyReceipts(this.#team.finance, before)
  }
}
