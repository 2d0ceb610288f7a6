import { Recent } from './recent.ts'

/** What a provider has told a page, against one code. */
export interface Granted {
  readonly userId: string
  /** The app or channel that asked. */
  readonly client: string
  readonly returnUrl: string
  readonly nonce?: string | undefined
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

/** Codes of people who opened a page inside an app: each is good once, and not for long. */
export class Codes {
  readonly #granted = new Recent<Granted | 'used'>()

  issue(code: string, granted: Granted): void {
    this.#granted.set(code, granted)
  }

  /** What the code stood for; `used` the second time, undefined where there is no such code or its time is over. */
  spend(code: string, now: Date): Granted | 'used' | undefined {
    const granted = this.#granted.get(code)
    if (granted === undefined || granted === 'used') return granted
    this.#granted.set(code, 'used')
    return granted.endsAt > now.getTime() ? granted : undefined
  }
}
