import { openLink } from '../organisations/links.ts'
import type { Scope } from '../platform/scope.ts'
import type { Purpose } from './found.ts'
import type { StoryPerson } from './people.ts'
import { hiddenField, type Visitor } from './visitor.ts'
import type { StoryWorld } from './world.ts'

/** What becomes of somebody on the test pay page. */
export type PayChoice = 'succeed' | 'fail' | 'leave'

/** A gift somebody is about to make, amount in major units as typed. */
export interface StoryGift {
  readonly purpose: Purpose
  readonly amount: number
  readonly receipt: 'each' | 'yearly' | 'none'
  readonly isNamed: boolean
  readonly wantsFeedback: boolean
  readonly method: 'sandbox' | 'transfer'
  readonly choice: PayChoice
}

/** Somebody of the story at their own browser, and with a phone if they have one. */
export class Donor {
  readonly person: StoryPerson
  readonly #world: StoryWorld
  readonly #browser: Visitor
  #phoneId = ''

  constructor(world: StoryWorld, person: StoryPerson) {
    this.person = person
    this.#world = world
    this.#browser = world.visitor(person.language)
  }

  /** The phone they hold; empty before `takePhone`. */
  get phoneId(): string {
    return this.#phoneId
  }

  /** Takes a phone and adds the organisation as a friend. */
  async takePhone(): Promise<void> {
    const { name, language } = this.person
    await this.#browser.send('/sandbox/phone', { name: name.slice(0, 20), language })
    this.#phoneId = (this.#browser.cookie('sandbox_phone') ?? '').split('.')[2] ?? ''
    await this.#browser.send(`/sandbox/phone/${this.#phoneId}/follow`, {})
  }

  /** Presses a button of the menu. */
  async press(data: string): Promise<void> {
    await this.#browser.send(`/sandbox/phone/${this.#phoneId}/press`, { data })
  }

  async say(text: string): Promise<void> {
    await this.#browser.send(`/sandbox/phone/${this.#phoneId}/say`, { text })
  }

  async block(): Promise<void> {
    await this.#browser.send(`/sandbox/phone/${this.#phoneId}/block`, {})
  }

  /** Gives by the link that came into the phone after pressing "give". */
  async giveFromPhone(scope: Scope, gift: StoryGift): Promise<void> {
    const chat = await this.#browser.read(`/sandbox/phone/${this.#phoneId}/chat`)
    const tokens = [...chat.matchAll(/\/give\/([\w-]{43})/g)].map(([, token = '']) => token)
    for (const token of tokens.toReversed()) {
      const link = await openLink(this.#world.context, 'give', token).catch(() => undefined)
      if (link?.subject.campaignId === gift.purpose.campaignId) return this.#give(`/give/${token}`, gift)
    }
    throw new Error(`no link to give came into a phone of ${scope.organisationId}`)
  }

  /** Gives on the campaign's public page. */
  giveOnPage(gift: StoryGift): Promise<void> {
    return this.#give(`/c/${gift.purpose.slug}/give`, gift)
  }

  async #give(path: string, gift: StoryGift): Promise<void> {
    const token = hiddenField(await this.#browser.read(path), 'token')
    this.#world.clock.wait(45)
    const address = await this.#browser.send(path, {
      token,
      amount: 'own',
      ownAmount: String(gift.amount),
      name: this.person.name,
      contact: this.person.contact,
      receipt: gift.receipt,
      publicName: gift.isNamed ? 'named' : 'anonymous',
      method: gift.method,
      ...(gift.wantsFeedback ? { feedback: 'yes' } : {}),
    })
    if (gift.method === 'transfer') return
    this.#world.clock.wait(20)
    await this.#browser.send(address, { choice: gift.choice })
  }
}
