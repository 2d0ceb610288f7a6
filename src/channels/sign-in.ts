/** What ties one opening of a page of ours to the browser that began it. */
export interface SignInAsk {
  /** Our own address, to which the person comes back with a `code`. The provider knows it beforehand. */
  readonly returnUrl: string
  /** Comes back as it went: 32 of `0-9a-f`, because WeChat takes letters and digits alone. */
  readonly state: string
  /** Stands in what the provider signs, where it signs anything. 10 to 255 characters of base64url. */
  readonly nonce: string
}

/** Who opened a page of ours inside a channel, by what its provider says. */
export type SignedIn =
  | {
      readonly kind: 'signed_in'
      /** The name under which the same person's messages come. */
      readonly userId: string
      readonly displayName?: string | undefined
      /** The person's name on all accounts of one owner, where the provider has such names. */
      readonly unionId?: string | undefined
      /** Of a proof that can be shown again: what is the same however it is written. Take each once. */
      readonly proofId?: string | undefined
    }
  | { readonly kind: 'refused'; readonly words: string }
