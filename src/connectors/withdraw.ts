import { holdReturned } from '../feedback/hold-returned.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import type { OpenConnectorAccount } from './account.ts'
import { callBack } from './called-back.ts'
import type { FeedbackOutcomes } from './connector.ts'
import { type DueReturn, settle } from './order-returns.ts'
import { noteTrouble } from './outcome.ts'
import { newAsk } from './pull.ts'
import { exchange } from './transport.ts'

/** Calls back what may not be told any more, and keeps what had been told before; false in trouble. */
export async function withdraw(
  scope: Scope,
  account: OpenConnectorAccount,
  withdrawn: readonly DueReturn[],
): Promise<boolean> {
  const { connector } = account
  const ask = newAsk(scope)
  const ids = withdrawn.map(({ id }) => id)
  const request = connector.withdraw?.(ids, ask)
  if (request === undefined) return true
  const answer = await exchange(request, scope.context.settings)
  const read = 'kind' in answer ? answer : connector.readFeedback(answer, [], ask)
  return scope.transaction(async (tx) => {
    if (read.kind === 'trouble' && read.trouble !== 'refused') {
      await noteTrouble(tx, account, read, 'push')
      return false
    }
    if (read.kind === 'trouble') await keepRefused(tx, withdrawn, read.detail)
    else await keepWithdrawn(tx, withdrawn, read)
    return true
  })
}

/** A platform that takes nothing back may tell it: a member has to look. */
async function keepRefused(transaction: Transaction, refused: readonly DueReturn[], detail: string): Promise<void> {
  await settle(transaction, refused, 'unknown', detail)
  await callBack(transaction, refused, 'taken_back')
}

async function keepWithdrawn(
  transaction: Transaction,
  withdrawn: readonly DueReturn[],
  { outcomes }: FeedbackOutcomes,
): Promise<void> {
  const outcomeOf = ({ id }: DueReturn) => outcomes.get(id)?.outcome ?? 'not_told'
  await settle(
    transaction,
    withdrawn.filter((one) => outcomeOf(one) === 'told'),
    'told',
    null,
  )
  await hold(
    transaction,
    withdrawn.filter((one) => !['told', 'taken'].includes(outcomeOf(one))),
  )
}

/** Keeps that these were not told, and will not be. */
export async function hold(transaction: Transaction, which: readonly DueReturn[]): Promise<void> {
  await settle(transaction, which, 'held', 'untellable')
  await holdReturned(transaction, which)
}
