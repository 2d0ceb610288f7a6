import { Failure } from '../platform/errors.ts'
import type { ChannelKind } from './adapter.ts'
import { bind, type Channel } from './channel.ts'
import { email } from './email/adapter.ts'
import { instagram } from './instagram/adapter.ts'
import { line } from './line/adapter.ts'
import { messenger } from './messenger/adapter.ts'
import { slack } from './slack/adapter.ts'
import { telegram } from './telegram/adapter.ts'
import { viber } from './viber/adapter.ts'
import { webchat } from './webchat/adapter.ts'
import { wechat } from './wechat/adapter.ts'
import { whatsapp } from './whatsapp/adapter.ts'

/** Every adapter by its kind, for what needs no account: abilities, set-up fields, checking settings. */
export const adapters = {
  line,
  webchat,
  telegram,
  whatsapp,
  wechat,
  messenger,
  instagram,
  viber,
  slack,
  email,
} as const satisfies Record<ChannelKind, unknown>

/**
 * A channel account ready to receive and send. Throws `channels.config-invalid` when the settings do not fit the kind,
 * `channels.kind-unknown` for a kind no type checker has seen.
 */
export function openChannel(kind: ChannelKind, settings: unknown): Channel {
  switch (kind) {
    case 'line':
      return bind(line, settings)
    case 'webchat':
      return bind(webchat, settings)
    case 'telegram':
      return bind(telegram, settings)
    case 'whatsapp':
      return bind(whatsapp, settings)
    case 'wechat':
      return bind(wechat, settings)
    case 'messenger':
      return bind(messenger, settings)
    case 'instagram':
      return bind(instagram, settings)
    case 'viber':
      return bind(viber, settings)
    case 'slack':
      return bind(slack, settings)
    case 'email':
      return bind(email, settings)
    default:
      throw new Failure('channels.kind-unknown', { kind: String(kind) }, { field: 'kind' })
  }
}
