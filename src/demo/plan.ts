import { inventPeople, type StoryPerson, type Way } from './people.ts'
import { Random } from './random.ts'
import { addDays } from './story-day.ts'

/** How long the story is. */
export const storyDays = 425

/** Things happen every so many days: what is done together is told together. */
export const dayStep = 6

/** What somebody does besides giving. */
export type Talk = 'ask' | 'gifts' | 'traces' | 'receipts' | 'thanks' | 'stop' | 'block'

/** A gift that will be made. Amount in major units of its currency. */
export interface PlannedGift {
  readonly person: StoryPerson
  readonly to: 'taiwan' | 'italy'
  readonly amount: number
  readonly receipt: 'each' | 'yearly' | 'none'
  readonly isNamed: boolean
  readonly wantsFeedback: boolean
  readonly outcome: 'succeed' | 'fail' | 'leave' | 'transfer'
}

/** One day of the story. */
export interface PlannedDay {
  readonly day: string
  /** 9 to 17, where the organisation is: nobody's quiet hours. */
  readonly hour: number
  readonly joining: readonly StoryPerson[]
  readonly gifts: readonly PlannedGift[]
  readonly talks: readonly { person: StoryPerson; talk: Talk }[]
}

/** The whole story before it happens. */
export interface Plan {
  readonly people: readonly StoryPerson[]
  readonly days: readonly PlannedDay[]
}

interface DayInMaking {
  joining: StoryPerson[]
  gifts: PlannedGift[]
  talks: { person: StoryPerson; talk: Talk }[]
}

/** Plans fourteen months that end the day before `today`; the same day and scale give the same plan. `scale` 1 is two hundred people. */
export function planStory(today: string, scale: number): Plan {
  const random = new Random(20_260)
  const people = inventPeople(random, scale)
  const days: DayInMaking[] = Array.from({ length: Math.ceil(storyDays / dayStep) }, () => ({
    joining: [],
    gifts: [],
    talks: [],
  }))
  for (const person of people) planPerson(random, person, days)
  planMishaps(days)
  const first = addDays(today, -(days.length - 1) * dayStep - 1)
  return {
    people,
    days: days.map((day, index) => ({ ...day, day: addDays(first, index * dayStep), hour: 9 + ((index * 5) % 9) })),
  }
}

const giftCounts: Readonly<Record<Way, readonly [number, number]>> = {
  phone: [1, 3],
  form: [1, 2],
  hand: [1, 3],
  platform: [1, 3],
}

function planPerson(random: Random, person: StoryPerson, days: DayInMaking[]): void {
  const last = days.length - 1
  // More people come as the work gets known.
  const joins = Math.floor(Math.sqrt(random.next()) * last)
  if (person.way === 'phone') days[joins]?.joining.push(person)
  let at = joins
  for (let left = random.between(...giftCounts[person.way]); left > 0 && at <= last; left -= 1) {
    days[at]?.gifts.push(planGift(random, person))
    if (person.way === 'phone') planTalk(random, person, days[Math.min(last, at + random.between(1, 6))])
    at += random.between(4, 28)
  }
}

function planTalk(random: Random, person: StoryPerson, day: DayInMaking | undefined): void {
  if (!random.chance(0.3)) return
  const talk = random.pick([
    'ask',
    'gifts',
    'traces',
    'receipts',
    'thanks',
    'ask',
    'traces',
    'thanks',
    'stop',
    'gifts',
  ] as const)
  day?.talks.push({ person, talk })
}

const amounts: Readonly<Record<'taiwan' | 'italy', readonly number[]>> = {
  taiwan: [300, 500, 500, 1000, 1000, 1000, 2000, 3000, 5000],
  italy: [10, 20, 20, 30, 50, 50, 100],
}

function planGift(random: Random, person: StoryPerson): PlannedGift {
  const to = person.language === 'it' ? 'italy' : 'taiwan'
  const once = random.pick(amounts[to])
  return {
    person,
    to,
    amount: person.way === 'hand' ? once * 3 : once,
    receipt: random.pick(['each', 'each', 'yearly', 'none']),
    isNamed: random.chance(0.7),
    wantsFeedback: random.chance(0.9),
    outcome: 'succeed',
  }
}

/** One payment that failed, one that was left, a few bank transfers, the latest of them still awaited; and somebody who blocks. */
function planMishaps(days: DayInMaking[]): void {
  const last = days.length - 1
  const mishaps = [
    [0.2, 'transfer'],
    [0.4, 'fail'],
    [0.5, 'transfer'],
    [0.65, 'leave'],
    [0.8, 'transfer'],
    [1, 'transfer'],
  ] as const
  for (const [at, outcome] of mishaps) {
    const index = firstTalking(days, Math.floor(last * at))
    const busy = days[index]?.gifts.map((gift) => gift.person)
    const person = days
      .slice(0, index + 1)
      .flatMap((day) => day.joining)
      .findLast((one) => one.language !== 'it' && !busy?.includes(one))
    const gift = { to: 'taiwan', amount: 1000, receipt: 'each', isNamed: true, wantsFeedback: true } as const
    if (person) days[index]?.gifts.push({ ...gift, person, outcome })
  }
  const from = Math.floor(last * 0.7)
  const later = days.slice(from).flatMap((day) => [...day.gifts, ...day.talks].map(({ person }) => person))
  const gone = days
    .slice(0, from)
    .flatMap((day) => day.joining)
    .find((person) => !later.includes(person))
  if (gone) days[from]?.talks.push({ person: gone, talk: 'block' })
}

/** The first day from here on by which somebody has a phone who gives to Taiwan. */
function firstTalking(days: readonly DayInMaking[], from: number): number {
  const joined = days.findIndex((day) => day.joining.some(({ language }) => language !== 'it'))
  return Math.max(from, joined)
}
