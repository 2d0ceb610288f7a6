import type { EmulatedKind } from '../emulator.ts'

/** What a visitor does, in order, to see a gift come round: first as a donor, then as staff, then as a donor who checks. */
export const stepNames = ['follow', 'give', 'thanks', 'write', 'release', 'plan', 'send', 'check', 'tamper'] as const

export type StepName = (typeof stepNames)[number]

/** How far a visitor's newest gift has come, as the books know it. */
export interface Journey {
  /** The app that is open. */
  readonly kind: EmulatedKind
  readonly isFriend: boolean
  readonly gift: { readonly giftId: string; readonly isThanked: boolean } | undefined
  /** The first child the gift was put to whose help goes on, and its programme by language. */
  readonly child:
    | { readonly caseId: string; readonly pseudonym: string; readonly programme: Readonly<Record<string, string>> }
    | undefined
  /** News of that child handed in since. `logSize`: how long the log is with it; undefined until it stands there. */
  readonly news: { readonly isReleased: boolean; readonly logSize: bigint | undefined } | undefined
  readonly round: { readonly roundId: string; readonly isPlanned: boolean; readonly isApproved: boolean } | undefined
  /** How the gift ended the round: `sent` into the chat, `shown` on its page alone, or anything a round can end in. */
  readonly result: string | undefined
  readonly isTampered: boolean
  /** The name under which devices remember the log. */
  readonly logOrigin: string | undefined
}

/** Where a step stands. Exactly one is `now`, until all are `done`. */
export type StepState = 'done' | 'now' | 'coming'

/** The journey of somebody who has no phone yet. */
export const atTheStart: Journey = {
  kind: 'line',
  isFriend: false,
  gift: undefined,
  child: undefined,
  news: undefined,
  round: undefined,
  result: undefined,
  isTampered: false,
  logOrigin: undefined,
}

/** Where each step stands. Whether a device has checked is known to that device alone: `check` waits for its word. */
export function stepsOf(journey: Journey): ReadonlyMap<StepName, StepState> {
  const now = stepNames.find((name) => !isDone[name](journey))
  const stateOf = (name: StepName): StepState => (isDone[name](journey) ? 'done' : name === now ? 'now' : 'coming')
  return new Map(stepNames.map((name) => [name, stateOf(name)]))
}

const isDone: Record<StepName, (journey: Journey) => boolean> = {
  follow: ({ isFriend }) => isFriend,
  give: ({ gift }) => gift !== undefined,
  thanks: ({ gift }) => gift?.isThanked === true,
  write: ({ news }) => news !== undefined,
  release: ({ news }) => news?.isReleased === true,
  plan: ({ round }) => round?.isPlanned === true,
  send: ({ round }) => round?.isApproved === true,
  check: ({ isTampered }) => isTampered,
  tamper: ({ isTampered }) => isTampered,
}
