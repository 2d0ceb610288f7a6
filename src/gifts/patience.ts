import type { PaymentAccount } from '../payments/account.ts'

const minuteMilliseconds = 60_000
const longestMilliseconds = 6 * 60 * minuteMilliseconds

/** How long somebody may stay on a payment page before the provider is asked. A visitor of the demo waits less. */
function patience({ isPlayMoney }: Pick<PaymentAccount, 'isPlayMoney'>): number {
  return (isPlayMoney ? 1 : 10) * minuteMilliseconds
}

/** When to ask about a new attempt. */
export function firstAskAt(createdAt: Date, account: Pick<PaymentAccount, 'isPlayMoney'>): Date {
  return new Date(createdAt.getTime() + patience(account))
}

/** When to ask again after `queryCount` questions: each wait is twice the one before, at most six hours. */
export function nextAskAt(now: Date, queryCount: number, account: Pick<PaymentAccount, 'isPlayMoney'>): Date {
  const wait = Math.min(patience(account) * 2 ** Math.min(queryCount, 20), longestMilliseconds)
  return new Date(now.getTime() + wait)
}
