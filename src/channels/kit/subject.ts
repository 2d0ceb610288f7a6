import type { Address, ChannelAdapter, ComposeContext, RawRequest } from '../adapter.ts'
import type { OutboundMessage } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import type { Quota } from '../quota.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { Recording } from './recordings.ts'

/** What a composed request says, read back from the provider's own format. */
export interface Inspection {
  /** Every piece of words a person sees, in order, labels excluded. */
  readonly words: readonly string[]
  /** The plain texts among them: they are measured against `abilities.text`. */
  readonly texts: readonly string[]
  readonly bubbles: number
  readonly buttonLabels: readonly string[]
  /** How many buttons each card has. */
  readonly buttonCounts: readonly number[]
  readonly payloads: readonly string[]
  /** Per bubble; anything but the last must be empty. */
  readonly quickReplyLabels: readonly (readonly string[])[]
}

/** One row of the interpret table. */
export interface Verdict {
  readonly name: string
  readonly request: ProviderRequest
  readonly response: ProviderResponse
  readonly outcome: Outcome
}

/** What an adapter's test brings to the kit. */
export interface Subject<Config> {
  readonly adapter: ChannelAdapter<Config>
  readonly settings: unknown
  /** Settings that must be refused, with the field that must be named. */
  readonly badSettings: readonly { readonly settings: unknown; readonly field: string }[]
  readonly now: Date
  /** The request as the provider makes it at that moment, proof included. */
  sign(body: Uint8Array, at: Date): RawRequest
  /** Where the proof is, by what name, and whether it covers the body or only names the sender. */
  readonly proof: {
    readonly place: 'headers' | 'query'
    readonly name: string
    readonly covers: 'body' | 'sender'
    /** How far its time may be from ours; absent where a proof bears no time. */
    readonly toleranceSeconds?: number
  }
  readonly recordings: readonly Recording[]
  /** A body with an event nobody has heard of. */
  readonly unknownEvent: string
  /** The same body as the provider sends it a second time. */
  redeliver(body: string): string
  readonly to: Address
  readonly context: ComposeContext
  /** Reads a request back. `said` helps where the provider's format does not tell suggestions from buttons. */
  inspect(request: ProviderRequest, said: { message: OutboundMessage; isLast: boolean }): Inspection
  readonly verdicts: readonly Verdict[]
  /** What the provider's answers about the plan mean, where it has one. */
  readonly quotas?: readonly {
    readonly name: string
    readonly responses: readonly ProviderResponse[]
    readonly quota: Quota | null
  }[]
}
