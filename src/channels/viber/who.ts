import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'

/** Viber's name for a person on this account: base64, another one on every account. */
export const userId = z.string().min(1).max(100)

export const user = z.object({ id: userId, name: z.string().optional(), language: z.string().optional() })

/** Bots talk to one person at a time. */
export function whose(id: string): Pick<ChannelEvent, 'userId' | 'chat'> {
  return { userId: id, chat: { type: 'user', id } }
}

/** The person and what the callback tells about them. */
export function introduced({ id, name, language }: z.infer<typeof user>): Partial<ChannelEvent> {
  return { ...whose(id), profile: { displayName: name === '' ? undefined : name, language } }
}
