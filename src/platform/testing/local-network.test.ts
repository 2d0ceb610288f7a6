import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { z } from 'zod'

const refusal = /A test tried to reach/

test('no test reaches a public host, by name or by number', async () => {
  const alike = [
    'http://localhost.example.org/',
    'http://127.0.0.1.example.org/',
    'http://my-localhost/',
    'http://[::2]/',
  ]
  for (const url of ['https://api.telegram.org/', 'http://192.0.2.1/', 'http://[2001:db8::1]/', ...alike]) {
    await expect(fetch(url)).rejects.toMatchObject({ cause: { message: expect.stringMatching(refusal) } })
  }
})

test('nor does what opens its sockets itself', () => {
  expect(() => get('http://example.org')).toThrow(refusal)
  expect(() => connectTls({ host: 'smtp.example.org', port: 465 })).toThrow(refusal)
  expect(() => connect(25, 'smtp.example.org')).toThrow(refusal)
  expect(() => new Socket().connect(25, 'smtp.example.org')).toThrow(refusal)
  expect(() => new Socket().connect({ host: '192.0.2.1', port: 25 })).toThrow(refusal)
})

test('this machine is reached as ever', async () => {
  const server = createServer((_request, response) => response.end('here'))
  const port = await new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(z.object({ port: z.number() }).parse(server.address()).port)),
  )
  for (const host of ['localhost', '127.0.0.1']) {
    expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('here')
  }
  const ways = [() => connect(Number(port)), () => connect({ port: Number(port), host: '127.0.0.1' })]
  for (const way of ways) {
    const socket = way()
    await once(socket, 'connect')
    socket.destroy()
  }
  server.close()
})
