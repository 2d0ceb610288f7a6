import { createHash } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Request } from '../platform/http/api.ts'
import { renderPage } from './page.tsx'

/** At most so many answers are kept of one kind; beyond it all are made anew. */
const limit = 1000

/** Keeps what costs something to make, for moments: however many ask at once, it is made once. Failures are not kept. */
export class Kept<Value> {
  readonly #milliseconds: number
  readonly #kept = new Map<string, { readonly value: Promise<Value>; readonly until: number }>()

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000
  }

  /** What was made under this key within the time, else what `make` makes now. */
  get(key: string, now: Date, make: () => Promise<Value>): Promise<Value> {
    const at = now.getTime()
    const known = this.#kept.get(key)
    if (known !== undefined && known.until > at) return known.value
    if (this.#kept.size >= limit) this.#kept.clear()
    const value = make()
    this.#kept.set(key, { value, until: at + this.#milliseconds })
    value.catch(() => this.#kept.delete(key))
    return value
  }

  /** Makes it anew the next time. */
  forget(key: string): void {
    this.#kept.delete(key)
  }
}

interface Drawn {
  readonly bytes: ArrayBuffer
  readonly tag: string
}

// Everything on such a page comes from our own files, so the policy needs no nonce and the whole answer can be kept.
const policy = (ancestors: "'none'" | '*') =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')

/** Pages, and figures of pages, that are the same for everyone who reads a language: made at most once in `seconds`, with an ETag. */
export class KeptPages {
  readonly #drawn: Kept<Drawn>
  readonly #seconds: number
  readonly #isFramed: boolean

  /** Framed pages may stand in the pages of others: they have no form, no cookie's right and nothing of one reader. */
  constructor(seconds: number, { isFramed = false } = {}) {
    this.#drawn = new Kept(seconds)
    this.#seconds = seconds
    this.#isFramed = isFramed
  }

  /**
   * Answers a page, or 304 to whoever has it. `draw` must use neither the nonce nor anything of this one reader. `queries` are
   * those of the address that make another page.
   */
  answer(request: Request, draw: () => Promise<JSX.Element>, queries: readonly string[] = ['of']): Promise<Response> {
    return this.#send(request, 'text/html; charset=utf-8', queries, async () => renderPage(await draw()))
  }

  /** Answers JSON in the same way. */
  tell(request: Request, make: () => Promise<object>): Promise<Response> {
    return this.#send(request, 'application/json', [], async () => JSON.stringify(await make()))
  }

  async #send(
    request: Request,
    contentType: string,
    queries: readonly string[],
    make: () => Promise<string>,
  ): Promise<Response> {
    const asked = queries.map((name) => request.req.query(name) ?? '')
    const key = JSON.stringify([request.get('language'), request.req.path, ...asked])
    const now = request.get('context').clock.now()
    const { bytes, tag } = await this.#drawn.get(key, now, async () => drawn(await make()))
    const headers = {
      'content-type': contentType,
      'content-security-policy': policy(this.#isFramed ? '*' : "'none'"),
      ...(this.#isFramed && { 'cross-origin-resource-policy': 'cross-origin' }),
      etag: tag,
      // Who just chose a language gets a cookie with the page: that answer is theirs alone.
      'cache-control':
        request.req.query('lang') === undefined ? `public, max-age=${this.#seconds}` : 'private, no-cache',
      vary: 'accept-language, cookie',
    }
    if (request.req.header('if-none-match') === tag) return request.body(null, 304, headers)
    return request.body(bytes, 200, headers)
  }
}

function drawn(text: string): Drawn {
  const bytes = Buffer.from(text)
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes: new Uint8Array(bytes).buffer, tag }
}
