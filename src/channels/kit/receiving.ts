import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawRequest, Reception } from '../adapter.ts'
import { channelEvent } from '../event.ts'
import { bending } from './bending.ts'
import type { Recording } from './recordings.ts'
import type { Subject } from './subject.ts'

const later = (now: Date) => new Date(now.getTime() + 6 * 24 * 60 * 60 * 1000)
const bytes = (text: string) => new TextEncoder().encode(text)
const refused = { accepted: false, response: { status: 401 }, events: [] }
const bodyOf = ({ webhook }: Recording) => (typeof webhook === 'string' ? webhook : JSON.stringify(webhook))

/** Bytes in, events out. */
export function receiving<Config>(subject: Subject<Config>): void {
  const config = subject.adapter.parseConfig(subject.settings)
  const receive = (request: RawRequest, now = subject.now) => subject.adapter.receive(request, config, now)
  const receiveText: ReceiveText = async (body, now = subject.now) => {
    const request = subject.sign(bytes(body), now)
    return receive((await subject.adapter.unpack?.(request, config)) ?? request, now)
  }
  recorded(subject, receiveText)
  proofs(subject, receive)
  fuzz(subject, receive, receiveText)
  naming(subject, receiveText)
  bending(subject.recordings, receiveText)

  it.each(subject.badSettings)('refuses settings by naming the field: $field', ({ settings, field }) => {
    expect(() => subject.adapter.parseConfig(settings)).toThrow(
      expect.objectContaining({ code: 'channels.config-invalid', field }),
    )
  })
}

type Receive = (request: RawRequest, now?: Date) => Reception
type ReceiveText = (body: string, now?: Date) => Promise<Reception>

function recorded<Config>(subject: Subject<Config>, receiveText: ReceiveText): void {
  describe('recorded payloads become the expected events', () => {
    it.each(subject.recordings)('$name', async (recording) => {
      const reception = await receiveText(bodyOf(recording))
      expect(reception).toMatchObject({ accepted: true, response: { status: 200 } })
      expectReadable(reception)
      expect(reception.events.map(({ raw: _, ...event }) => event)).toEqual(recording.events)
      expect(reception.events.map((event) => channelEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(
        reception.events,
      )
    })
  })
}

/** An answer with a body says what the body is, and is that. */
function expectReadable({ response: { headers, body } }: Reception): void {
  const type = headers['content-type']
  if (body !== '') expect(type).toMatch(/^(application\/json|text\/plain)/)
  if (type?.startsWith('application/json')) expect(() => JSON.parse(body)).not.toThrow()
}

/** Bytes nobody foresaw. */
function fuzz<Config>(subject: Subject<Config>, receive: Receive, receiveText: ReceiveText): void {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (body) => {
        expect(receive(subject.sign(body, subject.now)).response.status).toBeLessThan(500)
        expect(receive({ ...subject.sign(body, subject.now), headers: {}, query: {} }).accepted).toBe(false)
      }),
    )
  })

  it('never throws when a known payload is bent, and what it makes of it can be stored and read back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...subject.recordings),
        fc.nat(),
        fc.jsonValue(),
        async (recording, at, value) => {
          const { response, events } = await receiveText(bent(recording, at, value))
          expect(response.status).toBeLessThan(500)
          for (const event of events) expect(channelEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
        },
      ),
    )
  })
}

function naming<Config>(subject: Subject<Config>, receiveText: ReceiveText): void {
  it('keeps an unknown event whole and ignores it', async () => {
    const { accepted, response, events } = await receiveText(subject.unknownEvent)
    expect({ accepted, status: response.status, types: events.map((event) => event.type) }).toEqual({
      accepted: true,
      status: 200,
      types: ['ignored'],
    })
    const raw = events[0]?.raw
    expect(subject.unknownEvent).toContain(typeof raw === 'string' ? raw : JSON.stringify(raw))
  })

  it('names every event differently, and a redelivered one the same', async () => {
    const bodies = subject.recordings.filter(({ events }) => events[0]?.type !== 'webhook_check').map(bodyOf)
    const keys = async (texts: readonly string[], now: Date) => {
      const receptions = await Promise.all(texts.map((text) => receiveText(text, now)))
      return receptions.flatMap(({ events }) => events.map((event) => event.dedupeKey))
    }
    const first = await keys(bodies, subject.now)
    expect(new Set(first).size).toBe(first.length)
    expect(await keys(bodies.map(subject.redeliver), later(subject.now))).toEqual(first)
  })
}

