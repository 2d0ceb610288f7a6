import { slackSignature } from '../../channels/slack/receive.ts'
import type { SlackMessage } from './message.ts'

/** How the emulated Slack feels today; `lost` takes the message and breaks down before it says so. */
export type Mood = 'normal' | 'too-fast' | 'revoked' | 'error' | 'lost' | 'hang'

export interface SlackApp {
  readonly botToken: string
  readonly signingSecret: string
  readonly botUserId: string
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

interface File {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** One workspace of an emulated Slack, in memory: who is there, what the app said, and where its events go. */
export class SlackEmulator {
  readonly app: SlackApp
  /** Names of the people of the workspace, by their ids. */
  readonly members = new Map<string, string>()
  /** Channels the app has joined. */
  readonly channels = new Set<string>()
  readonly files = new Map<string, File>()
  readonly taken: SlackMessage[] = []
  mood: Mood = 'normal'
  readonly #hookUrl: string
  readonly #fetch: Fetch
  readonly #now: () => Date
  #count = 0

  constructor(
    app: SlackApp,
    { hookUrl, fetch, now }: { readonly hookUrl: string; readonly fetch: Fetch; readonly now: () => Date },
  ) {
    this.app = app
    this.#hookUrl = hookUrl
    this.#fetch = fetch
    this.#now = now
  }

  /** The name of the next message: seconds, a dot, and six digits that tell it from the others of that second. */
  nextTs(): string {
    this.#count += 1
    return `${this.#seconds()}.${String(this.#count).padStart(6, '0')}`
  }

  /** The conversation of the app with one person. */
  directOf(userId: string): string {
    return `D${userId.slice(1)}`
  }

  /** Somebody writes, alone with the app or in a channel; answers the message's `ts`. */
  async say(userId: string, channel: string, text: string, thread?: string): Promise<string> {
    const ts = this.nextTs()
    const isDirect = channel.startsWith('D')
    const place = { channel, channel_type: isDirect ? 'im' : 'channel', ts, event_ts: ts, thread_ts: thread }
    await this.tell({ type: 'message', user: userId, text, ...place })
    return ts
  }

  /** One callback of the Events API. */
  tell(event: object): Promise<Response> {
    this.#count += 1
    return this.#post(
      JSON.stringify({
        type: 'event_callback',
        api_app_id: 'A0EMULATED',
        event_id: `Ev${String(this.#count).padStart(8, '0')}`,
        event_time: this.#seconds(),
        authorizations: [{ user_id: this.app.botUserId, is_bot: true }],
        event,
      }),
    )
  }

  /** A button of a message is pressed. */
  press(
    userId: string,
    channel: string,
    messageTs: string,
    button: { readonly label: string; readonly value: string },
  ) {
    const action = {
      type: 'button',
      action_id: '0',
      text: { type: 'plain_text', text: button.label },
      value: button.value,
    }
    const payload = {
      type: 'block_actions',
      user: { id: userId },
      trigger_id: `trigger.${this.nextTs()}`,
      channel: { id: channel },
      message: { ts: messageTs },
      actions: [{ ...action, action_ts: this.nextTs() }],
    }
    return this.#post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())
  }

  command(userId: string, channel: string, command: string, text: string): Promise<Response> {
    const trigger = `trigger.${this.nextTs()}`
    const form = { command, text, user_id: userId, channel_id: channel, trigger_id: trigger }
    return this.#post(new URLSearchParams(form).toString())
  }

  /** Asks as the app's page does when the address is pasted; answers whether the challenge came back. */
  async verifyAddress(): Promise<boolean> {
    const challenge = `challenge-${this.nextTs()}`
    const answer = await this.#post(JSON.stringify({ type: 'url_verification', challenge }))
    return answer.status === 200 && (await answer.text()) === challenge
  }

  #post(text: string): Promise<Response> {
    const body = new TextEncoder().encode(text)
    const seconds = String(this.#seconds())
    const headers = {
      'content-type': text.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': slackSignature(body, seconds, this.app.signingSecret),
    }
    return this.#fetch(this.#hookUrl, { method: 'POST', headers, body })
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000)
  }
}
