import type { ChannelEvent } from '../channels/event.ts'
import type { Input } from './input.ts'

/** A code we handed out, come back as a message or a press: `RSC:<token>`, `RSC:<campaign>`. */
const handedCode = /^\s*RSC:([\w-]{1,100})\s*$/

/** What an event means to a script, in order. In a group only our own buttons and commands are addressed to us. */
export function inputsOf(event: ChannelEvent, at: Date): Input[] {
  const isAlone = event.chat === undefined || event.chat.type === 'user'
  if (!isAlone && event.type !== 'postback' && event.type !== 'command') return []
  switch (event.type) {
    case 'message':
      return [...spoken(event.text, at), ...attached(event, at)]
    case 'postback':
      return event.payload === undefined ? [] : [pressed(event.payload, at)]
    case 'follow':
      return [{ kind: 'follow', at, ...(event.referral === undefined ? {} : { code: event.referral }) }]
    case 'referral':
    case 'optin':
      return arrived(event.referral ?? event.payload, at)
    case 'command': {
      const code = event.referral ?? event.payload
      if (code !== undefined) return arrived(code, at)
      return event.command === undefined ? spoken(event.text, at) : [pressed(event.command, at)]
    }
    default:
      return []
  }
}

function spoken(text: string | undefined, at: Date): Input[] {
  if (text === undefined || text === '') return []
  const [, code] = handedCode.exec(text) ?? []
  return [code === undefined ? { kind: 'text', text, at } : { kind: 'arrive', code, at }]
}

function pressed(payload: string, at: Date): Input {
  const [, code] = handedCode.exec(payload) ?? []
  return code === undefined ? { kind: 'postback', payload, at } : { kind: 'arrive', code, at }
}

function arrived(code: string | undefined, at: Date): Input[] {
  return code === undefined || code === '' ? [] : [{ kind: 'arrive', code: code.replace(/^RSC:/, ''), at }]
}

function attached({ attachments, messageId, dedupeKey }: ChannelEvent, at: Date): Input[] {
  return attachments.map(({ kind }, place) => ({
    kind: 'attachment',
    attachmentId: `${messageId ?? dedupeKey}/${place}`,
    media: kind,
    at,
  }))
}
