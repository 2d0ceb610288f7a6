/** The days of a broadcast a provider is asked about, by its name there; days of the provider's own clock, `2026-11-22`. */
export interface FiguresAsk {
  /** What its messages carried (`ComposeContext.aggregationUnit`). */
  readonly unit: string
  readonly from: string
  readonly to: string
}

/**
 * What a provider tells of many messages together. `null` is unknown, never 0: not counted yet, or so few people that they could
 * be told apart.
 */
export interface Figures {
  /** People on whose screen it was. */
  readonly seen: number | null
  /** People who pressed something in it. */
  readonly pressed: number | null
  /** People who played its film or recording. */
  readonly played: number | null
}
