import { assignConversation, replyAsMember, setConversationState, writeNote } from '../conversations/inbox/inbox.ts'
import { changePerson } from '../people/persons.ts'
import type { Language } from '../platform/languages.ts'
import type { Asked } from './donor-story.ts'
import type { Foundation } from './found.ts'
import type { Team } from './members.ts'
import type { StoryPerson } from './people.ts'
import { Random } from './random.ts'
import { WebGuest } from './web-guest.ts'
import type { StoryWorld } from './world.ts'

interface Talk {
  readonly conversationId: string
  readonly personId: string
}

/** What visitors of the website ask; words under `demo:questions`. */
const webQuestions = ['tax', 'near', 'visit', 'amount'] as const

/** What the desk does: answers questions, thanks in its own words, leaves some threads for the visitor to find. */
export class AnswerStory {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #team: Team
  readonly #random = new Random(99)
  #guests = 0

  constructor(world: StoryWorld, found: Foundation, team: Team) {
    this.#world = world
    this.#found = found
    this.#team = team
  }

  /** Answers each question within a quarter of an hour and closes the thread. */
  async answer(asked: readonly Asked[]): Promise<void> {
    for (const { phoneId, person, question } of asked) {
      const talk = await this.#talkOfPhone(phoneId)
      if (talk) await this.#answerOne(talk, person.language, question)
    }
    if (asked.length > 0) await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  /** The last questions before the visitor comes: one is taken on with a note to colleagues, the others wait. */
  async leaveOpen(asked: readonly Asked[]): Promise<void> {
    const first = asked.find(({ question }) => question === 'receipt') ?? asked[0]
    const talk = first && (await this.#talkOfPhone(first.phoneId))
    const { actor } = this.#team.agent
    if (!talk || actor.kind !== 'member') return
    this.#world.clock.wait(400)
    const text = this.#words(first.person.language, `questions.${first.question}.answer`)
    await replyAsMember(this.#team.agent, talk.conversationId, { text, clientKey: 'taken-on' })
    await assignConversation(this.#team.agent, talk.conversationId, actor.id)
    await writeNote(this.#team.agent, talk.conversationId, this.#words('zh-Hant', 'note'))
    await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  /** Somebody writes in the website's chat; answered, unless it is the visitor who shall do that. */
  async receive(guests: readonly StoryPerson[], isAnswered: boolean): Promise<void> {
    const { scope, webAccountId, webHookKey } = this.#found
    for (const { name, language } of guests) {
      const question = webQuestions[this.#guests++ % webQuestions.length] ?? 'visit'
      const guest = await WebGuest.arrive(this.#world, webHookKey)
      if (language !== 'zh-Hant') await guest.choose(language)
      await this.#world.settle(scope, webAccountId)
      await guest.say(this.#words(language, 'wonder'))
      this.#world.clock.wait(2)
      await this.#world.settle(scope, webAccountId)
      await guest.say(this.#words(language, `questions.${question}.ask`))
      this.#world.clock.wait(2)
      await this.#world.settle(scope, webAccountId)
      const talk = isAnswered ? await this.#talkOf(guest.address) : undefined
      if (!talk) continue
      await this.#answerOne(talk, language, question)
      await changePerson(this.#team.agent, talk.personId, { displayName: name })
      await this.#world.settle(scope, webAccountId)
    }
  }

  /** A member thanks somebody in their own words, after the house has. */
  async thank(phoneId: string, { name, language }: StoryPerson): Promise<void> {
    const talk = await this.#talkOfPhone(phoneId)
    if (!talk) return
    this.#world.clock.wait(this.#random.between(600, 1500))
    const text = this.#words(language, 'warm', { donor: name })
    await replyAsMember(this.#team.agent, talk.conversationId, { text, clientKey: 'warm' })
    await setConversationState(this.#team.agent, talk.conversationId, 'resolved')
    await this.#world.settle(this.#found.scope, this.#found.lineAccountId)
  }

  async #answerOne({ conversationId }: Talk, language: Language, question: string): Promise<void> {
    this.#world.clock.wait(this.#random.between(120, 900))
    const text = this.#words(language, `questions.${question}.answer`)
    const clientKey = `${question}:${this.#world.clock.now().getTime()}`
    await replyAsMember(this.#team.agent, conversationId, { text, clientKey })
    this.#world.clock.wait(60)
    await setConversationState(this.#team.agent, conversationId, 'resolved')
  }

  #words(language: Language, key: string, values: Readonly<Record<string, string>> = {}): string {
    return this.#world.context.translator.in(language)(`demo:${key}`, values)
  }

  async #talkOfPhone(phoneId: string): Promise<Talk | undefined> {
    const phone = await this.#found.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('sandbox_phones')
        .where('organisation_id', '=', organisationId)
        .where('sandbox_phone_id', '=', phoneId)
        .select('user_id')
        .executeTakeFirst(),
    )
    return phone && this.#talkOf(phone.user_id)
  }

  #talkOf(address: string): Promise<Talk | undefined> {
    return this.#found.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('identities as i')
        .innerJoin('conversations as c', (join) =>
          join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.identity_id', '=', 'i.identity_id'),
        )
        .where('i.organisation_id', '=', organisationId)
        .where('i.address', '=', address)
        .select(['c.conversation_id as conversationId', 'i.person_id as personId'])
        .executeTakeFirst(),
    )
  }
}
