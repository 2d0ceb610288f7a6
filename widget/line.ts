import type { Block, QuickReply } from '../src/channels/message.ts'
import type { Upload } from './memory.ts'

/** One entry of the stream, with its place in it. */
export interface Entry {
  position: number
  id: string
  blocks: Block[]
  quickReplies: QuickReply[]
}

/** What the site's server says of its signed-in visitor; see docs/channels/webchat.md. */
export interface Identity {
  identifier: string
  exp: number
  hash: string
}

/** `refused`: this page or token may not; asking again changes nothing. */
export type Answer = 'taken' | 'refused' | 'unreached'

/** Who hears what the server tells. */
export interface Ears {
  entry(entry: Entry): void
  /** Somebody is writing an answer at this moment. */
  typing(): void
}

/** The wire between this browser and the chat's server. The token travels in a header, never in an address. */
export class Line {
  readonly #server: string
  readonly #account: string

  constructor(server: string, account: string) {
    this.#server = server
    this.#account = account
  }

  /** A token for a new visitor, or for the one the site vouches for; undefined when the server cannot be reached or refuses. */
  async begin(identity: Identity | undefined): Promise<string | undefined> {
    const response = await fetch(this.#at('visitor'), {
      method: 'POST',
      ...(identity ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(identity) } : {}),
    }).catch(() => undefined)
    return response?.ok ? (await response.json()).token : undefined
  }

  /** Whether somebody is there to answer now; true while nothing else is known. */
  async isAttended(): Promise<boolean> {
    const response = await fetch(this.#at('state')).catch(() => undefined)
    return response?.ok ? (await response.json()).isAttended : true
  }

  /** Hands in a file for the next message. */
  async upload(token: string, file: File): Promise<Upload | Answer> {
    const response = await fetch(this.#at('files'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'x-file-name': encodeURIComponent(file.name) },
      body: file,
    }).catch(() => undefined)
    return response?.ok ? response.json() : isRefusal(response) ? 'refused' : 'unreached'
  }

  /** Says that the visitor is writing; may be lost. */
  async tellWriting(token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` }
    await fetch(this.#at('writing'), { method: 'POST', headers }).catch(() => undefined)
  }

  #at(door: string): string {
    return `${this.#server}/chat/${this.#account}/${door}`
  }

  /** Posts one act of the visitor; the same `messageId` counts once however often it is posted. */
  async post(token: string, act: { type: string; messageId: string; at: number }): Promise<Answer> {
    const response = await fetch(`${this.#server}/hooks/${this.#account}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(act),
    }).catch(() => undefined)
    if (response?.ok) return 'taken'
    return isRefusal(response) ? 'refused' : 'unreached'
  }

  /** Hears entries behind `after` until the connection ends; answers why. EventSource cannot carry the token. */
  async hear(token: string, after: number, heard: Ears, end: AbortSignal): Promise<Answer> {
    try {
      const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(after) }
      const response = await fetch(this.#at('stream'), { headers, signal: end })
      if (!response.ok || response.body === null) return isRefusal(response) ? 'refused' : 'unreached'
      const reader = response.body.getReader()
      const decoder = new TextDecoder()
      let text = ''
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        text += decoder.decode(part.value, { stream: true })
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) readEvent(event, heard)
      }
    } catch {
      // A broken connection: the caller comes back behind the last position.
    }
    return 'unreached'
  }
}

/** Who asks too often (429), or at a bad moment, asks again; anything else below 500 stays as it is. */
function isRefusal(response: Response | undefined): boolean {
  return response !== undefined && response.status < 500 && response.status !== 408 && response.status !== 429
}

function readEvent(event: string, heard: Ears): void {
  const field = (name: string) =>
    event
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const data = field('data')
  if (field('event') === 'typing') heard.typing()
  else if (data !== undefined) heard.entry({ ...JSON.parse(data), position: Number(field('id')) })
}
