import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { ProviderResponse } from '../channels/request.ts'
import { AnswerReader } from './http-answer.ts'

type Answered = Extract<ProviderResponse, { kind: 'answered' }>

/** Idle connections are let go sooner than providers do (LINE after a minute, Node after five seconds): one that is being closed loses what is said on it. */
const idleMilliseconds = 4000
const mostIdle = 256

/** What is said on a connection: the head, which is ASCII, and its body. */
export interface Said {
  head: string
  body: string | Buffer
}

interface Exchange {
  reader: AnswerReader
  resolve(answer: Answered): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** The connections to one origin, each carrying one exchange at a time and then kept for the next. */
export class KeptConnections {
  readonly #origin: URL
  /** The one used last is taken first, so that those not needed grow old. */
  #idle: Connection[] = []
  #session: Buffer | undefined

  constructor(origin: URL) {
    this.#origin = origin
  }

  /**
   * Says something and answers what comes back. Rejects with what Node says; `ETIMEDOUT` when the answer was not whole in
   * time, `UND_ERR_CONNECT_TIMEOUT`, as `fetch` calls it, when there was not even a connection.
   */
  ask(said: Said, timeoutMilliseconds: number): Promise<Answered> {
    const connection = this.#idle.pop() ?? new Connection(this.#open(), this.#isSecure, this.#keep, this.#drop)
    return connection.ask(said, timeoutMilliseconds)
  }

  get #isSecure(): boolean {
    return this.#origin.protocol === 'https:'
  }

  #open(): Socket {
    const { hostname, port } = this.#origin
    const host = hostname.replace(/^\[(.*)\]$/, '$1')
    if (!this.#isSecure) return connect({ host, port: Number(port || 80), noDelay: true })
    const servername = isIP(host) === 0 ? host : ''
    const session = this.#session === undefined ? {} : { session: this.#session }
    const socket = connectSecurely({
      host,
      port: Number(port || 443),
      servername,
      ALPNProtocols: ['http/1.1'],
      ...session,
    })
    socket.setNoDelay(true)
    socket.on('session', (fresh) => {
      this.#session = fresh
    })
    return socket
  }

  readonly #keep = (connection: Connection): void => {
    if (this.#idle.length < mostIdle) this.#idle.push(connection)
    else connection.close()
  }

  readonly #drop = (connection: Connection): void => {
    const at = this.#idle.indexOf(connection)
    if (at >= 0) this.#idle.splice(at, 1)
  }
}

class Connection {
  readonly #socket: Socket
  readonly #keep: (connection: Connection) => void
  readonly #drop: (connection: Connection) => void
  #isOpen = false
  #going: Exchange | undefined
  #waiting: Said | undefined

  constructor(
    socket: Socket,
    isSecure: boolean,
    keep: (connection: Connection) => void,
    drop: (connection: Connection) => void,
  ) {
    this.#socket = socket
    this.#keep = keep
    this.#drop = drop
    socket.setTimeout(idleMilliseconds)
    socket.on(isSecure ? 'secureConnect' : 'connect', () => {
      this.#isOpen = true
      if (this.#waiting) this.#write(this.#waiting)
    })
    socket.on('data', (bytes) => this.#hear(bytes))
    socket.on('end', () => this.#ended())
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(brokenOff()))
    socket.on('timeout', () => {
      if (this.#going === undefined) this.close()
    })
  }

  ask(said: Said, timeoutMilliseconds: number): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(timedOut(this.#isOpen)), timeoutMilliseconds)
      this.#going = { reader: new AnswerReader(), resolve, reject, timer }
      this.#socket.ref()
      if (this.#isOpen) this.#write(said)
      else this.#waiting = said
    })
  }

  /** Out of reach at once, so that nobody asks on what is closing. */
  close(): void {
    this.#drop(this)
    this.#socket.destroy()
  }

  #write({ head, body }: Said): void {
    this.#waiting = undefined
    if (typeof body === 'string') return void this.#socket.write(head + body)
    this.#socket.cork()
    this.#socket.write(head)
    this.#socket.write(body)
    this.#socket.uncork()
  }

  #hear(bytes: Buffer): void {
    try {
      const answer = this.#going?.reader.take(bytes)
      if (answer) this.#answer(answer, this.#going?.reader.keeps === true)
      // Nobody asked: whatever it is, it is no answer to what comes next.
      else if (this.#going === undefined) this.close()
    } catch (error) {
      this.#fail(error instanceof Error ? error : brokenOff())
    }
  }

  #ended(): void {
    const answer = this.#going?.reader.end()
    if (answer) this.#answer(answer, false)
    else this.#fail(brokenOff())
  }

  #answer(answer: Answered, keeps: boolean): void {
    const going = this.#going
    this.#going = undefined
    clearTimeout(going?.timer)
    if (keeps) {
      this.#socket.unref()
      this.#keep(this)
    } else this.close()
    going?.resolve(answer)
  }

  #fail(error: Error): void {
    const going = this.#going
    this.#going = undefined
    this.#waiting = undefined
    clearTimeout(going?.timer)
    this.close()
    going?.reject(error)
  }
}

function brokenOff(): Error {
  return Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })
}

function timedOut(isOpen: boolean): Error {
  return Object.assign(new Error('no answer in time'), { code: isOpen ? 'ETIMEDOUT' : 'UND_ERR_CONNECT_TIMEOUT' })
}
