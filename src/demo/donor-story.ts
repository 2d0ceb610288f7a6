import { replyAsMember, setConversationState } from '../conversations/inbox.ts'
import { confirmTransfer, recordManualGift, recordOrderGift } from '../gifts/by-hand.ts'
import { approveRefund, requestRefund } from '../gifts/refund.ts'
import { createPerson } from '../people/persons.ts'
import { Donor } from './donor.ts'
import type { Foundation } from './found.ts'
import type { Team } from './members.ts'
import type { StoryPerson } from './people.ts'
import type { PlannedDay, PlannedGift, Talk } from './plan.ts'
import { Random } from './random.ts'
import type { StoryWorld } from './world.ts'

/** How many people act at once. */
const atOnce = 6

/** The giving platform of the story; invented. */
const platform = 'hopebox'

const questions = ['receipt', 'visit', 'monthly', 'address', 'amount'] as const
const stopWords = { 'zh-Hant': '停止', 'zh-Hans': '退订', ja: '配信停止', it: 'basta', en: 'STOP' } as const

/** What donors do, and what the organisation answers them. */
export class DonorStory {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #team: Team
  readonly #random = new Random(99)
  readonly #donors = new Map<StoryPerson, Donor>()
  readonly #platformPersons = new Map<StoryPerson, string>()
  #orders = 0
  #questions = 0
  #gifts = 0

  constructor(world: StoryWorld, found: Foundation, team: Team) {
    this.#world = world
    this.#found = found
    this.#team = team
  }

  get personCount(): number {
    return this.#donors.size + this.#platformPersons.size
  }

  get giftCount(): number {
    return this.#gifts
  }

  /** Everything donors do on a day; its gifts are thanked for before it ends. `isLast` leaves open what waits for the visitor. */
  async tell(day: PlannedDay, isLast: boolean): Promise<void> {
    await this.#confirmTransfers(day.day)
    await this.#together(day.joining, (person) => this.#donor(person).takePhone())
    const phones = day.gifts.filter((gift) => gift.person.way === 'phone')
    await this.#together(phones, ({ person }) => this.#donor(person).press('give'))
    await this.#giveAll(day)
    for (const gift of day.gifts) {
      if (gift.person.way === 'hand') await this.#recordByHand(gift, day.day)
      if (gift.person.way === 'platform') await this.#recordOrder(gift)
    }
    this.#gifts += day.gifts.length
    await this.#world.evening(this.#found.scope, this.#found.lineAccountId)
    await this.#talkAll(day, isLast)
  }

  /** Two gifts are given back, one of them in part; a third waits for a second person to approve. */
  async giveBack(kind: 'all' | 'part' | 'asked'): Promise<void> {
    const gift = await this.#latestGift()
    if (!gift) return
    const amountMinor = kind === 'part' ? gift.amountMinor / 2n : gift.amountMinor
    const refundId = await requestRefund(this.#team.finance, gift.giftId, { amountMinor, reason: '捐款人誤填金額' })
    if (kind !== 'asked') await approveRefund(this.#team.owner, refundId)
  }

  #donor(person: StoryPerson): Donor {
    const known = this.#donors.get(person) ?? new Donor(this.#world, person)
    this.#donors.set(person, known)
    return known
  }

  /** People act at once, each a second after the other, and are answered. */
  async #together<One>(all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
    if (all.length === 0) return
    await this.#eachAlone(all, 1, act)
    await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  async #eachAlone<One>(all: readonly One[], secondsApart: number, act: (one: One) => Promise<void>): Promise<void> {
    for (let start = 0; start < all.length; start += atOnce) {
      const some = all.slice(start, start + atOnce)
      await Promise.all(some.map((one, index) => this.#world.clock.alone(index * secondsApart, () => act(one))))
      this.#world.clock.wait(some.length * secondsApart + 50)
    }
  }

  async #giveAll({ gifts }: PlannedDay): Promise<void> {
    const online = gifts.filter(({ person }) => person.way === 'phone' || person.way === 'form')
    await this.#eachAlone(online, 7, (gift) => {
      const { person, outcome } = gift
      const purpose = this.#found[gift.to]
      const method = outcome === 'transfer' ? 'transfer' : 'sandbox'
      const choice = outcome === 'transfer' ? 'succeed' : outcome
      const story = { ...gift, purpose, method, choice } as const
      const donor = this.#donor(person)
      return person.way === 'phone' ? donor.giveFromPhone(this.#found.scope, story) : donor.giveOnPage(story)
    })
  }

