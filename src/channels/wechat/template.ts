import { Failure } from '../../platform/errors.ts'
import type { ComposeContext } from '../adapter.ts'
import { partKey } from '../keys.ts'
import type { OutboundMessage } from '../message.ts'
import type { Call } from './access.ts'

/** Before a template's id: it is a subscribe message (订阅通知), which the person has allowed, and not a template message (模板消息). */
const subscribePrefix = 'subscribe:'

/**
 * What a message is in a closed window: its template for WeChat. `client_msg_id` makes WeChat drop a second copy within ten
 * minutes (sendTemplateMessage, read 2026-11-22): too short to call the send repeatable. Throws `channels.window-closed` when
 * there is no template.
 */
export function sayTemplate({ templates = [] }: OutboundMessage, touser: string, context: ComposeContext): Call {
  const template = templates.find(({ kind }) => kind === 'wechat')
  if (template === undefined) throw new Failure('channels.window-closed', {}, { kind: 'conflict' })
  const { name, url } = template
  const data = Object.fromEntries(Object.entries(template.values).map(([gap, value]) => [gap, { value }]))
  if (name.startsWith(subscribePrefix)) {
    const body = { touser, template_id: name.slice(subscribePrefix.length), page: url, data }
    return { path: '/cgi-bin/message/subscribe/bizsend', body, part: 1 }
  }
  const body = { touser, template_id: name, url, data, client_msg_id: clientId(context) }
  return { path: '/cgi-bin/message/template/send', body, part: 1 }
}

function clientId({ deliveryId }: ComposeContext): string {
  return partKey(deliveryId, 1).replaceAll('-', '')
}
