/**
 * HTTP as plain data: what arrived before anything is parsed, and what is to be sent. The pure adapters of `payments/`
 * speak it; the server turns it into real requests.
 */
export interface RawRequest {
  readonly method: string
  /** The path alone, without host and query, still percent-encoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The exact bytes received: signatures are checked over these, never over a re-serialisation. */
  readonly body: Uint8Array
}

/** What to answer to a `RawRequest`. */
export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A request to a provider, ready to be sent. Its origin comes from the adapter's own table, never from stored data. */
export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a provider answered, read as UTF-8. A timeout or a broken connection is no answer and never gets here. */
export interface ProviderResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
