import type { Transaction } from '../../platform/scope.ts'
import { sendMessage } from '../actions.ts'
import type { Sending, SkipReason } from '../conversation.ts'
import { wakeSender } from '../wake.ts'
import { type Form, type FormLetter, type FormWords, wordsOf, writeFormLetters } from './form-letters.ts'
import { type Letter, writeLetters } from './letters.ts'
import { takeReplyToken } from './outbox.ts'
import { chooseRoutes } from './route.ts'
import type { Fit } from './route-choice.ts'
import { type Chosen, openTypedWays, wordsFor } from './typed-ways.ts'

/** A message of many: nobody asked for it, and it leaves when its turn comes. */
export interface ManySending extends FormWords {
  personId: string
  /** Settled before: the second of this name fails, and with it the transaction. */
  deliveryId: string
}

type Planned = Fit & { others: number }

/** What became of messages to many. */
export interface SentToMany {
  /** In the order of the messages: why nothing is sent, null where something is. */
  readonly reasons: readonly (SkipReason | null)[]
  /** Whose senders the caller wakes (`wakeSenders`), in this transaction or after it. */
  readonly accounts: readonly string[]
}

/**
 * `sendMessage` to many people, one message each, in a handful of statements and without a promise for each. A conversation that has
 * begun keeps its place in the inbox (`writeFormLetters`).
 */
export async function sendToMany(
  transaction: Transaction,
  form: Form,
  sendings: readonly ManySending[],
): Promise<SentToMany> {
  if (sendings.length === 0) return { reasons: [], accounts: [] }
  const routeOf = await chooseRoutes(transaction, form.purpose, sendings)
  const forms: FormLetter[] = []
  const others: { sending: ManySending; planned: Planned }[] = []
  const waiting: ManySending[] = []
  const reasons = sendings.map((sending) => {
    const planned = routeOf(sending)
    if (planned.kind === 'none' && planned.reason !== 'quota') return planned.reason
    if (planned.kind === 'none') waiting.push(sending)
    else if (hasBegun(transaction, planned)) forms.push(formLetterOf(sending, planned))
    else others.push({ sending, planned })
    return null
  })
  await writeFormLetters(transaction, form, forms)
  const letters = await writeOthers(transaction, form, others)
  const accounts = [...new Set([...forms, ...letters].map(({ channelAccountId }) => channelAccountId))]
  const late = await sendToWaiting(transaction, form, waiting)
  if (late.size === 0) return { reasons, accounts }
  return { reasons: sendings.map((sending, place) => late.get(sending) ?? reasons[place] ?? null), accounts }
}

/** Wakes the senders of some accounts once the transaction commits. */
export async function wakeSenders(transaction: Transaction, accounts: readonly string[]): Promise<void> {
  for (const account of accounts) await wakeSender(transaction, account, transaction.context.clock.now())
}

/** Whether somebody has spoken there, and the answer to it is not what this message would be. */
function hasBegun({ now }: Transaction, { by, way: { lastMessageAt } }: Planned): boolean {
  return by !== 'reply' && lastMessageAt !== null && lastMessageAt < now
}

function formLetterOf({ deliveryId, content, page }: ManySending, planned: Planned): FormLetter {
  const { conversationId, channelAccountId } = planned.way
  return { deliveryId, content, page, conversationId, channelAccountId, route: deliveryRouteOf(planned) }
}

function deliveryRouteOf({ by, others }: Planned): Letter['route'] {
  return { by, why: others > 0 ? 'cheapest' : 'only_way', others }
}

async function writeOthers(
  transaction: Transaction,
  form: Form,
  others: readonly { sending: ManySending; planned: Planned }[],
): Promise<Letter[]> {
  const chosen: Chosen[] = []
  const letters = others.map(({ sending, planned }) => {
    const said = sendingOf(form, sending)
    const content = wordsFor(transaction, planned.way, said.content)
    chosen.push({ way: planned.way, content })
    return letterOf(transaction, { sending: { ...said, content }, deliveryId: sending.deliveryId }, planned)
  })
  await openTypedWays(transaction, chosen)
  await writeLetters(transaction, letters)
  return letters
}

function sendingOf({ purpose, sourceKind }: Form, one: ManySending): Sending {
  const { deliveryId } = one
  const source = { kind: sourceKind, id: deliveryId }
  return { content: wordsOf(one), deliveryId, purpose, author: { kind: 'system' }, source }
}

function letterOf(transaction: Transaction, letter: Pick<Letter, 'sending' | 'deliveryId'>, planned: Planned): Letter {
  const { conversationId, channelAccountId, replyToken: token, replyTokenExpiresAt } = planned.way
  const isFree = planned.by === 'reply' && token !== null && replyTokenExpiresAt !== null
  return {
    ...letter,
    ...{ conversationId, channelAccountId },
    ...{ priority: 1, leavesNow: false, followsPerson: true },
    replyToken: takeReplyToken(transaction, isFree ? { token, expiresAt: replyTokenExpiresAt.getTime() } : undefined),
    route: deliveryRouteOf(planned),
  }
}

/** Whoever has to wait until a plan is renewed is written to where they wrote last. */
async function sendToWaiting(
  transaction: Transaction,
  form: Form,
  waiting: readonly ManySending[],
): Promise<ReadonlyMap<ManySending, SkipReason>> {
  const late = new Map<ManySending, SkipReason>()
  await Promise.all(
    waiting.map(async (one) => {
      const sent = await sendMessage(transaction, { personId: one.personId }, sendingOf(form, one))
      if (sent.outcome === 'skipped') late.set(one, sent.reason)
    }),
  )
  return late
}