/** What is not proven is refused before it is read. */
function proofs<Config>(subject: Subject<Config>, receive: Receive): void {
  const signed = subject.sign(bytes(subject.recordings.map(bodyOf)[0] ?? ''), subject.now)
  const { place, name } = subject.proof
  const { [name]: proof = '', ...bare } = signed[place]
  const presenting = (value: string) => receive({ ...signed, [place]: { ...bare, [name]: value } })

  it('refuses a request without proof, with an empty and with a foreign one', () => {
    expect(receive({ ...signed, [place]: bare })).toMatchObject(refused)
    expect(presenting('')).toMatchObject(refused)
    expect(presenting(proof.slice(0, -1))).toMatchObject(refused)
    expect(presenting(`${proof}A`)).toMatchObject(refused)
  })

  it('refuses a proof in which any one character is another', () => {
    fc.assert(
      fc.property(fc.nat({ max: proof.length - 1 }), fc.constantFrom(...'Az09+/=.-_'), (at, other) => {
        fc.pre(proof[at] !== other)
        expect(presenting(proof.slice(0, at) + other + proof.slice(at + 1))).toMatchObject(refused)
      }),
    )
  })

  it('takes a proof for as long as it holds, and not a second longer', () => {
    const { toleranceSeconds } = subject.proof
    const apart = (seconds: number) => receive(signed, new Date(subject.now.getTime() + seconds * 1000)).accepted
    if (toleranceSeconds === undefined) return expect([apart(-86_400), apart(86_400)]).toEqual([true, true])
    expect([apart(-toleranceSeconds), apart(toleranceSeconds)]).toEqual([true, true])
    expect([apart(-toleranceSeconds - 1), apart(toleranceSeconds + 1)]).toEqual([false, false])
  })

  if (subject.proof.covers === 'body') bodyProofs(subject, receive)
}

/** A proof that covers the body covers its every bit. */
function bodyProofs<Config>(subject: Subject<Config>, receive: Receive): void {
  const signed = subject.sign(bytes(subject.recordings.map(bodyOf)[0] ?? ''), subject.now)

  it('refuses a body in which any one bit is flipped', () => {
    fc.assert(
      fc.property(fc.nat({ max: signed.body.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const body = Uint8Array.from(signed.body, (byte, index) => (index === at ? byte ^ (1 << bit) : byte))
        expect(receive({ ...signed, body })).toMatchObject(refused)
      }),
    )
  })

  if (typeof subject.recordings[0]?.webhook === 'object') writtenAnew(subject, receive)

  it('answers 400 to bytes that are signed but unreadable', () => {
    const unreadable = subject.sign(bytes('{"events":'), subject.now)
    expect(receive(unreadable)).toMatchObject({ accepted: false, response: { status: 400 } })
  })
}

/** The same JSON in other bytes is another body. */
function writtenAnew<Config>(subject: Subject<Config>, receive: Receive): void {
  it('verifies the bytes as sent: escapes and emoji pass, the same JSON written anew does not', () => {
    const original = JSON.stringify(subject.recordings[0]?.webhook, null, 1).replace('"e', '"\\u0065')
    const request = subject.sign(bytes(`${original} `), subject.now)
    expect(receive(request)).toMatchObject({ accepted: true })
    expect(receive({ ...request, body: bytes(JSON.stringify(JSON.parse(original))) })).toMatchObject(refused)
  })
}

/** A known payload with one thing wrong in it: another value in a JSON tree, a hole in a text. */
function bent({ webhook }: Recording, at: number, value: unknown): string {
  if (typeof webhook !== 'string') return JSON.stringify(bend(webhook, at, value))
  const start = at % webhook.length
  return webhook.slice(0, start) + JSON.stringify(value) + webhook.slice(start + (at % 23))
}

/** Replaces the value at one place of a JSON tree. */
function bend(tree: unknown, at: number, value: unknown): unknown {
  let left = at % 40
  return JSON.parse(JSON.stringify(tree), (_key, here: unknown) => (left-- === 0 ? value : here))
}
