import { z } from 'zod'
import type { Finding, MenuEntry, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { shortenTo } from '../text.ts'
import { call } from './call.ts'
import type { TelegramConfig } from './config.ts'

/** Reactions and the coming and going of members are sent only to who asks for them (Bot API `setWebhook`). */
const wanted = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'message_reaction',
  'poll_answer',
]

const me = z.object({ result: z.object({ username: z.string() }) })
const webhook = z.object({
  result: z.object({
    url: z.string(),
    last_error_message: z.string().optional(),
    allowed_updates: z.array(z.string()).optional(),
  }),
})

export function register(hookUrl: string, config: TelegramConfig, context: RequestContext): ProviderRequest[] {
  const parameters = { url: hookUrl, secret_token: config.webhookSecret, allowed_updates: wanted, max_connections: 100 }
  return [call('setWebhook', parameters, config, context)]
}

export function check(config: TelegramConfig, context: RequestContext): ProviderRequest[] {
  return ['getMe', 'getWebhookInfo'].map((method) => call(method, {}, config, context))
}

/** Who the bot is, whether Telegram delivers to us, and what it last complained of. */
export function readCheck([who, where]: readonly ProviderResponse[], hookUrl: string): Finding[] {
  const bot = read(who, me)?.result
  if (bot === undefined) return [{ about: 'credentials', isRight: false }]
  const told = read(where, webhook)?.result
  const missing = wanted.filter((kind) => told?.allowed_updates?.includes(kind) === false)
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: `@${bot.username}` },
    { about: 'webhook', isRight: told?.url === hookUrl, words: told?.last_error_message },
    ...(missing.length === 0 ? [] : [{ about: 'events' as const, isRight: false, words: missing.join(', ') }]),
  ]
}

/**
 * Commands are the menu: `a-z 0-9 _`, 32 characters; a payload that is no such word, or a link, has no place in it. One page of
 * ours stands in the place of the button that opens them, as a Mini App; `/` still shows them (Bot API `MenuButtonWebApp`).
 */
export function menu(
  entries: readonly MenuEntry[],
  config: TelegramConfig,
  context: RequestContext,
): ProviderRequest[] {
  const commands = entries.flatMap(({ label, action }) =>
    action.type === 'postback' && /^[a-z0-9_]{1,32}$/.test(action.payload)
      ? [{ command: action.payload, description: shortenTo(label, 256, 'utf16') }]
      : [],
  )
  return [
    commands.length === 0
      ? call('deleteMyCommands', {}, config, context)
      : call('setMyCommands', { commands }, config, context),
    call('setChatMenuButton', { menu_button: menuButton(entries) }, config, context),
  ]
}

function menuButton(entries: readonly MenuEntry[]): object {
  const [page] = entries.flatMap(({ label: text, action }) =>
    action.type === 'page' ? [{ text: shortenTo(text, 64, 'utf16'), web_app: { url: action.url } }] : [],
  )
  return page === undefined ? { type: 'default' } : { type: 'web_app', ...page }
}

export function chatLink({ botName }: TelegramConfig): string | null {
  return botName === undefined ? null : `https://t.me/${botName}`
}

/** `t.me/<bot>?start=<code>`: at most 64 of `A-Za-z0-9_-`; comes back as `/start <code>`. */
export function entryLink(code: string, config: TelegramConfig): string | null {
  if (config.botName === undefined || !/^[\w-]{1,64}$/.test(code)) return null
  return `https://t.me/${config.botName}?start=${code}`
}

function read<Shape>(response: ProviderResponse | undefined, schema: z.ZodType<Shape>): Shape | null {
  return response?.kind === 'answered' && response.status === 200 ? readJson(response.body, schema) : null
}
