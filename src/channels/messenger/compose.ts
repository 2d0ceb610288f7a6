import type { Address, ComposeContext } from '../adapter.ts'
import type { OutboundMessage } from '../message.ts'
import { composeForPage, type PageManner } from '../meta/page/send.ts'
import type { ProviderRequest } from '../request.ts'
import { messengerAbilities } from './abilities.ts'
import type { MessengerConfig } from './config.ts'
import { sayTemplate } from './template.ts'

const manner: PageManner = {
  kind: 'messenger',
  abilities: messengerAbilities,
  suggestsUnder: 'anything',
  whispers: true,
  sayTemplate,
}

/** Says a message on Messenger; see `composeForPage` for what it throws. */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: MessengerConfig,
  context: ComposeContext,
): ProviderRequest[] {
  return composeForPage(message, to, config, context, manner)
}
