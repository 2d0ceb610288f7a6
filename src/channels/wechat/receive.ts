import type { RawRequest, RawResponse, Reception } from '../adapter.ts'
import { webhookCheck } from '../handshake.ts'
import type { WechatConfig } from './config.ts'
import { decode, isSigned, openSealed, openSealedText } from './proof.ts'
import { readPush } from './pushes.ts'

/**
 * Takes what WeChat delivers. A GET is how the console asks whether we are here: `echostr` goes back as it came, or opened where
 * it came sealed. 401: not
 * proven, not sealed though this account has a key, or more than ten minutes old. 400: proven, but no message. The answer is
 * always `success`, at once: WeChat waits five seconds, delivers three times, and tells the person that we are out of order.
 */
export function receive(request: RawRequest, config: WechatConfig, now: Date): Reception {
  if (request.method === 'GET') return greeted(request, config, now)
  const { encodingAesKey } = config
  const isProven = encodingAesKey !== undefined || isSigned(request, config, now)
  const text = encodingAesKey === undefined ? decode(request.body) : openSealed(request, config, encodingAesKey, now)
  if (!isProven || (text === null && encodingAesKey !== undefined)) return refused(401)
  const events = text === null ? null : readPush(text, now)
  return events === null ? refused(400) : { ...accepted('success'), events }
}

/** WeChat asks in plain words in every mode, as far as is known; WeCom, which signs alike, seals them. */
function greeted(request: RawRequest, config: WechatConfig, now: Date): Reception {
  const { echostr = '', msg_signature } = request.query
  const { encodingAesKey } = config
  const isSealed = msg_signature !== undefined && encodingAesKey !== undefined
  const plain = isSigned(request, config, now) ? echostr : null
  const words = isSealed ? openSealedText(echostr, request, { ...config, encodingAesKey }, now) : plain
  if (words === null) return refused(401)
  return { ...accepted(words), events: [webhookCheck(words, now.getTime())] }
}

function accepted(body: string): Reception {
  return { accepted: true, response: answer(200, body), events: [] }
}

function refused(status: number): Reception {
  return { accepted: false, response: answer(status, ''), events: [] }
}

function answer(status: number, body: string): RawResponse {
  return { status, headers: { 'content-type': 'text/plain' }, body }
}
