import type { Language } from '../platform/languages.ts'
import type { Random } from './random.ts'

/** How somebody of the story gives; `web` only asks, in the chat of the website. */
export type Way = 'phone' | 'form' | 'hand' | 'platform' | 'web'

/** Somebody of the story; invented. */
export interface StoryPerson {
  readonly name: string
  readonly language: Language
  readonly way: Way
  /** A number of Ofcom's or the national drama range, or an address at `example.org`: nobody's. */
  readonly contact: string
}

const names: Readonly<Record<Language, { family: readonly string[]; given: readonly string[]; gap: string }>> = {
  'zh-Hant': {
    family: [...'陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高'],
    given: [
      '雅婷',
      '怡君',
      '淑芬',
      '建宏',
      '志明',
      '美惠',
      '俊傑',
      '心怡',
      '冠宇',
      '佩珊',
      '宗翰',
      '惠雯',
      '子晴',
      '柏翰',
    ],
    gap: '',
  },
  'zh-Hans': {
    family: [...'赵钱孙冯卫蒋沈韩杨朱秦许何吕'],
    given: ['欣怡', '浩然', '梓涵', '思远', '晓梅', '建国', '雨桐', '子墨'],
    gap: '',
  },
  ja: {
    family: ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤', '吉田', '山田'],
    given: ['陽菜', '蓮', '美咲', '大輔', '由美', '健一', '直子', '翔太'],
    gap: ' ',
  },
  it: {
    family: [
      'Rossi',
      'Bianchi',
      'Ferrari',
      'Esposito',
      'Romano',
      'Colombo',
      'Ricci',
      'Marino',
      'Greco',
      'Conti',
      'Gallo',
    ],
    given: ['Giulia', 'Marco', 'Francesca', 'Luca', 'Chiara', 'Paolo', 'Elena', 'Davide', 'Sara', 'Matteo'],
    gap: ' ',
  },
  en: {
    family: ['Ashdown', 'Brooke', 'Carver', 'Dalton', 'Ellery', 'Fairley', 'Garland', 'Hadley', 'Ives', 'Jarrow'],
    given: ['Alice', 'Ben', 'Clara', 'Daniel', 'Emma', 'Frank', 'Grace', 'Henry'],
    gap: ' ',
  },
}

/** How many people of each language give in each way, when the whole story is told: two hundred. */
const population: readonly (readonly [Way, Language, number])[] = [
  ['phone', 'zh-Hant', 28],
  ['phone', 'ja', 6],
  ['phone', 'en', 5],
  ['phone', 'zh-Hans', 6],
  ['phone', 'it', 7],
  ['form', 'it', 26],
  ['form', 'zh-Hant', 10],
  ['form', 'en', 4],
  ['hand', 'zh-Hant', 46],
  ['hand', 'it', 10],
  ['platform', 'zh-Hans', 44],
  ['web', 'zh-Hant', 3],
  ['web', 'it', 2],
  ['web', 'en', 1],
  ['web', 'ja', 1],
  ['web', 'zh-Hans', 1],
]

/** Invents the people of the story; `scale` 1 is all two hundred. No two of them have the same name. */
export function inventPeople(random: Random, scale: number): StoryPerson[] {
  const taken = new Set<string>()
  return population.flatMap(([way, language, count]) =>
    Array.from({ length: Math.max(1, Math.round(count * scale)) }, () => {
      const name = inventName(random, language, taken)
      return { name, language, way, contact: contactOf(language, taken.size) }
    }),
  )
}

function inventName(random: Random, language: Language, taken: Set<string>): string {
  const { family, given, gap } = names[language]
  const isFamilyFirst = language !== 'it' && language !== 'en'
  for (;;) {
    const parts = [random.pick(family), random.pick(given)]
    const name = (isFamilyFirst ? parts : parts.toReversed()).join(gap)
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

function contactOf(language: Language, number: number): string {
  return `${language.toLowerCase()}.${String(number).padStart(3, '0')}@example.org`
}
