import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { shorten } from '../text.ts'
import { wechatAbilities } from './abilities.ts'
import { call } from './access.ts'
import type { WechatConfig } from './config.ts'
import { fileBody, isOurs, uploadThen } from './files.ts'
import { type Choice, cut, type Piece } from './pieces.ts'
import { sayTemplate } from './template.ts'

/**
 * Says a message on WeChat by the customer-service API. In a closed window only a template goes through: without one for
 * WeChat this throws `channels.window-closed`. Throws `channels.address-unfit` for what is no person. WeChat gives these
 * messages neither an id nor a retry key: a send that ends in silence is unknown.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  _config: WechatConfig,
  context: ComposeContext,
): ProviderRequest[] {
  if (to.type !== 'user') throw new Failure('channels.address-unfit', { kind: 'wechat' })
  if (context.window === 'closed') return [call(sayTemplate(message, to.id, context), context)]
  // What lies with us is uploaded; everything else WeChat fetches itself, by https.
  const fetchable = (url: string) =>
    context.sandboxOrigin !== undefined || url.startsWith('https://') || isOurs(url, context)
  const fitted = fitMessage(message, wechatAbilities, { kind: 'wechat', fetchable })
  const pieces = cut(fitted, (url) => isOurs(url, context))
  return pieces.map((piece, index) => say(piece, { touser: to.id, part: index + 1, context }))
}

interface Parcel {
  readonly touser: string
  readonly part: number
  readonly context: ComposeContext
}

/** A menu carries the same words with plain links, for accounts WeChat gives no menus (40200); a file its link, where it is not taken. */
function say(piece: Piece, { touser, part, context }: Parcel): ProviderRequest {
  const send = (body: object) =>
    call({ path: '/cgi-bin/message/custom/send', body: { touser, ...body }, part }, context)
  if (piece.type === 'file') {
    const { kind, description, url } = piece
    return uploadThen(
      piece,
      { sent: send(fileBody(kind, description)), instead: send(text(`${description}\n${url}`)) },
      context,
    )
  }
  const request = send(written(piece))
  return piece.type === 'menu' ? { ...request, fallback: send(text(inLinks(piece.words, piece.choices))) } : request
}

function written(piece: Exclude<Piece, { type: 'file' }>): object {
  switch (piece.type) {
    case 'words':
      return text(piece.words)
    case 'menu': {
      const list = piece.choices.map(({ label, payload }) => ({ id: payload, content: cutLabel(label) }))
      return { msgtype: 'msgmenu', msgmenu: { head_content: piece.words || '👇', list, tail_content: '' } }
    }
    case 'article': {
      const { title, description, url, pictureUrl } = piece
      return { msgtype: 'news', news: { articles: [{ title, description, url, picurl: pictureUrl }] } }
    }
  }
}

/**
 * Lines to tap as links in a text. The app turns a menu into these very links; that they may be written by hand is known from
 * the forum only (developers.weixin.qq.com/community, 2020-03-30).
 */
function inLinks(words: string, choices: readonly Choice[]): string {
  const links = choices.map(({ label, payload }) => {
    const shown = cutLabel(label)
    const query = `msgmenucontent=${encodeURIComponent(shown)}&msgmenuid=${encodeURIComponent(payload)}`
    return `<a href="weixin://bizmsgmenu?${query}">${shown}</a>`
  })
  return [words, ...links].filter((line) => line !== '').join('\n')
}

function cutLabel(label: string): string {
  return shorten(label, wechatAbilities.buttons.labelLimit)
}

function text(content: string): object {
  return { msgtype: 'text', text: { content } }
}
