import { randomInt } from 'node:crypto'
import { getCampaign } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import { openness } from '../campaigns/progress.ts'
import { useLink as spendLink } from '../organisations/links.ts'
import type { PaymentAction } from '../payments/action.ts'
import type { CreateContext, Created } from '../payments/provider.ts'
import { makeReference } from '../payments/reference.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { networkMark } from './declines/network.ts'
import { countRefused, requireCalm } from './declines/vigilance.ts'
import { spendFormToken } from './form-token.ts'
import { type ReadGift, readGiftForm, type TypedGift } from './gift-form.ts'
import { intentSealPlace } from './intent.ts'
import { type OfferedMethod, offeredMethods } from './method.ts'
import { agreedSibling, askToOverflow } from './overflow.ts'
import { firstAskAt } from './patience.ts'
import { openPaymentAccount, type StoredAccount } from './payment-account.ts'
import { returnToken } from './return-token.ts'
import { requireRoom } from './room.ts'
import { requireVelocity } from './velocity.ts'

/** Everything a gift is started from. */
export interface GiftStart {
  readonly campaignId: string
  readonly language: Language
  readonly typed: TypedGift
  /** The case the donor chose among those put forward; the allocator gives to it first. */
  readonly caseId?: string | undefined
  /** From `issueFormToken`. */
  readonly formToken: string
  /** What the browser made of the form's puzzle, where one was asked for. */
  readonly puzzle?: string | undefined
  /** The network address the visitor is counted by; only a mark of its network is kept, for a day. */
  readonly address?: string | undefined
  /** The field no person sees; whatever fills it is a machine. */
  readonly trap?: string | undefined
  /** From a link that came out of a conversation: it says who gives, and is used up. */
  readonly from?: { readonly linkId: string; readonly conversationId: string; readonly personId: string } | undefined
  /** The version of the consent texts the form showed. */
  readonly consentVersion: string
}

/** A gift on its way: show `action` to the donor. */
export interface StartedGift {
  readonly giftIntentId: string
  /** Ours; shown to the donor with `showReference`. */
  readonly reference: string
  readonly action: PaymentAction
  /** The page that knows what became of it. */
  readonly returnUrl: string
}

/**
 * Starts a gift: the attempt is written before anybody leaves for the provider. Fails with the first problem of
 * `readGiftForm`, the codes of `spendFormToken`, `links.used`, `gifts.campaign-closed` (facts: `because`),
 * `gifts.no-such-method`, `gifts.beyond-the-cap` (see `askToOverflow`), `gifts.too-many-attempts`, `gifts.machine`, and the codes of `requireCalm` and
 * `requireRoom`.
 */
export async function startGift(scope: Scope, start: GiftStart): Promise<StartedGift> {
  if (start.trap) throw new Failure('gifts.machine')
  const network = start.address === undefined ? undefined : networkMark(scope, start.address)
  const begin = async (transaction: Transaction) => {
    await spendFormToken(transaction, start.campaignId, start.formToken)
    if (start.from) await spendLink(transaction, start.from.linkId)
    const campaign = await getCampaign(transaction, start.campaignId)
    const method = await chooseMethod(transaction, campaign, start.typed.method)
    const sibling = await agreedSibling(transaction, campaign, start.typed)
    const gift = await readForm(transaction, { campaign, sibling, method, start })
    await requireVelocity(transaction, gift, start.from?.conversationId)
    const { conversationId } = start.from ?? {}
    const giver = { ...gift, conversationId, language: start.language }
    await requireRoom(transaction, [campaign, ...(sibling ? [sibling] : [])], giver).catch((refused: unknown) =>
      sibling ? Promise.reject(refused) : askInstead(transaction, campaign, start, refused),
    )
    const account = await openPaymentAccount(transaction, method.paymentAccountId)
    await requireCalm(transaction, account, { network, formToken: start.formToken, puzzle: start.puzzle })
    const overflowCampaignId = sibling?.campaignId ?? null
    const written = await writeIntent(transaction, start, { gift, account, overflowCampaignId, network })
    return { ...written, account, gift, purpose: campaignText(campaign, start.language).title }
  }
  const begun = await scope.transaction(begin).catch((refused: unknown) => countRefused(scope, refused))
  const { giftIntentId, reference, account, gift, purpose } = begun
  const { context } = scope
  const returnUrl = `${context.settings.publicUrl}/return/${returnToken(scope, giftIntentId)}`
  const created = account.provider.create(
    { reference, amount: gift.amount, purpose, language: start.language },
    createContext(scope, account, giftIntentId, returnUrl),
  )
  await scope.transaction((transaction) => keepCreated(transaction, giftIntentId, account, created))
  return { giftIntentId, reference, action: created.action, returnUrl }
}

