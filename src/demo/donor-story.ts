import { Donor } from './donor.ts'
import type { Foundation } from './found.ts'
import type { StoryPerson } from './people.ts'
import type { PlannedDay, PlannedGift, Talk } from './plan.ts'
import type { StoryWorld } from './world.ts'

const stopWords = { 'zh-Hant': '停止', 'zh-Hans': '退订', ja: '配信停止', it: 'basta', en: 'STOP' } as const

/** Somebody who asked something, and what; words under `demo:questions`. */
export interface Asked {
  readonly phoneId: string
  readonly person: StoryPerson
  readonly question: string
}

/** Filling in the form and paying, in seconds. */
const giving = { apart: 7, takes: 75 }

/** What can be asked by the button, and what people just write. */
const questions = ['receipt', 'visit', 'monthly', 'address', 'tax', 'memory', 'news'] as const
const wonders = ['class', 'company'] as const

/** What donors do. */
export class DonorStory {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #donors = new Map<StoryPerson, Donor>()
  readonly #met = new Set<StoryPerson>()
  readonly #asked = new Map<StoryPerson, string[]>()
  #questions = 0
  #gifts = 0

  constructor(world: StoryWorld, found: Foundation) {
    this.#world = world
    this.#found = found
  }

  /** How many people have been heard of so far. */
  get personCount(): number {
    return this.#met.size
  }

  /** How many gifts were set out on so far. */
  get giftCount(): number {
    return this.#gifts
  }

  /** Gives what is given on a day, on the phone and on pages; it is thanked for before the day ends, and what failed is tried again. */
  async give({ gifts }: Pick<PlannedDay, 'gifts'>): Promise<void> {
    const { scope, lineAccountId } = this.#found
    const online = gifts.filter(({ person }) => person.way === 'phone' || person.way === 'form')
    await this.#giveOnline(online)
    this.#gifts += gifts.length
    for (const { person } of gifts) this.#met.add(person)
    await this.#world.evening(scope, lineAccountId)
    const again = online.filter(({ outcome }) => outcome === 'fail')
    if (again.length === 0) return
    this.#world.clock.wait(1500)
    await this.#world.eachAlone(again, giving, (gift) => this.#giveNow({ ...gift, outcome: 'succeed' }))
    await this.#world.evening(scope, lineAccountId)
  }

  /** Who has something to say says it, and who will give tomorrow adds the organisation as a friend; answers what was asked. */
  async talk(talks: PlannedDay['talks'], joining: readonly StoryPerson[]): Promise<Asked[]> {
    const able = talks.filter(({ person }) => this.#donor(person).phoneId !== '')
    const acts = [
      ...joining.map((person) => () => this.#donor(person).takePhone()),
      ...able.map(
        ({ person, talk }) =>
          () =>
            this.#press(person, talk),
      ),
    ]
    await this.#together(acts, (act) => act())
    const asked = able.flatMap(({ person, talk, question }) => {
      if (talk !== 'ask' && talk !== 'wonder') return []
      const asks = question ?? this.#newQuestion(person, talk === 'ask' ? questions : wonders)
      return asks === undefined ? [] : [{ person, question: asks, phoneId: this.#donor(person).phoneId }]
    })
    await this.#together(asked, ({ person, question }) => this.#say(person, `questions.${question}.ask`))
    return asked
  }

  /** The phone somebody holds; empty when they have none. */
  phoneOf(person: StoryPerson): string {
    return this.#donor(person).phoneId
  }

  /** The next question that somebody has not asked before. */
  #newQuestion(person: StoryPerson, all: readonly string[]): string | undefined {
    const before = this.#asked.get(person) ?? []
    const from = this.#questions++ % all.length
    const question = [...all.slice(from), ...all.slice(0, from)].find((one) => !before.includes(one))
    if (question) this.#asked.set(person, [...before, question])
    return question
  }

  #donor(person: StoryPerson): Donor {
    const known = this.#donors.get(person)
    if (known) return known
    this.#met.add(person)
    const donor = new Donor(this.#world, person)
    this.#donors.set(person, donor)
    return donor
  }

  /** People act at once, each a moment after the other, and are answered. */
  async #together<One>(all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
    if (all.length === 0) return
    await this.#world.eachAlone(all, { apart: 4, takes: 3 }, act)
    await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  async #giveOnline(online: readonly PlannedGift[]): Promise<void> {
    const phones = online.filter(({ person }) => person.way === 'phone')
    await this.#together(phones, ({ person }) => this.#donor(person).press('give'))
    await this.#world.eachAlone(online, giving, (gift) => this.#giveNow(gift))
  }

  #giveNow(gift: PlannedGift): Promise<void> {
    const { person, outcome } = gift
    const isTransfer = outcome === 'transfer' || outcome === 'short'
    const purpose = this.#found[gift.to]
    const donor = this.#donor(person)
    const story = isTransfer
      ? ({ ...gift, purpose, method: 'transfer', choice: 'succeed' } as const)
      : ({ ...gift, purpose, method: 'sandbox', choice: outcome } as const)
    return person.way === 'phone' ? donor.giveFromPhone(this.#found.scope, story) : donor.giveOnPage(story)
  }

  #press(person: StoryPerson, talk: Talk): Promise<void> {
    const donor = this.#donor(person)
    if (talk === 'block') return donor.block()
    if (talk === 'stop') return donor.say(stopWords[person.language])
    if (talk === 'thanks') return this.#say(person, 'thanks')
    if (talk === 'wonder') return this.#say(person, 'wonder')
    return donor.press(talk === 'ask' ? 'person' : talk)
  }

  #say(person: StoryPerson, key: string): Promise<void> {
    return this.#donor(person).say(this.#world.context.translator.in(person.language)(`demo:${key}`))
  }
}
