import { Failure } from '../../../platform/errors.ts'
import type { Address, ComposeContext, RequestContext } from '../../adapter.ts'
import { fitMessage } from '../../fit.ts'
import type { OutboundMessage, Template } from '../../message.ts'
import type { ProviderRequest } from '../../request.ts'
import { measure } from '../../text.ts'
import { graph } from '../graph.ts'
import type { PageAccount } from './account.ts'
import { type Manner, sayBlocks } from './say.ts'

/** How a network says an approved template, where it has any. */
export interface PageManner extends Manner {
  readonly sayTemplate?: (template: Template) => object
}

/** After 24 hours only a person may still write, for seven days (tags other than this one have ended with 2026-04-27). */
const byHand = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
const answering = { messaging_type: 'RESPONSE' }

/**
 * Says a message in the name of a page, one bubble a request. What a member typed is sent as an answer first, and as a human
 * agent's word when Meta finds the window closed. A comment is answered in private by one text and no more, whatever the
 * window of the conversation: throws `channels.too-long-for-comment`. In a closed window throws `channels.window-closed` without an approved template or a
 * member; for a group `channels.address-unfit`.
 */
export function composeForPage(
  message: OutboundMessage,
  to: Address,
  account: PageAccount,
  context: ComposeContext,
  manner: PageManner,
): ProviderRequest[] {
  const post = (body: object, part: number) => send(account, body, context, part)
  if (to.type === 'comment') {
    const text = inOneText(message, manner)
    return [post({ recipient: { comment_id: to.id }, ...answering, message: { text } }, 1)]
  }
  if (to.type !== 'user') throw new Failure('channels.address-unfit', { kind: manner.kind })
  const recipient = { id: to.id }
  const isClosed = context.window === 'closed'
  const approved = isClosed ? templateOf(message, manner) : null
  if (approved !== null) return [post({ recipient, messaging_type: 'UTILITY', message: approved }, 1)]
  if (isClosed && !context.byMember) throw new Failure('channels.window-closed', {}, { kind: 'conflict' })
  const quietly = context.silent && manner.whispers ? { notification_type: 'SILENT_PUSH' } : {}
  return sayBlocks(fitted(message, context, manner), manner).map((content, index) => {
    const as = (type: object) => post({ recipient, ...type, ...quietly, message: content }, index + 1)
    if (!context.byMember) return as(answering)
    return isClosed ? as(byHand) : { ...as(answering), fallback: as(byHand) }
  })
}

/** Shows the three dots. Lost without harm. */
export function typingForPage(to: Address, account: PageAccount, context: RequestContext): ProviderRequest {
  return send(account, { recipient: { id: to.id }, sender_action: 'typing_on' }, context)
}

function send({ pageId, accessToken }: PageAccount, body: object, context: RequestContext, part = 0): ProviderRequest {
  return graph({ method: 'POST', path: `${pageId}/messages`, accessToken, body, part }, context)
}

function fitted(message: OutboundMessage, { sandboxOrigin }: ComposeContext, manner: Manner) {
  const fetchable = (url: string) => sandboxOrigin !== undefined || url.startsWith('https://')
  return fitMessage(message, manner.abilities, { ...manner, fetchable })
}

function templateOf({ templates = [] }: OutboundMessage, { kind, sayTemplate }: PageManner): object | null {
  const approved = templates.find((template) => template.kind === kind)
  return approved === undefined || sayTemplate === undefined ? null : sayTemplate(approved)
}

/** The whole message in words: pictures and buttons by their descriptions and links, suggestions as lines. */
function inOneText(message: OutboundMessage, { abilities, kind }: Manner): string {
  const nothing = { image: false, video: false, audio: false, document: false, location: false, sticker: false }
  const wordsOnly = {
    ...abilities,
    text: { ...abilities.text, limit: Number.POSITIVE_INFINITY },
    shows: nothing,
    cards: null,
    quickReplies: { limit: 0, labelLimit: 0 },
  }
  const blocks = fitMessage(message, wordsOnly, { kind: `no ${kind}` }).blocks
  const text = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  if (measure(text, abilities.text.unit) > abilities.text.limit) {
    throw new Failure('channels.too-long-for-comment', {}, { kind: 'invalid' })
  }
  return text
}
