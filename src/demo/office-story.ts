import { setPlatformProject } from '../connectors/actions.ts'
import { orderImporter } from '../connectors/orders.ts'
import { confirmTransfer, recordManualGift } from '../gifts/by-hand.ts'
import { approveRefund, requestRefund } from '../gifts/refund.ts'
import { importFile } from '../imports/import-file.ts'
import { writeCsv } from '../platform/sheets.ts'
import type { Foundation } from './found.ts'
import type { Team } from './members.ts'
import type { PlannedDay, PlannedGift } from './plan.ts'
import { addDays } from './story-day.ts'
import type { StoryWorld } from './world.ts'

/** The giving platform of the story, and our project there; invented. */
const platform = 'hopebox'
const projectId = 'HB-1024'

/** What a bank kept of a transfer that arrived short. */
const bankFeeMinor = 3_000n

/** What finance does: gifts that come by hand, transfers on the statement, a platform's lists, money given back. */
export class OfficeStory {
  readonly #world: StoryWorld
  readonly #found: Foundation
  readonly #team: Team
  readonly #waiting: { gift: PlannedGift; paidOn: string }[] = []
  readonly #short = new Set<string>()
  #orders = 0

  constructor(world: StoryWorld, found: Foundation, team: Team) {
    this.#world = world
    this.#found = found
    this.#team = team
  }

  /** Tells the house which campaign the platform's project is. */
  async begin(): Promise<void> {
    const { campaignId } = this.#found.ferry
    await setPlatformProject(this.#team.finance, { platform, projectId, campaignId })
  }

  /** Finds on the bank statement what was announced days before, and writes down what came by hand. */
  async work({ day, gifts }: PlannedDay): Promise<void> {
    await this.#confirmTransfers(day)
    for (const { person, outcome } of gifts) if (outcome === 'short') this.#short.add(person.name)
    await this.#world.eachAlone(
      gifts.filter(({ person }) => person.way === 'hand'),
      { apart: 11, takes: 50 },
      (gift) => this.#recordByHand(gift, sameYear(day, -gift.daysBefore)),
    )
    for (const gift of gifts) {
      if (gift.person.way === 'platform') this.#waiting.push({ gift, paidOn: sameYear(day, -gift.daysBefore) })
    }
  }

  /** Brings in the platform's list of orders since the last one; `stray` adds one for a project nobody knows yet. */
  async importOrders(day: string, stray: boolean): Promise<void> {
    const rows = this.#waiting.splice(0).map(({ gift, paidOn }) => this.#orderRow(projectId, gift.amount, paidOn))
    if (stray) rows.push(this.#orderRow('HB-2048', 50, addDays(day, -1)))
    if (rows.length === 0) return
    const headings = ['platform', 'order number', 'project id', 'project name', 'amount in yuan', 'paid at', 'state']
    const bytes = new TextEncoder().encode(writeCsv([headings, ...rows]))
    const file = { kind: 'orders', fileName: `hopebox-${day}.csv`, bytes }
    await importFile(this.#team.finance, [orderImporter], file, { isDryRun: false })
  }

  /** Two gifts are given back, one of them in part; a third waits for a second person to approve. */
  async giveBack(kind: 'all' | 'part' | 'asked'): Promise<void> {
    const gift = await this.#latestGift()
    if (!gift) return
    const amountMinor = kind === 'part' ? gift.amountMinor / 2n : gift.amountMinor
    const reason = this.#world.context.translator.in('zh-Hant')(`demo:refund.${kind}`)
    const refundId = await requestRefund(this.#team.finance, gift.giftId, { amountMinor, reason })
    this.#world.clock.wait(1200)
    if (kind !== 'asked') await approveRefund(this.#team.owner, refundId)
  }

  #orderRow(project: string, yuan: number, paidOn: string): string[] {
    this.#orders += 1
    const number = `HB${20_260_000 + this.#orders}`
    const paidAt = `${paidOn}T${10 + (this.#orders % 12)}:${10 + ((this.#orders * 7) % 50)}:00+08:00`
    return [platform, number, project, '', `${yuan}.00`, paidAt, 'paid']
  }

  async #recordByHand({ person, to, amount, isNamed, receipt }: PlannedGift, givenOn: string): Promise<void> {
    const { campaignId, currency } = this.#found[to]
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

  /** One that arrived short is put aside by the house: a person has to decide. */
  async #confirmTransfers(receivedOn: string): Promise<void> {
    const waiting = await this.#found.scope.transaction(({ db, organisationId }) =>
      db
        .selectFrom('gift_intents')
        .where('organisation_id', '=', organisationId)
        .where('state', '=', 'awaiting_offline')
        .select(['gift_intent_id', 'amount_minor', 'donor_name'])
        .orderBy('created_at')
        .orderBy('gift_intent_id')
        .execute(),
    )
    for (const { gift_intent_id, amount_minor, donor_name } of waiting) {
      const amountMinor = this.#short.delete(donor_name) ? amount_minor - bankFeeMinor : amount_minor
      await confirmTransfer(this.#team.finance, gift_intent_id, { amountMinor, receivedOn })
    }
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
        .orderBy('gift_id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
  }
}

/** A day before, but never in the year before: that year's receipts are written. */
function sameYear(day: string, count: number): string {
  const before = addDays(day, count)
  return before.slice(0, 4) === day.slice(0, 4) ? before : day
}
