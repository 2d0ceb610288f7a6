import { createServer, type Socket } from 'node:net'

/** A provider's server of which only the answers matter. */
export interface Stub {
  port: number
  /** Resolves when it has taken so many messages from now on. */
  hear(count: number): Promise<void>
  close(): void
}

/** What the stub answers to a request of this path, and whether that took a message. */
export interface StubAnswer {
  isMessage: boolean
  body: string
}

/** Opens a server that takes every request with 200. Plain sockets, for the same reason as the load's. */
export async function openStub(answer: (path: string, body: string) => StubAnswer): Promise<Stub> {
  let left = 0
  let heard = () => {}
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    onRequests(socket, (path, said) => {
      const { isMessage, body } = answer(path, said)
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
      if (isMessage && --left === 0) heard()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    hear: (count) => {
      left = count
      return new Promise((resolve) => {
        heard = resolve
      })
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Calls `take` with path and body (its bytes as latin1) of every whole request; bodies come with a length, as all clients here send them. */
function onRequests(socket: Socket, take: (path: string, body: string) => void): void {
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    for (let head = text.indexOf('\r\n\r\n'); head >= 0; head = text.indexOf('\r\n\r\n')) {
      const lines = text.slice(0, head + 2)
      const end = head + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(lines)?.[1] ?? 0)
      if (text.length < end) return
      take(lines.slice(lines.indexOf(' ') + 1, lines.indexOf(' HTTP')), text.slice(head + 4, end))
      text = text.slice(end)
    }
  })
}
