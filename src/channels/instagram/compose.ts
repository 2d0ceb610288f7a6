import type { Address, ComposeContext } from '../adapter.ts'
import type { MediaBlock, OutboundMessage } from '../message.ts'
import type { Manner } from '../meta/page/say.ts'
import { composeForPage } from '../meta/page/send.ts'
import type { ProviderRequest } from '../request.ts'
import { instagramAbilities } from './abilities.ts'
import type { InstagramConfig } from './config.ts'

const manner: Manner = {
  kind: 'instagram',
  abilities: instagramAbilities,
  suggestsUnder: 'text',
  whispers: false,
  takes,
}

/** Says a message on Instagram; see `composeForPage` for what it throws. */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: InstagramConfig,
  context: ComposeContext,
): ProviderRequest[] {
  return composeForPage(message, to, config, context, manner)
}

/** "Send a message" (2026-06-24); of papers Instagram takes PDF. */
const endings = { video: /\.(mp4|ogg|avi|mov|webm)$/i, audio: /\.(aac|m4a|wav|mp4)$/i, document: /\.pdf$/i } as const

function takes({ type, url }: MediaBlock): boolean {
  return endings[type].test(new URL(url).pathname)
}
