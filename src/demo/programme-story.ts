import { sql } from 'kysely'
import { giftsOfCase } from '../allocations/traces.ts'
import { registerCase } from '../cases/cases.ts'
import { type DocumentKind, keepDocument } from '../cases/documents.ts'
import { recordExpense } from '../cases/expenses.ts'
import { askFor, needsOf } from '../cases/needs.ts'
import { changeStage } from '../cases/stages.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { chooseConversation } from '../conversations/actions.ts'
import { replyAsMember } from '../conversations/inbox/inbox.ts'
import { getPerson } from '../people/persons.ts'
import { isLanguage, type Language, languages } from '../platform/languages.ts'
import { type Money, toDecimal } from '../platform/money.ts'
import type { StoryChild } from './children.ts'
import { type Foundation, inEveryLanguage } from './found.ts'
import { drawInvoice } from './invoice.ts'
import type { Team } from './members.ts'
import { addDays } from './story-day.ts'
import type { StoryWorld } from './world.ts'

/** Days from one step of a case to the next at the earliest. */
const daysTo = { approve: 12, treat: 24, recover: 70 }

/** What one act takes: no two happen at the same moment, so that everything has one order. */
const actSeconds = 40

/** What writing the letters about an end takes. */
const letterSeconds = 1800

/** When a need must be paid, in days after approval. */
const usualDays = 45
const urgentDays = 5

/** Donors a member writes to when a child's story ends. */
const lettersAtAnEnd = 3

interface OpenCase {
  readonly child: StoryChild
  readonly caseId: string
  readonly number: number
  stage: 'registered' | 'approved' | 'treated' | 'recovered' | 'ended'
  since: number
}

interface Reader {
  readonly conversationId: string
  readonly name: string
  readonly language: Language
}

/** What the programme officers do: open cases, list needs, pay for them, tell what became of them; and end what must end. */
export class ProgrammeStory {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #team: Team
  readonly #waiting: StoryChild[]
  readonly #cases: OpenCase[] = []

  constructor(world: StoryWorld, found: Foundation, team: Team, children: readonly StoryChild[]) {
    this.#world = world
    this.#found = found
    this.#team = team
    this.#waiting = children.toSorted((one, other) => one.opensOn - other.opensOn)
  }

  /** How many children are known so far. */
  get childCount(): number {
    return this.#cases.length
  }

