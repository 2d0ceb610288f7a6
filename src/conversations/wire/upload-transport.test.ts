import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attachedBytes } from '../../channels/email/attach.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { send } from './transport.ts'

/** Our files under /files, a provider under /provider, on this machine. */
let server: Server
let origin: string
const heard: { method: string; type: string; body: string }[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/files/kite.png') return void response.setHeader('content-type', 'image/png').end('PNG bytes')
    if (request.url === '/files/moved') return void response.writeHead(302, { location: '/files/kite.png' }).end()
    if (request.url === '/files/endless') return void response.end('x'.repeat(101))
    if (request.url === '/files/huge') return void response.end(Buffer.alloc(attachedBytes + 1))
    if (request.url === '/files/half') return void response.end(Buffer.alloc(attachedBytes / 2 + 1))
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', headers } = request
      heard.push({ method, type: headers['content-type'] ?? '', body: Buffer.concat(chunks).toString('latin1') })
      response.end('{"media_id":"m"}')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(() => new Promise((closed) => server.close(closed)))
beforeEach(() => {
  heard.length = 0
})

const request = (changes: Partial<ProviderRequest>): ProviderRequest => ({
  part: 1,
  method: 'POST',
  url: `${origin}/provider`,
  headers: {},
  body: '',
  quotaCount: 0,
  ...changes,
})
const upload = (url: string) =>
  request({ upload: { url: origin + url, field: 'media', fileName: 'file.png', mostBytes: 100 } })

describe('files that go along with a mail', () => {
  const mail = 'Subject: x\r\nContent-Type: text/plain\r\n\r\nThe words.\r\n'
  const files = (...urls: string[]) =>
    request({ body: mail, attach: urls.map((url) => ({ url: origin + url, fileName: 'kite.png' })) })

  test('are put into it', async () => {
    await send(fetch, files('/files/kite.png'))
    expect(heard[0]?.body).toContain(Buffer.from('PNG bytes').toString('base64'))
    expect(heard[0]?.body).toContain('The words.')
  })

  test('leave it as it is where they are not to be had, lead elsewhere or are too large', async () => {
    await send(fetch, files('/files/moved', '/files/huge'))
    expect(heard[0]?.body).toBe(mail)
  })

  test('go as far as they fit in together', async () => {
    await send(fetch, files('/files/half', '/files/half', '/files/kite.png'))
    expect(heard[0]?.body.match(/Content-Disposition/g)).toHaveLength(2)
  })
})

describe('a file that goes along', () => {
  test('is read from us and handed on as the one field of a form', async () => {
    expect(await send(fetch, upload('/files/kite.png'))).toMatchObject({ status: 200, body: '{"media_id":"m"}' })
    expect(heard[0]?.type).toMatch(/^multipart\/form-data; boundary=/)
    expect(heard[0]?.body).toMatch(/name="media"; filename="file.png"\r\nContent-Type: image\/png\r\n\r\nPNG bytes\r\n/)
  })

  test.each(['/files/moved', '/files/endless'])('is refused and reaches no provider: %s', async (url) => {
    expect(await send(fetch, upload(url))).toMatchObject({ kind: 'answered', status: 422 })
    expect(heard).toEqual([])
  })

  test('may be tried again when nobody answers', async () => {
    const broken = { ...upload('/files/kite.png'), url: 'http://127.0.0.1:1/' }
    expect(await send(fetch, broken)).toMatchObject({ kind: 'unreached' })
  })
})

test('bytes travel as they are, and a DELETE with words says them', async () => {
  const bytes = Buffer.of(0x89, 0x50, 0x00, 0xff)
  await send(fetch, request({ bodyBase64: bytes.toString('base64'), headers: { 'content-type': 'image/png' } }))
  await send(fetch, request({ method: 'DELETE', body: '{"fields":["persistent_menu"]}' }))
  await send(fetch, request({ method: 'DELETE' }))
  await send(fetch, request({ method: 'PUT', body: '{}' }))
  expect(heard.map(({ method, body }) => [method, body])).toEqual([
    ['POST', bytes.toString('latin1')],
    ['DELETE', '{"fields":["persistent_menu"]}'],
    ['DELETE', ''],
    ['PUT', '{}'],
  ])
})
