import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** Every provider at once, outliving whoever writes to it: takes each message and remembers how often it was taken. */
export class StandIn {
  /** How many times a message naming its recipient was taken, by the recipient's mark. */
  readonly taken = new Map<string, number>()
  readonly #keys = new Set<string>()
  readonly #server: Server
  readonly #delayMilliseconds: number
  readonly #mark: RegExp

  /** @param mark finds in a request's body whom it is for; @param delayMilliseconds between taking a message and saying so */
  constructor(mark: RegExp, delayMilliseconds: number) {
    this.#mark = mark
    this.#delayMilliseconds = delayMilliseconds
    this.#server = createServer((request, response) => {
      this.#answer(request).then(
        ([status, body]) => {
          response.writeHead(status, { 'content-type': 'application/json' })
          response.end(JSON.stringify(body))
        },
        // Whoever is killed breaks off in the middle of a request.
        () => response.destroy(),
      )
    })
  }

  /** Answers where it listens. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** Counts one message for whoever the words name. */
  take(words: string): void {
    const recipient = this.#mark.exec(words)?.[0]
    if (recipient !== undefined) this.taken.set(recipient, (this.taken.get(recipient) ?? 0) + 1)
  }

  /** A message is taken before the answer leaves: whoever dies in between cannot know. */
  async #answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    const host = String(request.headers['x-provider'] ?? request.headers.host)
    const body = await text(request)
    const path = request.url ?? '/'
    if (!this.#mark.test(body)) return [200, housekeeping(host, path)]
    const retryKey = request.headers['x-line-retry-key']
    const isRepeated = typeof retryKey === 'string' && this.#keys.has(retryKey)
    if (typeof retryKey === 'string') this.#keys.add(retryKey)
    if (!isRepeated) this.take(body)
    const words = acceptance(host)
    await sleep(this.#delayMilliseconds)
    return isRepeated ? [409, { message: 'The retry key is already accepted' }] : [200, words]
  }
}

/** What is asked besides sending: tokens and plans. */
function housekeeping(host: string, path: string): object {
  if (host === 'api.line.me' && path.endsWith('/token')) return { access_token: 'line-token', expires_in: 900 }
  if (host === 'api.line.me' && path.endsWith('/quota')) return { type: 'none' }
  if (host === 'api.line.me') return { totalUsage: 0 }
  if (host === 'api.weixin.qq.com') return { access_token: 'wechat-token', expires_in: 7200 }
  return {}
}

let made = 0

/** How each provider says that it has taken a message. */
function acceptance(host: string): object {
  made += 1
  const id = String(made)
  switch (host) {
    case 'api.line.me':
      return { sentMessages: [{ id }] }
    case 'api.telegram.org':
      return { ok: true, result: { message_id: made, date: 1_790_000_000, chat: { id: 1, type: 'private' } } }
    case 'api.weixin.qq.com':
      return { errcode: 0, errmsg: 'ok' }
    case 'chatapi.viber.com':
      return { status: 0, status_message: 'ok', message_token: made }
    case 'slack.com':
      return { ok: true, channel: 'D1', ts: `1790000000.${id.padStart(6, '0')}` }
    default:
      return { messaging_product: 'whatsapp', messages: [{ id: `wamid.${id}` }], message_id: id, recipient_id: '1' }
  }
}