  /** A day's work in the programmes. `number` counts from the story's first day. */
  async work(day: string, number: number): Promise<void> {
    while ((this.#waiting[0]?.opensOn ?? Number.POSITIVE_INFINITY) <= number) await this.#open(number)
    const unfunded = await this.#unfunded()
    const isEnding = ({ child, stage }: OpenCase) => child.end && stage === 'approved' && child.end.day <= number
    for (const one of this.#cases.filter(isEnding)) await this.#end(one)
    const moving = this.#cases.filter((one) => one.stage !== 'ended' && this.#isDue(one, number, unfunded))
    await this.#world.eachAlone(moving, { apart: 240, takes: 50 }, (one) => this.#advance(one, day, number))
  }

  /**
   * What is still to be done when the visitor comes: a child at "approved" lacks a journey that is due before all else, so that the
   * next gift finds it first, whatever is given before (`comingMinor`); and news of some other children waits for approval.
   */
  async prepareForVisitor(day: string, comingMinor: bigint): Promise<void> {
    const next =
      this.#first('approved', 'cleft') ?? this.#first('approved', 'heart') ?? this.#first('registered', 'cleft')
    if (next?.stage === 'registered') await this.#approve(next, day)
    if (next) {
      const lackingMinor = 240_000n + comingMinor + (await this.#unallocated())
      const amountMinor = lackingMinor + (-lackingMinor % 10_000n) + 10_000n
      const dueOn = addDays(await this.#firstDue(day), -1)
      await askFor(this.#team.officer, { caseId: next.caseId, item: 'travel', amountMinor, dueOn })
      // Whoever tells of this child's treatment finds the paper that shows it.
      await this.#bring(next, 'operation_report', day)
    }
    for (const programme of ['heart', 'italy', 'ferry'] as const) {
      const treated = this.#cases.filter(({ stage, child }) => stage === 'treated' && child.programme === programme)
      const other = treated.toSorted((one, another) => one.since - another.since)[0]
      if (!other) continue
      this.#world.clock.wait(actSeconds)
      await this.#write(other, 'recovered', day)
    }
  }

  #first(stage: OpenCase['stage'], programme: StoryChild['programme']): OpenCase | undefined {
    return this.#cases.find((one) => one.stage === stage && one.child.programme === programme)
  }

  async #open(number: number): Promise<void> {
    const child = this.#waiting.shift()
    if (!child) return
    const programmeId = this.#found.programmes[child.programme]
    this.#world.clock.wait(actSeconds)
    const caseId = await registerCase(this.#team.officer, { programmeId, ...child.about })
    this.#cases.push({ child, caseId, number: this.#cases.length, stage: 'registered', since: number })
  }

  #isDue({ child, caseId, stage, since }: OpenCase, number: number, unfunded: ReadonlySet<string>): boolean {
    const days = number - since
    if (stage === 'registered') return days >= daysTo.approve
    if (stage === 'approved') return days >= daysTo.treat && !child.end && !unfunded.has(caseId)
    return stage === 'treated' && days >= daysTo.recover
  }

  async #advance(one: OpenCase, day: string, number: number): Promise<void> {
    if (one.stage === 'registered') await this.#approve(one, day)
    else if (one.stage === 'approved') await this.#treat(one, day)
    else await this.#tell(one, 'recovered', day)
    one.since = number
  }

  async #approve(one: OpenCase, day: string): Promise<void> {
    await changeStage(this.#team.officer, { caseId: one.caseId, to: 'approved' })
    for (const need of one.child.needs) {
      this.#world.clock.wait(actSeconds)
      const dueOn = addDays(day, one.child.end ? urgentDays : usualDays)
      await askFor(this.#team.officer, { caseId: one.caseId, ...need, dueOn })
    }
    one.stage = 'approved'
  }

  async #treat(one: OpenCase, day: string): Promise<void> {
    const needs = await this.#found.scope.transaction((transaction) => needsOf(transaction, one.caseId))
    for (const [index, { needId, item, amount }] of needs.entries()) {
      this.#world.clock.wait(actSeconds)
      const documentNote = `DEMO-${one.number + 1}-${index + 1}`
      const document = this.#invoice(one.child, { number: documentNote, item, amount, day })
      const expense = { caseId: one.caseId, needId, amountMinor: amount.minor, spentOn: day, documentNote, document }
      await recordExpense(this.#team.officer, expense)
    }
    await this.#tell(one, 'treated', day)
  }

  /** The bill behind an expense; like a real one that may be shown, it names no person. */
  #invoice({ programme }: StoryChild, bill: { number: string; item: string; amount: Money; day: string }) {
    const language = programme === 'italy' ? 'it' : 'en'
    const t = this.#found.scope.context.translator.in(language)
    const lines = [
      t(`demo:invoice.from.${programme}`),
      '',
      t('demo:invoice.number', { number: bill.number }),
      t('demo:invoice.day', { day: bill.day }),
      t('demo:invoice.item', { item: t(`cases:items.${bill.item}`) }),
      t('demo:invoice.total', { amount: `${bill.amount.currency} ${toDecimal(bill.amount)}` }),
      '',
      t('demo:invoice.note'),
    ]
    const bytes = drawInvoice(t('demo:invoice.title'), lines)
    return { bytes, mediaType: 'application/pdf', fileName: `${bill.number}.pdf` }
  }

  async #tell(one: OpenCase, stage: 'treated' | 'recovered', day: string): Promise<void> {
    const updateId = await this.#write(one, stage, day)
    this.#world.clock.wait(actSeconds)
    const evidence =
      stage === 'treated' ? `手術同意書與出院摘要（示範 ${one.number + 1}）` : `回診紀錄（示範 ${one.number + 1}）`
    await approveUpdate(this.#team.approver, updateId, { evidence, languages: [...languages] })
    one.stage = stage
  }

  async #write(one: OpenCase, stage: 'treated' | 'recovered', day: string): Promise<string> {
    const { caseId, child, number } = one
    const { translator } = this.#found.scope.context
    const key = `demo:updates.${stage}.${momentOf(child, stage, number)}`
    const texts = inEveryLanguage((language) => translator.in(language)(key, { name: child.about.pseudonym }))
    const documentId = await this.#bring(one, stage === 'treated' ? 'discharge_letter' : 'check_up', day)
    return writeUpdate(this.#team.officer, { caseId, stage, texts, proof: { documentId } })
  }

  /** The paper that shows what was done; like a real one that may be shown, it names no person. */
  #bring({ caseId, child, number }: OpenCase, kind: DocumentKind, day: string): Promise<string> {
    const t = this.#found.scope.context.translator.in(child.programme === 'italy' ? 'it' : 'en')
    const lines = [
      t(`demo:invoice.from.${child.programme}`),
      '',
      t('demo:invoice.day', { day }),
      t('demo:paper.done'),
      '',
    ]
    const bytes = drawInvoice(t(`demo:paper.kinds.${kind}`), [...lines, t('demo:invoice.note')])
    const document = { bytes, fileName: `DEMO-${number + 1}-${kind}.pdf` }
    return keepDocument(this.#team.officer, { caseId, kind, document })
  }

  /** The case ends and falls silent; then a person writes to the people who gave. */
  async #end(one: OpenCase): Promise<void> {
    const { end, about } = one.child
    const readers = await this.#readersOf(one.caseId)
    if (!end || readers.length === 0) return
    this.#world.clock.wait(actSeconds)
    await changeStage(this.#team.approver, { caseId: one.caseId, to: end.to })
    one.stage = 'ended'
    for (const { conversationId, language, name } of readers) {
      const t = this.#found.scope.context.translator.in(language)
      const text = t(`demo:ended.${end.to}`, { donor: name, name: about.pseudonym })
      await replyAsMember(this.#team.agent, conversationId, { text, clientKey: `ended:${one.caseId}` })
    }
    // As long as the member may still be talking, the script is silent.
    this.#world.clock.wait(letterSeconds)
  }

  /** A few of the people behind a case who can be written to. */
  async #readersOf(caseId: string): Promise<Reader[]> {
    const donors = await this.#found.scope.transaction((transaction) => giftsOfCase(transaction, caseId))
    const readers: Reader[] = []
    for (const personId of new Set(donors.map((donor) => donor.personId))) {
      const reader = readers.length < lettersAtAnEnd ? await this.#reader(personId) : undefined
      if (reader) readers.push(reader)
    }
    return readers
  }

  #reader(personId: string): Promise<Reader | undefined> {
    return this.#found.scope.transaction(async (transaction) => {
      const conversationId = await chooseConversation(transaction, personId)
      if (conversationId === undefined) return undefined
      const { display_name, language } = await getPerson(transaction, personId)
      return { conversationId, name: display_name, language: isLanguage(language) ? language : 'zh-Hant' }
    })
  }