  async #recordByHand({ person, to, amount, isNamed, receipt }: PlannedGift, givenOn: string): Promise<void> {
    const { campaignId, currency } = this.#found[to]
    this.#donor(person)
    this.#world.clock.wait(11)
    await recordManualGift(this.#team.finance, {
      campaignId,
      currency,
      donorName: person.name,
      email: person.contact,
      amountMinor: BigInt(amount * 100),
      givenOn,
      isAnonymous: !isNamed,
      receiptWish: receipt,
      language: person.language,
    })
  }

  /** An order of a giving platform: who gave, only the platform knows. */
  async #recordOrder({ person, to, amount }: PlannedGift): Promise<void> {
    const { campaignId, currency } = this.#found[to]
    this.#orders += 1
    const orderNumber = `HB${String(20_260_000 + this.#orders)}`
    const { language } = person
    await this.#found.scope.transaction(async (transaction) => {
      const donorName = transaction.context.translator.in(language)('connectors:donor', { end: orderNumber.slice(-4) })
      const externalKey = `${platform}:${orderNumber}`
      const known = this.#platformPersons.get(person)
      const personId = known ?? (await createPerson(transaction, { displayName: donorName, language, externalKey }))
      this.#platformPersons.set(person, personId)
      await recordOrderGift(transaction, {
        platform,
        orderNumber,
        personId,
        campaignId,
        amount: { minor: BigInt(amount * 100), currency },
        receivedAt: transaction.now,
        donorName,
        isAnonymous: true,
        receiptWish: 'none',
        language,
      })
    })
    this.#world.clock.wait(11)
  }

  /** Finance finds on the bank statement what was announced days before. */
  async #confirmTransfers(receivedOn: string): Promise<void> {
    const waiting = await this.#found.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('gift_intents')
        .where('organisation_id', '=', organisationId)
        .where('state', '=', 'awaiting_offline')
        .select(['gift_intent_id', 'amount_minor'])
        .orderBy('created_at')
        .execute(),
    )
    for (const { gift_intent_id, amount_minor } of waiting) {
      await confirmTransfer(this.#team.finance, gift_intent_id, { amountMinor: amount_minor, receivedOn })
    }
  }

  async #talkAll({ talks }: PlannedDay, isLast: boolean): Promise<void> {
    const able = talks.filter(({ person }) => this.#donor(person).phoneId !== '')
    await this.#together(able, ({ person, talk }) => this.#talk(person, talk))
    const asking = able.filter(({ talk }) => talk === 'ask').map(({ person }) => person)
    const asked = asking.map((person) => ({
      person,
      question: questions[this.#questions++ % questions.length] ?? 'visit',
    }))
    const words = (person: StoryPerson, key: string) =>
      this.#world.context.translator.in(person.language)(`demo:questions.${key}`)
    await this.#together(asked, ({ person, question }) => this.#donor(person).say(words(person, `${question}.ask`)))
    if (isLast) return
    for (const { person, question } of asked) {
      this.#world.clock.wait(this.#random.between(120, 900))
      await this.#answer(person, words(person, `${question}.answer`), question)
    }
    if (asked.length > 0) await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  #talk(person: StoryPerson, talk: Talk): Promise<void> {
    const donor = this.#donor(person)
    const t = this.#world.context.translator.in(person.language)
    if (talk === 'block') return donor.block()
    if (talk === 'stop') return donor.say(stopWords[person.language])
    if (talk === 'thanks') return donor.say(t('demo:thanks'))
    return donor.press(talk === 'ask' ? 'person' : talk)
  }

  async #answer(person: StoryPerson, text: string, clientKey: string): Promise<void> {
    const conversationId = await this.#conversationOf(this.#donor(person).phoneId)
    if (conversationId === undefined) return
    await replyAsMember(this.#team.agent, conversationId, { text, clientKey })
    await setConversationState(this.#team.agent, conversationId, 'resolved')
  }

  #conversationOf(phoneId: string): Promise<string | undefined> {
    return this.#found.scope.transaction(async ({ db, organisationId }) => {
      const row = await db
        .selectFrom('sandbox_phones as p')
        .innerJoin('identities as i', (join) =>
          join.onRef('i.organisation_id', '=', 'p.organisation_id').onRef('i.address', '=', 'p.user_id'),
        )
        .innerJoin('conversations as c', (join) =>
          join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.identity_id', '=', 'i.identity_id'),
        )
        .where('p.organisation_id', '=', organisationId)
        .where('p.sandbox_phone_id', '=', phoneId)
        .select('c.conversation_id')
        .executeTakeFirst()
      return row?.conversation_id
    })
  }

  #latestGift(): Promise<{ giftId: string; amountMinor: bigint } | undefined> {
    return this.#found.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('gifts')
        .where('organisation_id', '=', organisationId)
        .where('source', '=', 'provider')
        .where('refunded_minor', '=', 0n)
        .where('currency', '=', 'TWD')
        .select(['gift_id as giftId', 'amount_minor as amountMinor'])
        .orderBy('received_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
  }
}
