/**
 * One request to a provider, ready to go. Plain JSON, but `headers` hold the access token: never store or log it; store
 * the message and compose again, which gives the same keys.
 */
export interface ProviderRequest {
  /**
   * `n` of `delivery_parts`: 1-based, stable for the same message, so a part that was accepted is not sent again. 0 for
   * requests that say nothing to anybody (token, profile, content) and may always be repeated.
   */
  readonly part: number
  /**
   * `APPEND` is no HTTP: our own server keeps the stream (web chat). The transport appends `body` to the stream named by
   * `url` (`webchat:<visitor id>`) once per `idempotencyKey` and answers `{ kind: 'answered', status: 201 }`.
   * `MAIL` is no HTTP either: `body` is one message of RFC 5322, `url` the submission server (`smtps://host:port`), the
   * credentials are in `headers.authorization` as of HTTP Basic, the envelope in `mail-from` and `rcpt-to`. An empty `body` only signs in. The transport answers 202 when the server took it, 503 for
   * SMTP's 4yz, 422 for 5yz, 401 for a refused sign-in; `body` is the server's own line.
   */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'APPEND' | 'MAIL'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Bytes where `body` would be, which is empty then: a picture. */
  readonly bodyBase64?: string
  /**
   * A file that goes along as the one field of a form; `body` is empty then. The transport reads it from `url`, follows no
   * redirect and takes no more than `mostBytes`: the adapter vouches that this is an address of our own.
   */
  readonly upload?: FileUpload
  /**
   * `MAIL`, and what stands in for it in a demo: files of our own that go along, read as `upload` is. Those that are not to be had
   * or too large stay links.
   */
  readonly attach?: readonly AttachedFile[]
  /** What goes out once this was taken and has told an id: `interpret` puts the id where `toldId` stands and returns these as `next`. */
  readonly leadsTo?: readonly ProviderRequest[]
  /** Present when the provider accepts the same request only once: it may be sent again after an unknown end. */
  readonly idempotencyKey?: string
  /** Set when this request spends the one-time reply token. Send it once, and before `expiresAt`. */
  readonly spendsReplyToken?: boolean
  /** What to send instead when the provider refuses this one: a spent reply token, a kind of message not open to the account. `interpret` returns it as `next`. */
  readonly fallback?: ProviderRequest
  /** How many messages the provider counts against the paid or monthly quota if this is accepted: 0 for replies. */
  readonly quotaCount: number
}

/** A file to be put into a mail, and what it is called there. */
export interface AttachedFile {
  readonly url: string
  readonly fileName: string
}

/** A file to be uploaded, and what it is called in the form. */
export interface FileUpload {
  readonly url: string
  readonly field: string
  readonly fileName: string
  readonly mostBytes: number
  /** What else the form says. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Stands in `leadsTo` where the id belongs that the provider tells. Nobody types it: no keyboard has its first character. */
export const toldId = '\u{F8FF}told-id'

/** `leadsTo` of a request, now that its id is known. */
export function withToldId({ leadsTo = [] }: ProviderRequest, id: string): ProviderRequest[] {
  const inJson = JSON.stringify(id).slice(1, -1)
  return leadsTo.map((request) => ({
    ...request,
    url: request.url.replaceAll(encodeURIComponent(toldId), encodeURIComponent(id)),
    body: request.body.replaceAll(toldId, inJson),
  }))
}

/**
 * What came back. `unreached`: no byte of the request left (name, connection or TLS failed before sending), so nothing
 * can have happened. `unanswered`: sent, then a timeout or a broken connection, so it may have happened.
 */
export type ProviderResponse =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'unanswered'; readonly reason: string }

/** Whether the request can be sent again after an unknown end without anybody hearing it twice. */
export function isRepeatable(request: ProviderRequest): boolean {
  return request.part === 0 || request.idempotencyKey !== undefined || request.upload !== undefined
}

/** Sends one request and never throws for what the network does: that is what `ProviderResponse` says. */
export type Transport = (request: ProviderRequest) => Promise<ProviderResponse>
