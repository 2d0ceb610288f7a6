import type { ProviderResponse } from '../channels/request.ts'

type Answered = Extract<ProviderResponse, { kind: 'answered' }>

/** What comes next in the bytes of an answer. */
type Place = 'head' | 'body' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'whole'

const mostHeadBytes = 64 * 1024
const mostBodyBytes = 16 * 1024 * 1024

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) from bytes however they are cut: by its length, in chunks, or to the end of the
 * connection. Interim answers are passed over. Throws on what is no such answer, or is larger than anybody may say.
 */
export class AnswerReader {
  #place: Place = 'head'
  #rest: Buffer = Buffer.alloc(0)
  #status = 0
  #headers: Record<string, string> = {}
  #body: Buffer[] = []
  #bodyBytes = 0
  /** Bytes of the body or chunk still to come; infinite where only the end of the connection ends it. */
  #left = 0
  #keeps = true

  /** Takes bytes; answers what was said once it is whole. */
  take(bytes: Buffer): Answered | undefined {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    while (this.#place !== 'whole' && this.#step()) {
      // Each step takes something off the rest.
    }
    return this.#place === 'whole' ? this.#answered() : undefined
  }

  /** The other side has closed: that is the end of an answer without a length, and breaks off every other. */
  end(): Answered | undefined {
    return this.#place === 'body' && this.#left === Number.POSITIVE_INFINITY ? this.#answered() : undefined
  }

  /** Whether the connection may be used again: it was not said otherwise, and nothing came that nobody had asked for. */
  get keeps(): boolean {
    return this.#keeps && this.#place === 'whole' && this.#rest.length === 0
  }

  #answered(): Answered {
    const [only = Buffer.alloc(0), ...more] = this.#body
    const body = more.length === 0 ? only : Buffer.concat(this.#body)
    return { kind: 'answered', status: this.#status, headers: this.#headers, body: body.toString('utf8') }
  }

  #step(): boolean {
    switch (this.#place) {
      case 'head':
        return this.#readHead()
      case 'body':
        return this.#readBody('whole')
      case 'chunk':
        return this.#readBody('chunk-end')
      case 'chunk-size':
        return this.#readSize()
      case 'chunk-end':
        return this.#readChunkEnd()
      case 'trailer':
        return this.#readTrailer()
      case 'whole':
        return false
    }
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf('\r\n\r\n')
    if (end > mostHeadBytes || (end < 0 && this.#rest.length > mostHeadBytes)) throw malformed('the head is too long')
    if (end < 0) return false
    const [first = '', ...lines] = this.#rest.toString('latin1', 0, end).split('\r\n')
    this.#rest = this.#rest.subarray(end + 4)
    const [, minor, status] = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/.exec(first) ?? []
    if (status === undefined) throw malformed('no status')
    this.#status = Number(status)
    if (this.#status === 101) throw malformed('another protocol')
    if (this.#status < 200) return true
    this.#headers = headersOf(lines)
    this.#keeps = minor === '1' && !/\bclose\b/i.test(this.#headers.connection ?? '')
    return this.#frame()
  }

  /** How the body ends: no body at all, chunks before a length, else the end of the connection. */
  #frame(): boolean {
    const { 'transfer-encoding': coding, 'content-length': length } = this.#headers
    if (this.#status === 204 || this.#status === 304) return this.#goTo('whole')
    if (coding !== undefined) {
      if (coding.toLowerCase() !== 'chunked') throw malformed('an unknown coding')
      // Both at once is how answers are smuggled: what follows is not trusted.
      if (length !== undefined) this.#keeps = false
      return this.#goTo('chunk-size')
    }
    if (length !== undefined && !/^\d{1,15}$/.test(length)) throw malformed('no length')
    this.#left = length === undefined ? Number.POSITIVE_INFINITY : Number(length)
    if (length === undefined) this.#keeps = false
    return this.#goTo(this.#left === 0 ? 'whole' : 'body')
  }

  #readBody(then: Place): boolean {
    if (this.#rest.length === 0) return false
    const taken = this.#rest.length <= this.#left ? this.#rest : this.#rest.subarray(0, this.#left)
    this.#rest = this.#rest.subarray(taken.length)
    this.#body.push(taken)
    this.#bodyBytes += taken.length
    this.#left -= taken.length
    if (this.#bodyBytes > mostBodyBytes) throw malformed('the body is too long')
    return this.#left > 0 || this.#goTo(then)
  }

  #readSize(): boolean {
    const line = this.#line()
    if (line === undefined) return false
    const [, size] = /^([\da-f]{1,8})[ \t]*(?:;|$)/i.exec(line) ?? []
    if (size === undefined) throw malformed('no size of a chunk')
    this.#left = Number.parseInt(size, 16)
    return this.#goTo(this.#left === 0 ? 'trailer' : 'chunk')
  }

  #readChunkEnd(): boolean {
    const line = this.#line()
    if (line === undefined) return false
    if (line !== '') throw malformed('a chunk is longer than it said')
    return this.#goTo('chunk-size')
  }

  #readTrailer(): boolean {
    const line = this.#line()
    if (line === undefined) return false
    return line !== '' || this.#goTo('whole')
  }

  #line(): string | undefined {
    const end = this.#rest.indexOf('\r\n')
    if (end > mostHeadBytes || (end < 0 && this.#rest.length > mostHeadBytes)) throw malformed('a line is too long')
    if (end < 0) return undefined
    const line = this.#rest.toString('latin1', 0, end)
    this.#rest = this.#rest.subarray(end + 2)
    return line
  }

  #goTo(place: Place): true {
    this.#place = place
    return true
  }
}

/** Names in lower case; one that comes twice is joined, except a length, of which there is one. */
function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0 || /[\s\0]/.test(line.slice(0, colon))) throw malformed('no name of a header')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined
    if (before !== undefined && name === 'content-length' && before !== value) throw malformed('two lengths')
    headers[name] = before === undefined || name === 'content-length' ? value : `${before}, ${value}`
  }
  return headers
}

function malformed(what: string): Error {
  return Object.assign(new Error(`not an answer of HTTP/1.1: ${what}`), { code: 'HPE_INVALID_ANSWER' })
}
