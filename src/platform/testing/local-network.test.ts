import { createServer, get } from 'node:http'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { z } from 'zod'

const refusal = /A test tried to reach/

test('no test reaches a public host, by name or by number', async () => {
  for (const url of ['https://api.telegram.org/', 'http://192.0.2.1/', 'http://[2001:db8::1]/']) {
    await expect(fetch(url)).rejects.toMatchObject({ cause: { message: expect.stringMatching(refusal) } })
  }
})

test('nor does what opens its sockets itself', () => {
  expect(() => get('http://example.org')).toThrow(refusal)
  expect(() => connectTls({ host: 'smtp.example.org', port: 465 })).toThrow(refusal)
})

test('this machine is reached as ever', async () => {
  const server = createServer((_request, response) => response.end('here'))
  const port = await new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(z.object({ port: z.number() }).parse(server.address()).port)),
  )
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here')
  server.close()
})
