import type { ProviderRequest } from './request.ts'

/**
 * What a provider's answer means for the delivery part. Only `retryable` and `rate_limited` may be sent again without a
 * person; `unknown` may have arrived and must not be.
 */
export type Outcome =
  /** Taken by the provider. Ids in the order of the bubbles; empty when it gives none. */
  | {
      readonly kind: 'accepted'
      readonly providerIds: readonly string[]
      /** A comment was answered: who its writer is on this account, by the name their messages will bear. */
      readonly recipientId?: string
    }
  /** Not taken, but these requests say the same another way; the part goes on with them. */
  | { readonly kind: 'next'; readonly requests: readonly ProviderRequest[] }
  /** Too fast. Absent `waitSeconds`: the provider does not say, back off. */
  | { readonly kind: 'rate_limited'; readonly waitSeconds?: number }
  /** The person wrote too long ago for a free message. */
  | { readonly kind: 'window_closed' }
  /** The person has blocked us or left: stop writing to this identity. */
  | { readonly kind: 'blocked' }
  /** Our credentials are refused: pause the account and tell an administrator. */
  | { readonly kind: 'auth' }
  /** The plan's messages are used up: stop the broadcast, tell the fundraiser. */
  | { readonly kind: 'quota' }
  /** Certainly or harmlessly repeatable: send the same request again, later. */
  | { readonly kind: 'retryable' }
  /** It may have arrived and cannot be repeated without risk of a second copy. */
  | { readonly kind: 'unknown' }
  /** Refused for good. `code` is the HTTP status or the provider's code, `words` the provider's own, for staff. */
  | { readonly kind: 'rejected'; readonly code: string; readonly words: string }

/** The provider's words, cut to what a staff screen shows; never a whole page of HTML. */
export function rejected(code: string | number, words: string): Outcome {
  return { kind: 'rejected', code: String(code), words: words.slice(0, 300) }
}

/** Too fast; `Retry-After` in seconds where the provider, or something between us and it, says how long (RFC 9110 §10.2.3). */
export function slower(headers: Readonly<Record<string, string>>): Outcome {
  const after = headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(after) ? { kind: 'rate_limited', waitSeconds: Number(after) } : { kind: 'rate_limited' }
}
