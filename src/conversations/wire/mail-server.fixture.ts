import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** What the server answers to each word of ours; `null`: it hangs, `'hang up'`: it leaves. */
export type Manners = Readonly<Record<string, string | null>>

/** A server that takes everything. */
export const usual = {
  greeting: '220 mx.example ESMTP',
  EHLO: '250-mx.example\r\n250 AUTH PLAIN',
  AUTH: '235 2.7.0 Authentication successful',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go ahead',
  mail: '250 2.0.0 Ok: queued as 4WxYz',
  QUIT: '221 Bye',
}

const open: { server: Server; sockets: Set<Socket> }[] = []

/** Closes every server opened here and hangs up on whoever still talks to one. */
export async function closeMailServers(): Promise<void> {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) continue
    server.close()
    await once(server, 'close')
  }
}

/** A mail server as small as it can be: it hears lines, and one mail after DATA. */
export async function mailServer(manners: Manners = {}, host = '127.0.0.1') {
  const says: Manners = { ...usual, ...manners }
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const say = (word: string) => {
      const answer = says[word]
      if (answer === 'hang up') socket.destroy()
      else if (answer !== null) socket.write(`${answer ?? '500 What?'}\r\n`)
    }
    let isMail = false
    const hear = (line: string) => {
      heard.push(line)
      const word = line.split(' ')[0] ?? ''
      if (isMail && line !== '.') return
      say(isMail ? 'mail' : word)
      isMail = !isMail && word === 'DATA' && says.DATA === usual.DATA
    }
    createInterface({ input: socket }).on('line', hear)
    socket.on('error', () => socket.destroy())
    say('greeting')
  })
  open.push({ server, sockets })
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, heard, server }
}
