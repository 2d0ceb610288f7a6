import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { slackAbilities } from './abilities.ts'
import { inBounds, say } from './blocks.ts'
import { post } from './call.ts'
import type { SlackConfig } from './config.ts'
import { addressOf } from './place.ts'

/**
 * Says a message on Slack, one bubble a request: to a person, to a channel, or into a thread of one (`C123/1767225600.000100`).
 * Slack knows no retry key: a send that ends in silence is unknown. Throws `channels.address-unfit` for anything else.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: SlackConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user' && to.type !== 'group') throw new Failure('channels.address-unfit', { kind: 'slack' })
  const fetchable = (url: string) => context.sandboxOrigin !== undefined || url.startsWith('https://')
  const { blocks, quickReplies } = fitMessage(message, slackAbilities, { kind: 'slack', fetchable })
  const bubbles = blocks.flatMap((block, index) =>
    inBounds(say(block, index === blocks.length - 1 ? quickReplies : [], message.altText)),
  )
  return bubbles.map((bubble, index) =>
    post(index + 1, { ...addressOf(to), ...bubble, unfurl_links: false }, config, context),
  )
}
