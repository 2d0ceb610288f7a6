import { expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderResponse } from '../request.ts'

const channel = openChannel('whatsapp', {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
})
const hookUrl = 'https://give.example.org/hooks/key'
const context = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b', hookUrl }
const paper: OutboundMessage['blocks'][number] = {
  type: 'document',
  url: 'https://give.example.org/files/o/1/s/%E6%94%B6%E6%93%9A.pdf',
  description: 'Your receipt',
  fileName: '收據.pdf',
}
const to = { type: 'user', id: '886912000000' } as const
const compose = (block: OutboundMessage['blocks'][number]) =>
  channel.compose({ blocks: [block], quickReplies: [] }, to, context)
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})

it('hands a file of ours in first, and says it by the id Meta gives', () => {
  const [request] = compose(paper)
  if (request === undefined) throw new Error('nothing composed')
  expect(request).toMatchObject({
    part: 1,
    url: 'https://graph.facebook.com/v23.0/106540352242922/media',
    headers: { authorization: 'Bearer EAAG-a-system-users-token' },
    body: '',
    upload: { url: paper.url, field: 'file', fileName: '收據.pdf', fields: { messaging_product: 'whatsapp' } },
  })
  const outcome = channel.interpret(answer({ id: '1166846181421424' }), request)
  const [send] = outcome.kind === 'next' ? outcome.requests : []
  expect(send).toMatchObject({ part: 1, url: 'https://graph.facebook.com/v23.0/106540352242922/messages' })
  expect(JSON.parse(send?.body ?? '')).toMatchObject({
    to: to.id,
    type: 'document',
    document: { id: '1166846181421424', caption: 'Your receipt', filename: '收據.pdf' },
  })
  expect(send?.body).not.toContain('link')
})

it('says it by its address where Meta does not take it, and waits where Meta says wait', () => {
  const [request] = compose(paper)
  if (request === undefined) throw new Error('nothing composed')
  const refused = channel.interpret(answer({ error: { code: 100, message: 'Invalid parameter' } }, 400), request)
  const [instead] = refused.kind === 'next' ? refused.requests : []
  expect(JSON.parse(instead?.body ?? '')).toMatchObject({ document: { link: paper.url } })
  expect(channel.interpret(answer({ error: { code: 190 } }, 401), request)).toEqual({ kind: 'auth' })
  expect(channel.interpret(answer({ error: { code: 130429 } }, 400), request)).toEqual({ kind: 'rate_limited' })
  expect(channel.interpret({ kind: 'unanswered', reason: 'timeout' }, request)).toEqual({ kind: 'retryable' })
})

it.each([
  ['image', 5],
  ['video', 16],
  ['audio', 16],
  ['document', 16],
] as const)('hands in an %s of at most %i MiB', (type, mebibytes) => {
  const [request] = compose({ type, url: 'https://give.example.org/f/a', description: 'a' })
  expect(request?.upload?.mostBytes).toBe(mebibytes * 1_048_576)
})

it.each([
  ['a%20kite.png', 'a kite.png'],
  ['100%.png', 'file'],
  ['%E6%94.pdf', 'file'],
  ['', 'file'],
])('names the file of an address that ends in "%s" "%s"', (ending, fileName) => {
  const [request] = compose({ type: 'image', url: `https://give.example.org/f/${ending}`, description: 'a' })
  expect(request?.upload?.fileName).toBe(fileName)
})

it('never reads a stranger’s address for it', () => {
  const [request] = compose({ ...paper, url: 'https://give.example.org.stranger.example/a.pdf' })
  expect(request).not.toHaveProperty('upload')
})
