import type { NeedItem } from '../cases/case.ts'
import type { NewCase } from '../cases/cases.ts'
import { Random } from './random.ts'

/** A child of the story; invented. Days are counted from the story's first. */
export interface StoryChild {
  readonly programme: 'cleft' | 'heart' | 'italy' | 'ferry'
  readonly about: Omit<NewCase, 'programmeId'>
  readonly opensOn: number
  /** Minor units of the programme's currency. */
  readonly needs: readonly { item: NeedItem; amountMinor: bigint }[]
  /** How it ends, if it does not go well: on this day at the earliest, and not before somebody who can be written to has helped. */
  readonly end?: { readonly to: 'died' | 'withdrawn'; readonly day: number }
}

const names = {
  cleft: [...'星晴海禾芽楓雨光月山溪鹿葵'].map((one) => `小${one}`),
  heart: [...'虎豆米雲桃竹燕石'].map((one) => `小${one}`),
  italy: ['Stellina', 'Nino', 'Fiore', 'Gemma', 'Sole'],
  ferry: [...'帆港潮貝'].map((one) => `小${one}`),
}

const regions = {
  cleft: ['hualien', 'taitung', 'pingtung', 'nantou', 'yilan', 'new-taipei', 'chiayi-county', 'penghu'],
  heart: ['taichung', 'kaohsiung', 'yunlin', 'taoyuan', 'tainan', 'kinmen'],
  italy: ['campania', 'sicily', 'lazio'],
  ferry: ['kinmen', 'lienchiang'],
} as const

const pictures = { cleft: 'valley', heart: 'kite', italy: 'lanterns', ferry: 'kite' }

/** The last child of each programme comes so many days before the end, and is still only registered. */
const lastWeek = 8

/** Invents the children of the story; `scale` 1 is thirty: thirteen, eight, five and four. */
export function inventChildren(scale: number, days: number): StoryChild[] {
  const random = new Random(7)
  return (['cleft', 'heart', 'italy', 'ferry'] as const).flatMap((programme) => {
    const all = names[programme]
    const shown = all.slice(0, Math.max(3, Math.round(all.length * scale)))
    return shown.map((pseudonym, index) => {
      const opensOn = Math.floor((index / (shown.length - 1)) * (days - lastWeek))
      return {
        programme,
        about: aboutChild(random, programme, pseudonym),
        opensOn,
        needs: inventNeeds(random, programme),
        ...endOf(programme, index, opensOn),
      }
    })
  })
}

function aboutChild(random: Random, programme: StoryChild['programme'], pseudonym: string) {
  return {
    pseudonym,
    ageBand: random.pick(['0-1', '0-1', '2-5', '6-11'] as const),
    region: random.pick(regions[programme]),
    conditionClass: programme === 'heart' ? 'heart' : 'cleft',
    picture: pictures[programme],
  } as const
}

function inventNeeds(random: Random, programme: StoryChild['programme']): StoryChild['needs'] {
  const minor = (low: number, high: number, unit: number) => BigInt(random.between(low, high) * unit)
  if (programme === 'italy') {
    return [
      { item: 'travel', amountMinor: minor(25, 60, 1000) },
      { item: 'rehabilitation', amountMinor: minor(35, 80, 1000) },
    ]
  }
  if (programme === 'ferry') {
    return [
      { item: 'travel', amountMinor: minor(30, 55, 1000) },
      { item: 'rehabilitation', amountMinor: minor(40, 70, 1000) },
    ]
  }
  const surgery = programme === 'heart' ? minor(18, 30, 100_000) : minor(10, 20, 100_000)
  const after = programme === 'heart' ? 'medicine' : 'rehabilitation'
  return [
    { item: 'surgery', amountMinor: surgery },
    { item: 'travel', amountMinor: minor(12, 40, 10_000) },
    { item: after, amountMinor: minor(20, 50, 10_000) },
  ]
}

/** One child dies, one family goes another way: both while help was under way. */
function endOf(programme: StoryChild['programme'], index: number, opensOn: number): Pick<StoryChild, 'end'> {
  if (programme === 'heart' && index === 0) return { end: { to: 'died', day: opensOn + 80 } }
  if (programme === 'cleft' && index === 1) return { end: { to: 'withdrawn', day: opensOn + 70 } }
  return {}
}
