import { z } from 'zod'
import type { Chat } from '../event.ts'

export const slackId = z.string().min(1).max(60)

/** Slack's name for a message within its channel, which is also its time: seconds, a dot, and a counter. */
export const timestamp = z.string().regex(/^\d{9,12}\.\d{1,9}$/)

/** Whose events these are: what tells our own app from others. */
export interface Ourselves {
  readonly appId: string | undefined
  readonly botUserId: string | undefined
}

/** Alone with the app: the person. Anywhere else the channel, with the thread to answer into: `C123/1767225600.000100`. */
export function placeOf(channel: string, person: string | undefined, thread?: string): Chat | undefined {
  if (channel.startsWith('D')) return person === undefined ? undefined : { type: 'user', id: person }
  return { type: 'group', id: thread === undefined ? channel : `${channel}/${thread}` }
}

/** Where `chat.postMessage` is to put an answer. A person's id stands for the conversation with them. */
export function addressOf({ id }: Chat): { channel: string; thread_ts?: string } {
  const [channel = id, thread] = id.split('/')
  return thread === undefined ? { channel } : { channel, thread_ts: thread }
}

export function messageName(channel: string, ts: string): string {
  return `${channel}:${ts}`
}

export function millisecondsOf(ts: string): number {
  return Math.floor(Number(ts) * 1000)
}
