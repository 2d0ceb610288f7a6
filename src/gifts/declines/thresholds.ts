/** Over how long refused payments are counted: an hour. */
export const windowMilliseconds = 60 * 60 * 1000

/** What came of payments within the window. */
export interface Tally {
  readonly declined: number
  readonly paid: number
}

/** What is asked of whoever wants to pay: nothing; a puzzle their browser solves; to come back later. */
export type Level = 'calm' | 'puzzle' | 'paused'

/** From how many refused payments on an account as a whole is watched, with a good third of all refused. */
export const accountBar = 20

/** From how many on a network is asked for puzzles, where at least half of its payments were refused. */
export const networkBar = 5

/** From how many on a network has to wait, where at least three quarters were refused: fewer while the whole account is watched. */
export const pausedBar = { alone: 12, amongMany: 6 } as const

/** Whether so much is refused on an account that everybody is asked, whatever network they come from. */
function isEverywhere(account: Tally): boolean {
  return account.declined >= accountBar && shareOf(account) > 0.3
}

/** From how many refused payments on a network has to wait. */
export function pausedBarOf(account: Tally): number {
  return isEverywhere(account) ? pausedBar.amongMany : pausedBar.alone
}

/**
 * How a network is met that pays into an account, by what became of the payments of both. A person tries a card two or three times and
 * then one of them is good; a machine tries hundreds that are not.
 */
export function levelOf(network: Tally, account: Tally): Level {
  if (network.declined >= pausedBarOf(account) && shareOf(network) >= 0.75) return 'paused'
  if (isEverywhere(account)) return 'puzzle'
  return network.declined >= networkBar && shareOf(network) >= 0.5 ? 'puzzle' : 'calm'
}

/** Of at least one payment. */
function shareOf({ declined, paid }: Tally): number {
  return declined / (declined + paid)
}
