import { inventPeople, type StoryPerson, type Way } from './people.ts'
import { Random } from './random.ts'
import { addDays, weekdayBefore } from './story-day.ts'

/** How long the story is. */
export const storyDays = 425

/** Things happen every so many days: what is done together is told together. */
export const dayStep = 8

/** What somebody does besides giving; `wonder` is a question no button knows. */
export type Talk = 'ask' | 'wonder' | 'gifts' | 'traces' | 'receipts' | 'thanks' | 'stop' | 'block'

/** To which of the demo's purposes a gift goes. */
export type To = 'taiwan' | 'italy' | 'ferry'

/** A gift that will be made. Amount in major units of its currency. */
export interface PlannedGift {
  readonly person: StoryPerson
  readonly to: To
  readonly amount: number
  readonly receipt: 'each' | 'yearly' | 'none'
  readonly isNamed: boolean
  readonly wantsFeedback: boolean
  /** `fail` succeeds in the end: the chat offers to go on. `short` is a transfer of which less arrives than was announced. */
  readonly outcome: 'succeed' | 'fail' | 'leave' | 'transfer' | 'short'
  /** Gifts by hand and by platform are given so many days before they are written down. */
  readonly daysBefore: number
}

/** What somebody says; `question` when it must be this one. */
export interface PlannedTalk {
  readonly person: StoryPerson
  readonly talk: Talk
  readonly question?: string
}

/** One day of the story. */
export interface PlannedDay {
  readonly day: string
  /** 9 to 15, where the organisation is: its office is open, and nobody has quiet hours. */
  readonly hour: number
  readonly joining: readonly StoryPerson[]
  readonly guests: readonly StoryPerson[]
  readonly gifts: readonly PlannedGift[]
  readonly talks: readonly PlannedTalk[]
}

/** The whole story before it happens. */
export interface Plan {
  readonly people: readonly StoryPerson[]
  readonly days: readonly PlannedDay[]
  /** What donors do on the visitor's own day, while the office has not looked yet. */
  readonly today: Pick<PlannedDay, 'guests' | 'gifts' | 'talks'>
}

interface DayInMaking {
  joining: StoryPerson[]
  guests: StoryPerson[]
  gifts: PlannedGift[]
  talks: PlannedTalk[]
}

/**
 * Plans fourteen months of working days, the last of them before `today`, and the morning of `today`; the same day and scale
 * give the same plan. `scale` 1 is two hundred people.
 */
export function planStory(today: string, scale: number): Plan {
  const random = new Random(20_260)
  const people = inventPeople(random, scale)
  const days: DayInMaking[] = Array.from({ length: Math.ceil(storyDays / dayStep) }, () => ({
    joining: [],
    guests: [],
    gifts: [],
    talks: [],
  }))
  for (const person of people) planPerson(random, person, days)
  planMishaps(days)
  const yesterday = addDays(today, -1)
  return {
    people,
    days: days.map((day, index) => ({
      ...day,
      day: weekdayBefore(addDays(yesterday, (index + 1 - days.length) * dayStep)),
      hour: 9 + ((index * 5) % 7),
    })),
    today: planToday(days),
  }
}

const giftCounts: Readonly<Record<Way, readonly [number, number]>> = {
  phone: [1, 3],
  form: [1, 2],
  hand: [1, 3],
  platform: [1, 1],
  web: [0, 0],
}

function planPerson(random: Random, person: StoryPerson, days: DayInMaking[]): void {
  const last = days.length - 1
  // More people come as the work gets known.
  const joins = Math.floor(random.next() ** 0.7 * last)
  if (person.way === 'phone') days[joins]?.joining.push(person)
  if (person.way === 'web') days[joins]?.guests.push(person)
  let at = joins
  for (let left = random.between(...giftCounts[person.way]); left > 0 && at <= last; left -= 1) {
    days[at]?.gifts.push(planGift(random, person))
    if (person.way === 'phone') planTalk(random, person, days[Math.min(last, at + random.between(1, 4))])
    at += random.between(3, 21)
  }
}

function planTalk(random: Random, person: StoryPerson, day: DayInMaking | undefined): void {
  if (!random.chance(0.36)) return
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
    'wonder',
  ] as const)
  day?.talks.push({ person, talk })
}

