import { connect, type Socket } from 'node:net'

/** A request on its way: the bytes of an HTTP/1.1 `POST` and what they ask for, ready to be written. */
export function httpPost(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': String(body.byteLength) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const head = Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`)
  return Buffer.concat([head, body])
}

/** What a load found: answers per second, and how long they took in milliseconds. */
export interface LoadFound {
  count: number
  perSecond: number
  p50: number
  p99: number
}

/**
 * Writes requests over keep-alive connections, each the next as soon as its last was answered, until `next` has no more.
 * Plain sockets instead of an HTTP client: what load costs is taken from the cores the server is measured on. Anything but
 * 200 fails the run.
 */
export async function load(port: number, connections: number, next: () => Buffer | undefined): Promise<LoadFound> {
  const took: number[] = []
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, () => speak(port, next, took)))
  const seconds = (performance.now() - began) / 1000
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1))
  return { count: took.length, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) }
}

function speak(port: number, next: () => Buffer | undefined, took: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    let asked = 0
    const ask = () => {
      const request = next()
      if (request === undefined) return void socket.end(resolve)
      asked = performance.now()
      socket.write(request)
    }
    onAnswers(socket, reject, () => {
      took.push(performance.now() - asked)
      ask()
    })
    socket.on('error', reject)
    socket.once('connect', ask)
  })
}

/** Calls `answered` when a whole answer has come: one with a length, or in chunks. */
function onAnswers(socket: Socket, fail: (error: Error) => void, answered: () => void): void {
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text = text === '' ? chunk : text + chunk
    const head = text.indexOf('\r\n\r\n')
    if (head < 0) return
    if (!text.startsWith('HTTP/1.1 200')) return fail(new Error(`answered ${text.slice(9, 12)}`))
    const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))?.[1]
    const isWhole = length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= head + 4 + Number(length)
    if (!isWhole) return
    text = ''
    answered()
  })
}
