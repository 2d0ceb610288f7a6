import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

const answers: Readonly<Record<string, string>> = {
  EHLO: '250 mx.example',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go ahead',
  QUIT: '221 Bye',
}

/** A mail server that takes every mail and tells for whom, the moment it has it. */
export class Mailbox {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(take: (recipient: string) => void) {
    this.#server = createServer((socket) => this.#talk(socket, take))
  }

  /** Answers its port. */
  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #talk(socket: Socket, take: (recipient: string) => void): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const say = (line: string) => socket.write(`${line}\r\n`)
    let recipient = ''
    let isMail = false
    const lines = createInterface({ input: socket })
    // Whoever is killed breaks off in the middle of a word.
    lines.on('error', () => socket.destroy())
    lines.on('line', (line) => {
      if (isMail && line !== '.') return
      const word = line.slice(0, 4).toUpperCase()
      if (isMail) take(recipient)
      if (word === 'RCPT') recipient = line
      say(isMail ? '250 2.0.0 Ok: queued' : (answers[word] ?? '500 What?'))
      isMail = !isMail && word === 'DATA'
    })
    say('220 mx.example ESMTP')
  }
}