const amounts: Readonly<Record<To, readonly number[]>> = {
  taiwan: [300, 500, 500, 1000, 1000, 1000, 2000, 3000, 5000],
  italy: [10, 20, 20, 30, 50, 50, 100],
  ferry: [20, 50, 50, 100, 100, 200],
}

const usual = { isNamed: true, wantsFeedback: true, receipt: 'each', outcome: 'succeed', daysBefore: 0 } as const

function planGift(random: Random, person: StoryPerson): PlannedGift {
  const { way, language } = person
  const to = way === 'platform' ? 'ferry' : language === 'it' ? 'italy' : 'taiwan'
  const once = random.pick(amounts[to])
  return {
    ...usual,
    person,
    to,
    amount: way === 'hand' ? once * 3 : once,
    receipt: random.pick(['each', 'each', 'yearly', 'none']),
    isNamed: random.chance(0.7),
    wantsFeedback: random.chance(0.9),
    daysBefore: way === 'hand' || way === 'platform' ? random.between(0, dayStep - 1) : 0,
  }
}

/** A payment that failed, one that was left, a few bank transfers, the latest of them still awaited; and somebody who blocks. */
function planMishaps(days: DayInMaking[]): void {
  const last = days.length - 1
  const mishaps = [
    [0.2, 'transfer'],
    [0.4, 'fail'],
    [0.5, 'transfer'],
    [0.65, 'leave'],
    [0.8, 'transfer'],
    [0.9, 'fail'],
    [1 - 1 / last, 'short'],
    [1, 'transfer'],
  ] as const
  for (const [at, outcome] of mishaps) {
    const index = firstTalking(days, Math.floor(last * at))
    const busy = days[index]?.gifts.map((gift) => gift.person)
    const person = days
      .slice(0, index + 1)
      .flatMap((day) => day.joining)
      .findLast((one) => one.language !== 'it' && !busy?.includes(one))
    if (person) days[index]?.gifts.push({ ...usual, to: 'taiwan', amount: 1000, person, outcome })
  }
  const open = [
    ['zh-Hant', 'receipt'],
    ['ja', 'news'],
    ['en', 'memory'],
  ] as const
  for (const [language, question] of open) {
    const asking = days.flatMap(({ joining }) => joining).filter((person) => person.language === language)
    const person = asking[Math.floor(asking.length / 2)]
    if (person) days[last]?.talks.push({ person, talk: 'ask', question })
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

/** Four gifts and three questions of people who are known, and one of somebody new. */
function planToday(days: readonly DayInMaking[]): Plan['today'] {
  const leaving = days.flatMap(({ talks }) => talks.filter(({ talk }) => talk === 'block' || talk === 'stop'))
  const gone = new Set(leaving.map(({ person }) => person))
  const phones = days.flatMap(({ joining }) => joining).filter((person) => !gone.has(person))
  const forms = days.flatMap(({ gifts }) => gifts.map(({ person }) => person)).filter(({ way }) => way === 'form')
  const one = (people: readonly StoryPerson[], language: StoryPerson['language'], place = 0) =>
    people.filter((person) => person.language === language).slice(place, place + 1)
  const gifts = [
    ...one(phones, 'zh-Hant').map((person) => ({ ...usual, person, to: 'taiwan', amount: 1000 }) as const),
    ...one(phones, 'ja').map((person) => ({ ...usual, person, to: 'taiwan', amount: 2000 }) as const),
    ...one(forms, 'it').map((person) => ({ ...usual, person, to: 'italy', amount: 30 }) as const),
    ...one(forms, 'zh-Hant').map((person) => ({ ...usual, person, to: 'taiwan', amount: 500 }) as const),
  ]
  const talks = [
    ...one(phones, 'zh-Hant', 2).map((person) => ({ person, talk: 'ask', question: 'tax' }) as const),
    ...one(phones, 'zh-Hans').map((person) => ({ person, talk: 'wonder', question: 'company' }) as const),
    ...one(phones, 'en').map((person) => ({ person, talk: 'thanks' }) as const),
  ]
  return { gifts, talks, guests: [{ name: 'Ospite', language: 'it', way: 'web', contact: '' }] }
}
