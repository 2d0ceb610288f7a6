import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openChannel } from '../../channels/kinds.ts'
import { download } from './download.ts'

const context = { now: new Date('2026-03-02T02:00:00Z'), accessToken: { token: 'token', expiresAt: 4e12 } }
const telegram = openChannel('telegram', {
  botToken: '123456:a-bot-token-of-thirty-five-letters-x',
  webhookSecret: 'a-webhook-secret-of-thirty-two-letters',
})
const whatsapp = openChannel('whatsapp', {
  phoneNumberId: '100000001',
  businessAccountId: '100000002',
  accessToken: 'a-token-of-a-system-user',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'verify-with-this-one',
})

const wechat = openChannel('wechat', {
  appId: 'wx0123456789abcdef',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'ours',
})

/** Answers requests in order and tells where they went. */
function provider(...answers: Response[]) {
  const asked: { url: string; redirect: string; headers: Headers }[] = []
  const fetchIt: typeof fetch = async (input, init) => {
    const { url, headers, redirect } = new Request(input, init)
    asked.push({ url, headers, redirect })
    return answers.shift() ?? new Response('', { status: 500 })
  }
  return { asked, fetchIt }
}

const photo = { kind: 'image', mediaId: 'file-1' } as const
const bytes = new Uint8Array([1, 2, 3])

test('a redirect is not followed, by nobody’s HTTP', async () => {
  const visited: string[] = []
  const server = createServer(({ url }, response) => {
    visited.push(url ?? '')
    response.writeHead(visited.length === 1 ? 302 : 200, { location: '/elsewhere' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const sandboxed = { ...context, sandboxOrigin: `http://127.0.0.1:${port}` }
  expect(await download(fetch, telegram, photo, sandboxed)).toEqual({ kind: 'refused', reason: 'elsewhere' })
  server.close()
  expect(visited).toHaveLength(1)
})

describe('where the provider gives directions', () => {
  test('Telegram is asked for the path, then for the bytes', async () => {
    const { asked, fetchIt } = provider(
      Response.json({ ok: true, result: { file_path: 'photos/file_1.jpg' } }),
      new Response(bytes),
    )
    expect(await download(fetchIt, telegram, photo, context)).toMatchObject({
      kind: 'bytes',
      bytes: Buffer.from(bytes),
    })
    expect(asked.map(({ url }) => new URL(url).origin)).toEqual([
      'https://api.telegram.org',
      'https://api.telegram.org',
    ])
    expect(asked[1]?.url).toMatch(/\/file\/bot.*\/photos\/file_1\.jpg$/)
  })

  test('WhatsApp’s bytes are fetched from Meta with the account’s token', async () => {
    const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1'
    const { asked, fetchIt } = provider(Response.json({ url }), new Response(bytes))
    expect(await download(fetchIt, whatsapp, photo, context)).toMatchObject({ kind: 'bytes' })
    expect(asked[1]).toMatchObject({ url, redirect: 'manual' })
    expect(asked[1]?.headers.get('authorization')).toBe('Bearer a-token-of-a-system-user')
  })

  test.each([
    'https://fbsbx.com.example.org/stolen',
    'http://lookaside.fbsbx.com/plain',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
  ])('%s is no place the token goes to', async (url) => {
    const { asked, fetchIt } = provider(Response.json({ url }), new Response(bytes))
    expect((await download(fetchIt, whatsapp, photo, context)).kind).not.toBe('bytes')
    expect(asked).toHaveLength(1)
  })

  test('WeChat’s pictures come at once, its films by directions, its refusals as JSON with 200', async () => {
    const bytesAtOnce = provider(new Response(bytes))
    expect(await download(bytesAtOnce.fetchIt, wechat, photo, context)).toMatchObject({ kind: 'bytes' })
    const film = provider(Response.json({ video_url: 'https://vweixinf.tc.qq.com/1' }), new Response(bytes))
    expect(await download(film.fetchIt, wechat, photo, context)).toMatchObject({ kind: 'bytes' })
    expect(film.asked[1]?.url).toBe('https://vweixinf.tc.qq.com/1')
    const refusal = provider(Response.json({ errcode: 40007, errmsg: 'invalid media_id' }))
    expect(await download(refusal.fetchIt, wechat, photo, context)).toEqual({ kind: 'refused', reason: 'not-given' })
    const token = provider(Response.json({ errcode: 40001, errmsg: 'invalid credential' }))
    expect(await download(token.fetchIt, wechat, photo, context)).toEqual({ kind: 'auth' })
  })
})

test.each([
  ['too fast', new Response('{}', { status: 429, headers: { 'retry-after': '7' } }), 'later'],
  ['broken', new Response('', { status: 502 }), 'later'],
  ['gone', new Response('{}', { status: 404 }), 'gone'],
  [
    'refused credentials',
    Response.json({ error: { code: 190, message: 'expired', type: 'OAuthException' } }, { status: 401 }),
    'auth',
  ],
])('%s is told apart', async (_name, answer, kind) => {
  const { fetchIt } = provider(answer)
  expect(await download(fetchIt, whatsapp, photo, context)).toMatchObject({ kind })
})
