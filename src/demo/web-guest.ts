import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Language } from '../platform/languages.ts'
import type { StoryWorld } from './world.ts'

const answer = z.object({ token: z.string() })

/** Somebody at the chat of the organisation's website, as the widget speaks for them. */
export class WebGuest {
  readonly #world: StoryWorld
  readonly #hookKey: string
  readonly #token: string

  private constructor(world: StoryWorld, hookKey: string, token: string) {
    this.#world = world
    this.#hookKey = hookKey
    this.#token = token
  }

  /** Opens the chat for the first time. */
  static async arrive(world: StoryWorld, hookKey: string): Promise<WebGuest> {
    const given = await world.post(`/chat/${hookKey}/visitor`, {}, {})
    const { token } = answer.parse(await given.json())
    return new WebGuest(world, hookKey, token)
  }

  /** Chooses a language, as one does by the menu. */
  choose(language: Language): Promise<void> {
    return this.#tell({ type: 'postback', payload: `language/${language}` })
  }

  say(text: string): Promise<void> {
    return this.#tell({ type: 'message', text })
  }

  /** The visitor's address on the channel: what the token speaks for. */
  get address(): string {
    return this.#token.split('.')[1] ?? ''
  }

  async #tell(post: Readonly<Record<string, string>>): Promise<void> {
    const at = this.#world.clock.now().getTime()
    const headers = { authorization: `Bearer ${this.#token}` }
    const answered = await this.#world.post(`/hooks/${this.#hookKey}`, headers, {
      ...post,
      messageId: randomUUID(),
      at,
    })
    if (!answered.ok) throw new Error(`the web chat answered ${answered.status}`)
  }
}
