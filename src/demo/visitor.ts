import type { Language } from '../platform/languages.ts'
import type { DemoApp } from './demo.ts'

/** A browser inside this process: it keeps its cookies, has an address of its own, and follows no redirect by itself. */
export class Visitor {
  readonly #app: DemoApp
  readonly #origin: string
  readonly #language: Language
  readonly #bindings: object
  readonly #cookies = new Map<string, string>()

  /** @param address a network address of the documentation range, so that each visitor is counted alone */
  constructor(app: DemoApp, from: { origin: string; language: Language; address: string }) {
    this.#app = app
    this.#origin = from.origin
    this.#language = from.language
    this.#bindings = { incoming: { socket: { remoteAddress: from.address } } }
  }

  /** The value of a cookie this browser was given. */
  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  /** Opens a page and answers its text. Throws when the page is not there. */
  async read(path: string): Promise<string> {
    const answer = await this.#ask(new Request(this.#url(path), { headers: this.#headers() }))
    const text = await answer.text()
    if (!answer.ok) throw new Error(`the story met ${answer.status} at ${place(path)}`)
    return text
  }

  /** Sends a form; answers where the browser is sent, or an empty text. Throws when the form is refused. */
  async send(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const headers = { ...this.#headers(), origin: new URL(this.#url(path)).origin }
    const body = new URLSearchParams(fields)
    const answer = await this.#ask(new Request(this.#url(path), { method: 'POST', headers, body }))
    if (answer.status >= 400) throw new Error(`the story met ${answer.status} at ${place(path)}`)
    await answer.arrayBuffer()
    return answer.headers.get('location') ?? ''
  }

  async #ask(request: Request): Promise<Response> {
    const answer = await this.#app.fetch(request, this.#bindings)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }

  #headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { accept: 'text/html', 'accept-language': this.#language, ...(cookie ? { cookie } : {}) }
  }

  #url(path: string): string {
    return new URL(path, this.#origin).href
  }
}

/** The value of a hidden field of a page's form. */
export function hiddenField(page: string, name: string): string {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
}

// Only the first segment: the rest may be a token.
function place(path: string): string {
  return `/${new URL(path, 'http://localhost').pathname.split('/')[1] ?? ''}`
}
