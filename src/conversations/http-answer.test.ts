import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AnswerReader } from './http-answer.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 80 })
const chunkOf = (text: string) => `${Buffer.byteLength(text).toString(16)};part=1\r\n${text}\r\n`

/** An answer as a server may write it, and what it says. */
const answers = fc
  .record({ status: fc.constantFrom(200, 400, 429, 500), parts: fc.array(words, { maxLength: 4 }) })
  .chain(({ status, parts }) => {
    const text = parts.join('')
    const head = `HTTP/1.1 ${status} Words of theirs\r\nX-Line-Request-Id: a\r\nx-line-request-id:  b \r\n`
    const chunks = parts.filter((part) => part !== '').map(chunkOf)
    return fc.constantFrom(
      { said: `${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`, status, text },
      { said: `${head}Transfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\nEtag: x\r\n\r\n`, status, text },
      {
        said: `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        status,
        text,
      },
    )
  })

function read(pieces: readonly Buffer[]) {
  const reader = new AnswerReader()
  const [answer] = pieces.flatMap((piece) => reader.take(piece) ?? [])
  return { answer, keeps: reader.keeps, atEnd: reader.end() }
}

test('an answer is the same however its bytes are cut', () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(), { maxLength: 12 }), ({ said, status, text }, cuts) => {
      const bytes = Buffer.from(said)
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const pieces = places.slice(1).map((place, index) => bytes.subarray(places[index], place))
      const { answer, keeps } = read(pieces)
      expect(answer).toMatchObject({ kind: 'answered', status, body: text, headers: { 'x-line-request-id': 'a, b' } })
      expect(keeps).toBe(true)
    }),
  )
})

test('an answer that breaks off is none; one without a length ends with its connection, which is not used again', () => {
  expect(read([Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhalf')])).toEqual({ keeps: false })
  expect(read([Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n')])).toEqual({
    keeps: false,
  })
  const { atEnd, keeps } = read([Buffer.from('HTTP/1.0 200 OK\r\n\r\nall of it')])
  expect(atEnd?.body).toBe('all of it')
  expect(keeps).toBe(false)
})

test('a connection is given up when it said so, when more came than was asked for, and when two lengths were told', () => {
  const whole = 'content-length: 2\r\n\r\n{}'
  expect(read([Buffer.from(`HTTP/1.1 200 OK\r\n${whole}`)]).keeps).toBe(true)
  expect(read([Buffer.from(`HTTP/1.1 200 OK\r\nConnection: Close\r\n${whole}`)]).keeps).toBe(false)
  expect(read([Buffer.from(`HTTP/1.1 200 OK\r\n${whole}HTTP/1.1 200 OK`)]).keeps).toBe(false)
  const both = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'
  expect(read([Buffer.from(both)])).toMatchObject({ answer: { body: '{}' }, keeps: false })
})

test('what is no answer of HTTP is refused, and so is one that never ends', () => {
  const refused = (said: string) => expect(() => read([Buffer.from(said)])).toThrow('not an answer')
  refused('SSH-2.0-OpenSSH_9.9\r\n\r\n')
  refused('HTTP/1.1 101 Switching\r\n\r\n')
  refused('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n')
  refused('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n')
  refused('HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n')
  refused('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nwhat\r\n')
  refused('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n')
  refused('HTTP/1.1 200 OK\r\nname : value\r\n\r\n')
  refused(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}`)
  refused(`HTTP/1.1 200 OK\r\n\r\n${'a'.repeat(17 * 1024 * 1024)}`)
})

test('whatever comes, it is an answer, none yet, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, hasHead) => {
      const said = Buffer.concat([
        Buffer.from(hasHead ? 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n' : ''),
        bytes,
      ])
      try {
        read([said])
      } catch (error) {
        expect(error).toMatchObject({ code: 'HPE_INVALID_ANSWER' })
      }
    }),
  )
})
