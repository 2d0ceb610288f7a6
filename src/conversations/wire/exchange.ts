import { Agent, type Dispatcher } from 'undici'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'

/**
 * Kept connections, for each provider its own. Idle ones are let go sooner than providers do (LINE after a minute, Node after
 * five seconds): what is said on one that is being closed is lost.
 */
const connections = new Agent({
  connections: 256,
  keepAliveTimeout: 4000,
  keepAliveMaxTimeout: 4000,
  connectTimeout: 5000,
})

/**
 * One short request and its answer over kept connections, without what `fetch` wraps around such a pair (streams, their clones,
 * an abort signal), which takes longer than all that is between a webhook and its reply. Follows no redirect. The answer has so
 * long to begin, and as long again to be whole. Rejects with the codes of Node and undici: `UND_ERR_HEADERS_TIMEOUT`, `ETIMEDOUT`.
 */
export function exchange(request: ProviderRequest, timeoutMilliseconds: number): Promise<ProviderResponse> {
  return new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(request.url)
    connections.dispatch(
      {
        origin,
        path: pathname + search,
        method: request.method,
        headers: { accept: '*/*', 'user-agent': 'riscontro', ...request.headers },
        body: bodyOf(request),
        headersTimeout: timeoutMilliseconds,
      },
      new Listener(timeoutMilliseconds, resolve, reject),
    )
  })
}

const utf8 = new TextDecoder()

/** Gathers one answer as undici hears it: a stream of it would cost as much as all the rest. */
class Listener implements Dispatcher.DispatchHandler {
  readonly #timeoutMilliseconds: number
  readonly #resolve: (response: ProviderResponse) => void
  readonly #reject: (error: Error) => void
  readonly #chunks: Buffer[] = []
  #status = 0
  #headers: Record<string, string> = {}
  #late: NodeJS.Timeout | undefined

  constructor(
    timeoutMilliseconds: number,
    resolve: (response: ProviderResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.#timeoutMilliseconds = timeoutMilliseconds
    this.#resolve = resolve
    this.#reject = reject
  }

  /** By having this method undici knows which of its two kinds of listener we are. */
  onRequestStart(): void {}

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // "Go on" and "early hints" come before the answer.
    if (status < 200) return
    this.#status = status
    for (const [name, value = ''] of Object.entries(headers)) this.#headers[name] = String(value)
    this.#late = setTimeout(() => controller.abort(timedOut()), this.#timeoutMilliseconds)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    clearTimeout(this.#late)
    const [only, ...others] = this.#chunks
    const bytes = others.length === 0 ? only : Buffer.concat(this.#chunks)
    const body = bytes === undefined ? '' : utf8.decode(bytes)
    this.#resolve({ kind: 'answered', status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#late)
    this.#reject(error)
  }
}

/** Nothing is sent where nothing is to be said: some providers refuse a `DELETE` with a body of no bytes. */
function bodyOf({ method, body, bodyBase64 }: ProviderRequest): string | Buffer | null {
  if (method === 'GET') return null
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64')
  return body === '' && method !== 'POST' ? null : body
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
}
