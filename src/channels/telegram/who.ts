import { z } from 'zod'
import type { ChannelEvent, Chat } from '../event.ts'

/** Ids of Telegram have at most 52 significant bits (Bot API, `Chat.id`), so JSON numbers hold them exactly. */
export const id = z.int()

export const user = z.object({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
})
type TelegramUser = z.infer<typeof user>

export const chat = z.object({ id, type: z.string() })
type TelegramChat = z.infer<typeof chat>

export const membership = z.object({ status: z.string(), user })

/** Who did it and where. A supergroup is a group to us; a channel belongs to nobody we could answer. */
export function whose(where: TelegramChat, who: TelegramUser | undefined): Partial<ChannelEvent> {
  const place: Chat = { type: where.type === 'private' ? 'user' : 'group', id: String(where.id) }
  if (who === undefined) return { chat: place }
  const displayName = [who.first_name, who.last_name].filter((part) => part !== undefined && part !== '').join(' ')
  return {
    chat: place,
    userId: String(who.id),
    profile: { displayName: displayName === '' ? undefined : displayName, language: who.language_code },
  }
}