  /** Cases with something that no gift pays for yet. */
  #unfunded(): Promise<Set<string>> {
    return this.#found.scope.transaction(async ({ db, organisationId }) => {
      const rows = await db
        .selectFrom('needs')
        .where('organisation_id', '=', organisationId)
        .where('open_minor', '>', 0n)
        .select('case_id')
        .distinct()
        .execute()
      return new Set(rows.map((row) => row.case_id))
    })
  }

  /** The first day, up to this one, by which something that no gift pays for yet is due. */
  async #firstDue(day: string): Promise<string> {
    return this.#found.scope.transaction(async ({ db, organisationId }) => {
      const row = await db
        .selectFrom('needs')
        .where('organisation_id', '=', organisationId)
        .where('open_minor', '>', 0n)
        .where('cancelled_at', 'is', null)
        .where('due_on', '<', day)
        .select('due_on')
        .orderBy('due_on')
        .limit(1)
        .executeTakeFirst()
      return row?.due_on ?? day
    })
  }

  /** What gifts to the Taiwanese fund still hold. */
  async #unallocated(): Promise<bigint> {
    const { scope, taiwan } = this.#found
    return scope.transaction(async ({ db, organisationId }) => {
      const { rows } = await sql<{ open: bigint }>`
        select coalesce(sum(open_minor), 0)::bigint as open from open_gifts
        where organisation_id = ${organisationId} and fund_id = ${taiwan.fundId}`.execute(db)
      return rows[0]?.open ?? 0n
    })
  }
}

/** What can be told of a child of this age and condition; words under `demo:updates`. */
function momentOf({ programme, about }: StoryChild, stage: 'treated' | 'recovered', number: number): string {
  if (programme === 'ferry') return 'ferry'
  if (about.ageBand === '0-1') return number % 2 === 0 ? 'bottle' : 'sleep'
  if (stage === 'treated') return number % 2 === 0 ? 'hand' : 'home'
  if (about.ageBand === '6-11' && number % 2 === 0) return 'school'
  return programme === 'heart' ? 'run' : 'smile'
}
