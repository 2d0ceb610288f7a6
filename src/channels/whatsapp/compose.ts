import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import type { OutboundMessage } from '../message.ts'
import { graph } from '../meta/graph.ts'
import type { ProviderRequest } from '../request.ts'
import { whatsappAbilities } from './abilities.ts'
import type { WhatsappConfig } from './config.ts'
import { sayBlocks } from './say.ts'
import { sayTemplate } from './template.ts'
import { uploaded } from './upload.ts'

/**
 * Says a message on WhatsApp, one bubble a request; files that lie with us go up first. In a closed window only a template goes through: without one for
 * WhatsApp this throws `channels.window-closed`. Throws `channels.address-unfit` for what is neither a person nor a group.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: WhatsappConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user' && to.type !== 'group') throw new Failure('channels.address-unfit', { kind: 'whatsapp' })
  const said = context.window === 'closed' ? [template(message)] : open(message, context)
  const envelope = { messaging_product: 'whatsapp', ...recipientOf(to) }
  return said.map((content, index) => {
    const say = (what: object) => {
      const body = { ...envelope, ...what }
      const path = `${config.phoneNumberId}/messages`
      return graph({ method: 'POST', path, accessToken: config.accessToken, body, part: index + 1 }, context)
    }
    return uploaded(content, say, config, context) ?? say(content)
  })
}

/** Words under a picture, a film or a paper (facebook/openapi @ ecba623). */
const captionLimit = 1024

/** A person by number or by user id, or a group (Groups API, 2026-06-17). */
function recipientOf({ type, id }: Address): object {
  if (type === 'group') return { recipient_type: 'group', to: id }
  return { recipient_type: 'individual', ...(/^\d+$/.test(id) ? { to: id } : { recipient: id }) }
}

function open(message: OutboundMessage, context: ComposeContext): object[] {
  const fetchable = (url: string) => context.sandboxOrigin !== undefined || url.startsWith('https://')
  return sayBlocks(fitMessage(message, whatsappAbilities, { kind: 'whatsapp', fetchable, captionLimit }))
}

function template({ templates = [] }: OutboundMessage): object {
  const approved = templates.find(({ kind }) => kind === 'whatsapp')
  if (approved === undefined) throw new Failure('channels.window-closed', {}, { kind: 'conflict' })
  return sayTemplate(approved)
}
