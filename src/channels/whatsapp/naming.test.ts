import { expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { metaSignature } from '../meta/hook.ts'

const appSecret = '0123456789abcdef0123456789abcdef'
const channel = openChannel('whatsapp', {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret,
  verifyToken: 'a-token-of-our-own-choice',
})

function receive(field: string, value: object) {
  const webhook = {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', time: 1767225600, changes: [{ field, value }] }],
  }
  const body = new TextEncoder().encode(JSON.stringify(webhook))
  const headers = { 'x-hub-signature-256': metaSignature(body, appSecret) }
  return channel.receive({ method: 'POST', path: '', query: {}, headers, body }, new Date(1767225601000)).events
}

const metadata = { phone_number_id: '106540352242922' }
const long = (end: string) => `wamid.${'x'.repeat(300)}${end}`
const timestamp = '1767225600'

it('tells ids longer than a key apart by their end, and what became of each', () => {
  const messages = ['1', '2'].map((end) => ({
    id: long(end),
    from: '886912000000',
    timestamp,
    type: 'text',
    text: { body: 'hi' },
  }))
  const statuses = ['sent', 'delivered', 'read'].map((status) => ({
    id: long('3'),
    status,
    timestamp,
    recipient_id: '886912000000',
  }))
  const inGroup = ['TW.1', 'TW.2'].map((recipient_user_id) => ({
    ...{ id: long('4'), status: 'read', timestamp, recipient_type: 'group', recipient_id: 'g1' },
    recipient_user_id,
  }))
  const news = ['APPROVED', 'PAUSED'].map((event) => ({
    ...{ event, message_template_name: 't'.repeat(300), message_template_language: 'it' },
  }))
  const events = [
    ...receive('messages', { metadata, messages, statuses: [...statuses, ...inGroup] }),
    ...news.flatMap((value) => receive('message_template_status_update', value)),
  ]
  expect(events.map(({ type }) => type)).toEqual([
    ...['message', 'message', 'delivery', 'delivery', 'read', 'read', 'read'],
    ...['template_state', 'template_state'],
  ])
  expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(events.length)
  for (const { dedupeKey } of events) expect(dedupeKey.length).toBeLessThanOrEqual(200)
})
