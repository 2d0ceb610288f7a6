import { Failure } from '../../platform/errors.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'
import type { OfferedMethod } from '../method.ts'
import type { StoredAccount } from '../payment-account.ts'
import { networkMark } from './network.ts'
import { isSolved } from './puzzle.ts'
import { fallsBelow, tally } from './tally.ts'
import { type Level, levelOf, pausedBarOf } from './thresholds.ts'
import { countHindered, isAnyWaveOn } from './wave.ts'

/** What is asked of somebody who wants to pay into an account, and where they have to wait, for how many minutes. */
export type Vigilance =
  | { readonly level: Exclude<Level, 'paused'> }
  | { readonly level: 'paused'; readonly minutes: number }

const calm: Vigilance = { level: 'calm' }

/** How a visitor of a network is met at an account; only while a wave is on anything but calmly. */
export async function vigilanceAt(
  transaction: Transaction,
  accountId: string,
  network: string | undefined,
): Promise<Vigilance> {
  if (!(await isAnyWaveOn(transaction))) return calm
  const tallies = await tally(transaction, accountId, network ?? null)
  const level = levelOf(tallies.network, tallies.account)
  if (level !== 'paused' || network === undefined) return { level: level === 'calm' ? level : 'puzzle' }
  const until = await fallsBelow(transaction, network, pausedBarOf(tallies.account))
  return { level, minutes: Math.max(1, Math.ceil((until.getTime() - transaction.now.getTime()) / 60_000)) }
}

/**
 * The most that is asked of a visitor at any of the ways to pay a form offers, the bank transfer aside. Which one they will choose is not
 * known yet: what `requireCalm` asks of them is never more, but for what happens meanwhile.
 */
export async function strictestVigilance(
  transaction: Transaction,
  methods: readonly OfferedMethod[],
  address: string,
): Promise<Vigilance> {
  const network = networkMark(transaction.scope, address)
  const accounts = new Set(
    methods.flatMap(({ method, paymentAccountId }) => (method === 'transfer' ? [] : [paymentAccountId])),
  )
  let strictest: Vigilance = calm
  for (const accountId of accounts) {
    const met = await vigilanceAt(transaction, accountId, network)
    if (rankOf(met) > rankOf(strictest)) strictest = met
  }
  return strictest
}

function rankOf({ level }: Vigilance): number {
  return ['calm', 'puzzle', 'paused'].indexOf(level)
}

/** Somebody about to pay: from where, with which form, and what their browser made of its puzzle. */
export interface Payer {
  readonly network: string | undefined
  readonly formToken: string
  readonly puzzle: string | undefined
}

/**
 * Lets a payment begin, or refuses it with `gifts.puzzle-unsolved` where a puzzle is asked for and not solved, with `gifts.network-paused`
 * (facts: `minutes`) where too many were refused. A bank transfer is never hindered: no card can be tested with it. The form token must
 * have been spent in this transaction.
 */
export async function requireCalm(
  transaction: Transaction,
  { paymentAccountId, kind }: Pick<StoredAccount, 'paymentAccountId' | 'kind'>,
  { network, formToken, puzzle = '' }: Payer,
): Promise<void> {
  if (kind === 'manual') return
  const met = await vigilanceAt(transaction, paymentAccountId, network)
  if (met.level === 'paused')
    throw new Failure(pausedCode, { minutes: met.minutes }, { kind: 'limited', retryable: true })
  if (met.level === 'calm' || isSolved(formToken, puzzle)) return
  throw new Failure(unsolvedCode, {}, { kind: 'conflict' })
}

const pausedCode = 'gifts.network-paused'
const unsolvedCode = 'gifts.puzzle-unsolved'

/** Counts an attempt that `requireCalm` refused among what the wave came to, and refuses it all the same. */
export async function countRefused(scope: Scope, refused: unknown): Promise<never> {
  if (refused instanceof Failure) {
    if (refused.code === unsolvedCode) await countHindered(scope, 'held_back')
    if (refused.code === pausedCode) await countHindered(scope, 'turned_away')
  }
  throw refused
}
