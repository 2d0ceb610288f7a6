import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { viberAbilities } from './abilities.ts'
import { keyboard } from './buttons.ts'
import { call } from './call.ts'
import type { ViberConfig } from './config.ts'
import { say } from './say.ts'

/**
 * Says a message on Viber, one bubble a request; suggestions are the keyboard that comes with the last. Viber knows no
 * retry key: a send that ends in silence is unknown. Throws `channels.address-unfit` for whatever is no person.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: ViberConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user') throw new Failure('channels.address-unfit', { kind: 'viber' })
  const isDemo = context.sandboxOrigin !== undefined
  const { blocks, quickReplies } = fitMessage(message, viberAbilities, {
    kind: 'viber',
    fetchable: (url) => isPicture(url) && (isDemo || url.startsWith('https://')),
  })
  const bubbles = blocks.flatMap(say)
  return bubbles.map((bubble, index) => {
    const replies = index === bubbles.length - 1 ? quickReplies : []
    const body = {
      receiver: to.id,
      sender: { name: config.senderName },
      ...bubble,
      ...(replies.length === 0 ? {} : { min_api_version: 7, keyboard: keyboard(replies) }),
    }
    return call('send_message', body, config, context, index + 1)
  })
}

/** Viber goes by the ending of the address: JPEG, PNG, and GIF without movement (message data model; read 2026-11-22). */
function isPicture(url: string): boolean {
  return /\.(jpe?g|png|gif)$/i.test(new URL(url).pathname)
}
