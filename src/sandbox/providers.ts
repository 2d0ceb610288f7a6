import { emailProvider } from './email/provider.ts'
import type { EmulatedKind, Provider } from './emulator.ts'
import { lineProvider } from './line/provider.ts'
import { instagramProvider, messengerProvider } from './messenger/provider.ts'
import { slackProvider } from './slack/provider.ts'
import { telegramProvider } from './telegram/provider.ts'
import { viberProvider } from './viber/provider.ts'
import { wechatProvider } from './wechat/provider.ts'
import { whatsappProvider } from './whatsapp/provider.ts'

/** Every provider that opens its accounts by itself. */
export const openable: Readonly<Record<Exclude<EmulatedKind, 'line'>, Provider>> = {
  whatsapp: whatsappProvider,
  telegram: telegramProvider,
  messenger: messengerProvider,
  instagram: instagramProvider,
  wechat: wechatProvider,
  viber: viberProvider,
  slack: slackProvider,
  email: emailProvider,
}

/** Every provider that can be played, in the order of the apps on a phone. */
export const providers: Readonly<Record<EmulatedKind, Omit<Provider, 'open'>>> = { line: lineProvider, ...openable }

export function isEmulated(kind: string): kind is EmulatedKind {
  return Object.hasOwn(providers, kind)
}

/** The kinds, in the order of the apps on a phone. */
export const emulatedKinds: readonly EmulatedKind[] = Object.keys(providers).filter(isEmulated)
