import { sql } from 'kysely'
import { portionOf } from '../../allocations/allocation.ts'
import { casesPutForward } from '../../allocations/forward.ts'
import { everybody } from '../../books/public-gifts.ts'
import { type Campaign, campaignText } from '../../campaigns/campaign.ts'
import { openness } from '../../campaigns/progress.ts'
import { strictestVigilance } from '../../gifts/declines/vigilance.ts'
import { issueFormToken } from '../../gifts/form-token.ts'
import { type FormRules, readGiftForm, type TypedGift as SentGift } from '../../gifts/gift-form.ts'
import { offeredMethods } from '../../gifts/method.ts'
import { agreedSibling, askToOverflow, openSibling } from '../../gifts/overflow.ts'
import { Failure } from '../../platform/errors.ts'
import type { Language } from '../../platform/languages.ts'
import { money, toDecimal } from '../../platform/money.ts'
import type { Transaction } from '../../platform/scope.ts'
import { campaignState } from '../campaign/campaign-view.ts'
import { momentOf } from '../day.ts'
import { type GiftFormView, type GiftSplit, giftFields, ownAmountChoice, type TypedGift } from './gift-form.ts'
import type { KnownGiver } from './known-giver.ts'

/** What a gift form is drawn from. */
export interface GiftFormSource {
  readonly campaign: Campaign
  readonly language: Language
  readonly action: string
  readonly known: KnownGiver | undefined
  /** The network address the reader is counted by. */
  readonly address: string
  /** What was typed; before anything was, what is known is shown. */
  readonly typed: TypedGift | undefined
}

/** The gift form as it stands now, with a new single-use token and without errors. */
export async function giftFormView(transaction: Transaction, source: GiftFormSource): Promise<GiftFormView> {
  const { campaign, language, action, known, address } = source
  const { currency, programmeShareBasisPoints } = campaign
  const t = transaction.context.translator.in(language)
  const open = await openness(transaction, campaign)
  const methods = await offeredMethods(transaction, currency)
  const suggested = campaign.suggestedMinor.map((minor) => money(minor, currency))
  const preselected = suggested[1] ?? suggested[0]
  const example = preselected ?? money(campaign.minimumSliceMinor, currency)
  const remainingMinor = open.open ? open.remainingMinor : 0n
  return {
    action,
    campaignUrl: `/c/${campaign.slug}`,
    campaignTitle: campaignText(campaign, language).title,
    state: campaignState(open),
    suggested,
    currency,
    remaining: remainingMinor === null ? null : money(remainingMinor, currency),
    sibling: (await openSibling(transaction, campaign, language)) ?? null,
    cases: (await casesPutForward(transaction, campaign, everybody)).map(({ pseudonym, items }) => ({
      name: pseudonym,
      needs: new Intl.ListFormat(language).format(items.map((item) => t(`cases:items.${item}`))),
    })),
    startsOn: momentOf(campaign.startsOn),
    endsOn: campaign.endsOn === null ? null : momentOf(campaign.endsOn),
    methods: methods.map(({ method }) => method),
    example: await exampleOf(transaction, campaign, example.minor),
    programmeShareBasisPoints,
    formToken: issueFormToken(transaction.scope, campaign.campaignId),
    watch: await strictestVigilance(transaction, methods, address),
    returning: known?.name == null ? null : { name: known.name },
    typed:
      source.typed ?? withAmount(known?.typed ?? {}, suggested.map(toDecimal), preselected && toDecimal(preselected)),
    errors: [],
  }
}

/** An amount that is among the choices is chosen; another one is written in the field of one's own. */
function withAmount(typed: TypedGift, choices: readonly string[], preselected: string | undefined): TypedGift {
  const amount = typed.amount ?? preselected
  if (amount === undefined) return { ...typed, amount: ownAmountChoice }
  if (choices.includes(amount)) return { ...typed, amount }
  return { ...typed, amount: ownAmountChoice, ownAmount: amount.replace(/\.0+$/, '') }
}

/** How an amount divides at the fee that was paid so far; null while no gift to the campaign has cost one. */
async function exampleOf(
  { db, organisationId }: Transaction,
  { campaignId, currency, programmeShareBasisPoints }: Campaign,
  amountMinor: bigint,
): Promise<GiftSplit | null> {
  const { rows } = await sql<{ amount: bigint; fee: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as amount, coalesce(sum(fee_minor), 0)::bigint as fee
    from (select amount_minor, fee_minor from gifts where organisation_id = ${organisationId}
      and campaign_id = ${campaignId} and source = 'provider' order by received_at desc, gift_id desc limit 200) as latest`.execute(
    db,
  )
  const { amount, fee } = rows[0] ?? { amount: 0n, fee: 0n }
  if (amount === 0n || fee === 0n) return null
  const portion = portionOf({
    amountMinor,
    refundedMinor: 0n,
    feeMinor: (amountMinor * fee) / amount,
    basisPoints: programmeShareBasisPoints,
  })
  return {
    amount: money(amountMinor, currency),
    fee: money(portion.feeMinor, currency),
    programmeShare: money(portion.shareMinor, currency),
    needs: money(portion.allocatableMinor, currency),
  }
}

/** What `gifts` reads of what this form sent: one amount, whichever of the two fields it stands in. */
export function sentGift(typed: TypedGift): SentGift {
  const { ownAmount, token, puzzle, website, switch: switched, case: chosen, ...fields } = typed
  const amount = typed.amount === ownAmountChoice ? ownAmount : typed.amount
  return { ...fields, amount: amount ?? '' }
}

/** Everything that is wrong with what was typed, at once; nothing while the campaign is closed: then there is no form. */
export async function problemsOf(
  transaction: Transaction,
  campaign: Campaign,
  language: Language,
  typed: TypedGift,
): Promise<readonly Failure[]> {
  const open = await openness(transaction, campaign)
  const offered = await offeredMethods(transaction, campaign.currency)
  const method = offered.find((each) => each.method === typed.method) ?? offered[0]
  if (!open.open || method === undefined) return []
  const rules: FormRules = {
    currency: campaign.currency,
    language,
    country: campaign.country,
    remainingMinor: (await agreedSibling(transaction, campaign, sentGift(typed))) ? null : open.remainingMinor,
    ...method.bounds,
  }
  const read = readGiftForm(sentGift(typed), rules)
  const problems = read.ok ? [] : read.problems
  return Promise.all(problems.map((problem) => askToOverflow(transaction, campaign, problem, language)))
}

/**
 * The case the donor chose among those put forward; undefined where they chose none. Fails with `gifts.case-not-offered` when it
 * is put forward no longer.
 */
export async function chosenCase(
  transaction: Transaction,
  campaign: Campaign,
  { case: chosen = '' }: TypedGift,
): Promise<string | undefined> {
  if (chosen === '') return undefined
  const offered = await casesPutForward(transaction, campaign, everybody)
  const found = offered.find(({ pseudonym }) => pseudonym === chosen)
  if (found === undefined) throw new Failure('gifts.case-not-offered', {}, { kind: 'conflict', field: 'case' })
  return found.caseId
}

/** Where on the page the word about a failure stands; what belongs to no field stands at the top alone. */
export function fieldOf({ field }: Failure, typed: TypedGift): GiftFormView['errors'][number]['field'] {
  if (field === 'amount' && typed.amount === ownAmountChoice) return giftFields.ownAmount
  return Object.values(giftFields).find((each) => each === field) ?? giftFields.token
}
