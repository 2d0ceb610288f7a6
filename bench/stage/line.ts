import { randomUUID } from 'node:crypto'
import { lineSignature } from '../../src/channels/line/receive.ts'
import { httpPost } from './load.ts'

/** The secret every LINE account of a bench has. */
export const channelSecret = '0123456789abcdef0123456789abcdef'

/** A webhook of LINE with one text message, as its reference writes it, signed. */
export function lineMessage(
  path: string,
  place: number,
  people: number,
  text: string,
  replyToken: string = randomUUID(),
): Buffer {
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    source: { type: 'user', userId: `U${String(place % people).padStart(32, '0')}` },
    webhookEventId: randomUUID(),
    deliveryContext: { isRedelivery: false },
    replyToken,
    message: { type: 'text', id: String(place), quoteToken: 'q3Plxr4AgKd', text },
  }
  const body = Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] }))
  const signature = lineSignature(body, channelSecret)
  return httpPost(path, { 'content-type': 'application/json', 'x-line-signature': signature }, body)
}