async function chooseMethod(transaction: Transaction, campaign: Campaign, method = ''): Promise<OfferedMethod> {
  const offered = await offeredMethods(transaction, campaign.currency)
  const chosen = offered.find((each) => each.method === method) ?? (method === '' ? offered[0] : undefined)
  if (!chosen) throw new Failure('gifts.no-such-method', {}, { field: 'method' })
  return chosen
}

interface Form {
  readonly campaign: Campaign
  readonly sibling: Campaign | undefined
  readonly method: OfferedMethod
  readonly start: GiftStart
}

async function readForm(transaction: Transaction, { campaign, sibling, method, start }: Form) {
  const open = await openness(transaction, campaign)
  if (!open.open) throw new Failure('gifts.campaign-closed', { because: open.because }, { kind: 'gone' })
  const read = readGiftForm(start.typed, {
    currency: campaign.currency,
    language: start.language,
    country: campaign.country,
    remainingMinor: sibling ? null : open.remainingMinor,
    ...method.bounds,
  })
  if (read.ok) return read.gift
  return askInstead(transaction, campaign, start, read.problems[0] ?? unreadable())
}

function unreadable(): Failure {
  return new Failure('gifts.amount-unreadable', {}, { field: 'amount' })
}

interface NewIntent {
  readonly gift: ReadGift
  readonly account: StoredAccount
  readonly overflowCampaignId: string | null
  readonly network: string | undefined
}

async function writeIntent(
  transaction: Transaction,
  start: GiftStart,
  { gift, account, overflowCampaignId, network }: NewIntent,
) {
  const { db, organisationId, now, context } = transaction
  const giftIntentId = newId(now)
  const reference = makeReference(randomInt)
  const place = intentSealPlace(organisationId, giftIntentId)
  await db
    .insertInto('gift_intents')
    .values({
      organisation_id: organisationId,
      gift_intent_id: giftIntentId,
      campaign_id: start.campaignId,
      overflow_campaign_id: overflowCampaignId,
      case_id: start.caseId ?? null,
      payment_account_id: account.paymentAccountId,
      reference,
      amount_minor: gift.amount.minor,
      currency: gift.amount.currency,
      state: 'created',
      state_at: now,
      conversation_id: start.from?.conversationId ?? null,
      person_id: start.from?.personId ?? null,
      network: network ?? null,
      language: start.language,
      donor_name: gift.name,
      donor_email: gift.email ?? null,
      donor_phone: gift.phone ?? null,
      is_anonymous: gift.isAnonymous,
      shows_initials: gift.showsInitials,
      receipt_wish: gift.receiptWish,
      receipt_name: gift.receiptName ?? null,
      tax_identifier_cipher: gift.taxIdentifier ? context.vault.seal(gift.taxIdentifier, place) : null,
      consents: JSON.stringify({
        feedback: gift.feedback,
        appeals: gift.appeals,
        textVersion: start.consentVersion,
      }),
      expires_at: new Date(now.getTime() + dayMilliseconds),
      next_query_at: firstAskAt(now, account.provider),
      created_at: now,
    })
    .execute()
  return { giftIntentId, reference }
}

async function askInstead(
  transaction: Transaction,
  campaign: Campaign,
  { language }: GiftStart,
  refused: unknown,
): Promise<never> {
  throw refused instanceof Failure ? await askToOverflow(transaction, campaign, refused, language) : refused
}

const dayMilliseconds = 24 * 60 * 60 * 1000

function createContext(scope: Scope, account: StoredAccount, giftIntentId: string, returnUrl: string): CreateContext {
  const { settings, clock } = scope.context
  return {
    now: clock.now(),
    publicUrl: settings.publicUrl,
    notifyUrl: `${settings.publicUrl}/hooks/pay/${account.hookKey}`,
    returnUrl,
    resultUrl: `${settings.publicUrl}/hooks/pay/back/${returnToken(scope, giftIntentId)}`,
  }
}

/** The provider may have reported before we get here: then its word stands and only what is missing is filled in. */
async function keepCreated(
  { db, organisationId, now }: Transaction,
  giftIntentId: string,
  account: StoredAccount,
  { state, action }: Created,
): Promise<void> {
  const { expiresAt } = action
  const instructions = action.kind === 'instructions' ? { lines: action.lines, expiresAt } : null
  await db
    .updateTable('gift_intents')
    .set({
      ...(expiresAt === null ? {} : { expires_at: expiresAt }),
      ...(instructions === null ? {} : { instructions: JSON.stringify(instructions) }),
      ...(account.provider.abilities.query ? {} : { next_query_at: expiresAt }),
    })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', giftIntentId)
    .execute()
  await db
    .updateTable('gift_intents')
    .set({ state, state_at: now })
    .where('organisation_id', '=', organisationId)
    .where('gift_intent_id', '=', giftIntentId)
    .where('state', '=', 'created')
    .execute()
}
