import { z } from 'zod'
import { portionOf } from '../../allocations/allocation.ts'
import { getCampaign } from '../../campaigns/actions.ts'
import { type Campaign, campaignText } from '../../campaigns/campaign.ts'
import { hasEnded, isProgress, progressStages } from '../../cases/case.ts'
import { type Audience, giversPage } from '../../cases/consent.ts'
import { untold } from '../../cases/guard.ts'
import { latestCheckpoint } from '../../log/read.ts'
import type { Language } from '../../platform/languages.ts'
import { money } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { momentOf } from '../day.ts'
import type { Host } from '../host.ts'
import {
  type CaseStage,
  type EntryPosition,
  finalityOf,
  type GiftStoryView,
  type HelpedChild,
  type StorySplit,
} from './gift-story.ts'
import { storyClaim } from './story-claim.ts'
import { type CaseRow, readStory, type StoryRows } from './story-rows.ts'

/** The part of the donor's page that tells of the gift itself. */
export type GiftStory = Pick<GiftStoryView, 'donorName' | 'gift' | 'split' | 'children' | 'check' | 'checkedFrom'> & {
  readonly rows: StoryRows
  readonly campaign: Campaign
}

const thanked = z.object({ size: z.number() })

/** The size of the log that the thanks for a gift told of; 0 where they told of none. */
function rememberedSize(thankedCheckpoint: unknown): number {
  return thanked.safeParse(thankedCheckpoint).data?.size ?? 0
}

/** Tells a gift's story as the database has it now, with all that is needed to check it. Fails with `links.unknown`. */
export async function giftStory(
  transaction: Transaction,
  giftId: string,
  language: Language,
  host: Host,
  { audience = giversPage, skip = 0 }: { audience?: Audience; skip?: number } = {},
): Promise<GiftStory> {
  const rows = await readStory(transaction, giftId, audience, skip)
  const { gift } = rows
  const campaign = await getCampaign(transaction, gift.campaign_id)
  const checkpoint = await latestCheckpoint(transaction)
  const remembered = { rememberedSize: rememberedSize(gift.thanked_checkpoint) }
  const check =
    checkpoint === undefined
      ? null
      : await storyClaim(transaction, { rows, checkpoint, language, timeZone: host.timeZone, ...remembered })
  const entryOf = check?.entryOf ?? (() => null)
  return {
    rows,
    campaign,
    donorName: gift.donor_name,
    gift: {
      amount: money(gift.amount_minor, gift.currency),
      receivedOn: momentOf(gift.given_on),
      campaignTitle: campaignText(campaign, language).title,
      campaignUrl: `/c/${campaign.slug}`,
      receiptNumber: null,
      finality:
        rows.trace === undefined || gift.refunded_minor === gift.amount_minor
          ? null
          : finalityOf(rows.trace.finalAt, transaction.now),
      entry: entryOf(gift.gift_id),
    },
    split: splitOf(rows, campaign),
    children: rows.cases.map((row) => childOf(transaction, rows, row, language, entryOf)),
    check: check?.claim ?? null,
    checkedFrom: remembered.rememberedSize,
  }
}

function splitOf({ gift, trace, allocatedMinor }: StoryRows, campaign: Campaign): StorySplit {
  const of = (minor: bigint) => money(minor, gift.currency)
  const portion = portionOf({
    amountMinor: gift.amount_minor,
    refundedMinor: gift.refunded_minor,
    feeMinor: gift.fee_minor,
    basisPoints: campaign.programmeShareBasisPoints,
  })
  return {
    fee: of(trace?.feeMinor ?? portion.feeMinor),
    programmeShare: of(trace?.shareMinor ?? portion.shareMinor),
    allocated: of(allocatedMinor),
    waiting: of(trace?.openMinor ?? portion.allocatableMinor),
    refunded: of(gift.refunded_minor),
  }
}

function childOf(
  { context }: Transaction,
  rows: StoryRows,
  { caseId, pseudonym, ageBand, region, conditionClass, stage, firstName, photograph, isTold }: CaseRow,
  language: Language,
  entryOf: (subjectId: string) => EntryPosition,
): HelpedChild {
  const t = context.translator.in(language)
  const { currency } = rows.gift
  const ended = hasEnded(stage)
  return {
    pseudonym,
    firstName: firstName ?? '',
    photograph: photograph ?? '',
    isTold,
    ageBand: ageBand === untold ? '' : t(`cases:ages.${ageBand}`),
    region: region === untold ? '' : t(`cases:regions.${region}`),
    condition: t(`cases:conditions.${conditionClass}`),
    needs: rows.parts
      .filter((part) => part.caseId === caseId)
      .map((part) => ({
        item: t(`cases:items.${part.needItem}`),
        cost: money(rows.needCosts.get(part.needId) ?? 0n, currency),
        share: money(part.amountMinor, currency),
        entry: entryOf(part.allocationId),
      })),
    spent: rows.expenses
      .filter((expense) => expense.caseId === caseId)
      .map((expense) => ({
        amount: money(expense.amountMinor, currency),
        on: momentOf(expense.spentOn),
        day: expense.spentOn,
        entry: entryOf(expense.expenseId),
      })),
    stages: stagesOf(rows, caseId, stage),
    ended,
    updates: ended
      ? []
      : rows.updates
          .filter((update) => update.caseId === caseId)
          .map((update) => ({
            at: update.at,
            text: rows.texts.get(update.updateId)?.[language] ?? '',
            language,
            entry: entryOf(update.updateId),
          })),
  }
}

/** The steps a case took and those before it. A step that was passed over is not told. */
function stagesOf({ stages }: StoryRows, caseId: string, current: string): CaseStage[] {
  const reached = isProgress(current) ? progressStages.indexOf(current) : -1
  return progressStages.flatMap((stage, place) => {
    const at = stages.find((step) => step.caseId === caseId && step.stage === stage)?.at ?? null
    return at === null && place <= reached ? [] : [{ stage, at: place <= reached || reached < 0 ? at : null }]
  })
}
