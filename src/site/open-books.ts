import type { Money } from '../platform/money.ts'

/** The public books of an organisation, recomputed from the log's clear figures. One currency per campaign. */
export interface OpenBooksView {
  readonly campaigns: readonly CampaignBooks[]
  readonly checkpoint: PublishedCheckpoint | null
  /** Files to take away: the gift list, the log's tiles, the key. */
  readonly downloads: readonly { readonly label: string; readonly url: string }[]
  /** The moment up to which the figures are complete. */
  readonly asOf: Date
}

export interface CampaignBooks {
  readonly title: string
  readonly url: string
  readonly giftCount: number
  readonly received: Money
  readonly feesAndShare: Money
  readonly allocated: Money
  readonly spent: Money
  readonly reported: Money
}

/** The latest signed state of the log. Root and fingerprint are hexadecimal. */
export interface PublishedCheckpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: string
  readonly keyFingerprint: string
  readonly at: Date
  readonly url: string
}

/** The stations of money in the order a gift passes them; each is a part of the one before. */
export const stations = ['received', 'allocated', 'spent', 'reported'] as const
