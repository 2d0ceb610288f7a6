import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Money, money } from '../../platform/money.ts'
import type { RawRequest, RawResponse } from '../../platform/wire.ts'
import { advance, type PaymentAttempt } from '../attempt.ts'
import type { PaymentEvent } from '../event.ts'
import type { CreateContext, PaymentIntent, PaymentProvider } from '../provider.ts'
import { makeReference } from '../reference.ts'
import type { PaymentState } from '../state.ts'

/** A callback as the provider sent it, or as its documents print it, and what it must be read as. */
export interface Recording {
  readonly name: string
  readonly request: RawRequest
  readonly event: Partial<PaymentEvent>
}

/** What a provider brings to be examined. */
export interface Examination<Config> {
  readonly settings: unknown
  readonly intent: PaymentIntent
  readonly recordings: readonly Recording[]
  /** The provider's exact answer to a callback it may forget. */
  readonly acknowledgement: RawResponse
  /** A genuine "paid" callback for any reference and amount, `null` for a provider that never calls. */
  readonly paid: ((reference: string, amount: Money, config: Config) => RawRequest) | null
  /** The same callback with its fields in another order or spacing, signature kept. */
  readonly reserialise?: (request: RawRequest) => RawRequest
}

const now = new Date('2026-01-10T12:00:00Z')

/** The context the kit creates payments in; loopback only. */
export const kitContext: CreateContext = {
  now,
  publicUrl: 'http://127.0.0.1:3000',
  notifyUrl: 'http://127.0.0.1:3000/hooks/pay/key',
  returnUrl: 'http://127.0.0.1:3000/thanks',
}

/** The examination every provider must pass; call it at the top of the provider's test file. */
export function conformance<Config>(provider: PaymentProvider<Config>, examination: Examination<Config>): void {
  describe(`${provider.kind} keeps the provider contract`, () => {
    const config = provider.parseConfig(examination.settings)
    examineCreation(provider, examination, config)
    examineRubbish(provider, config)
    examineRecordings(provider, examination, config)
    if (examination.paid !== null) examineMoney(provider, examination.paid, examination.intent, config)
  })
}

function examineCreation<Config>(
  provider: PaymentProvider<Config>,
  { intent, settings }: Examination<Config>,
  config: Config,
) {
  test('the same intent gives the same payment, under our reference', () => {
    const created = provider.create(intent, config, kitContext)
    expect(created.reference).toBe(intent.reference)
    expect(provider.create(intent, config, kitContext)).toEqual(created)
  })

  test('nothing the donor sees carries a secret', () => {
    const shown = JSON.stringify(provider.create(intent, config, kitContext))
    const secrets = provider.configFields.filter((field) => field.secret).map((field) => field.name)
    for (const [name, value] of Object.entries(config ?? {})) {
      if (secrets.includes(name)) expect(shown).not.toContain(String(value))
    }
  })

  test('nothing and negative amounts are refused', () => {
    for (const minor of [0n, -100n]) {
      const nothing = { ...intent, amount: money(minor, intent.amount.currency) }
      expect(() => provider.create(nothing, config, kitContext)).toThrow('payments.amount-too-small')
    }
  })

  test('a reference with other characters is refused', () => {
    for (const reference of ['', 'A'.repeat(21), 'RSC-ABCD', 'a/../b', 'RSC 1']) {
      expect(() => provider.create({ ...intent, reference }, config, kitContext)).toThrow('payments.bad-reference')
    }
  })

  test('settings that lack a demanded field, or bring a strange one, are refused by name', () => {
    for (const field of provider.configFields.filter(({ required }) => required)) {
      const broken = { ...Object(settings), [field.name]: undefined }
      expect(() => provider.parseConfig(broken)).toThrow(expect.objectContaining({ field: field.name }))
    }
    expect(() => provider.parseConfig({ ...Object(settings), origin: 'https://evil.example' })).toThrow(
      'payments.config-invalid',
    )
  })
}

/** Any UTF-16 at all, halves of surrogate pairs included. */
const anyText = fc.uint16Array({ maxLength: 400 }).map((units) => String.fromCharCode(...units))

function examineRubbish<Config>(provider: PaymentProvider<Config>, config: Config) {
  test('no bytes make it throw, and none are believed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('GET', 'POST', 'PUT'), (body, method) => {
        const reception = provider.receive(requestOf(body, method), config, now)
        expect(reception).toMatchObject({ accepted: false, events: [] })
        expect(reception.response.status).toBeGreaterThanOrEqual(400)
      }),
    )
  })

  test('no answer to a query makes it throw, and none is believed', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(200, 403, 500), (body, status) => {
        expect(provider.readState({ status, headers: {}, body }, config, now)).toEqual({ kind: 'unreadable' })
      }),
    )
  })
}

function examineRecordings<Config>(
  provider: PaymentProvider<Config>,
  examination: Examination<Config>,
  config: Config,
) {
  const { recordings, acknowledgement, reserialise } = examination

  describe.each(recordings)('recorded: $name', ({ request, event }) => {
    test('is read as recorded and acknowledged exactly', () => {
      const reception = provider.receive(request, config, now)
      expect(reception).toMatchObject({ accepted: true, response: acknowledgement })
      expect(reception.events).toHaveLength(1)
      expect(reception.events[0]).toMatchObject(event)
    })

    test('sent again, later, it is the same fact', () => {
      const later = new Date(now.getTime() + 86_400_000)
      expect(keysOf(provider, request, config, later)).toEqual(keysOf(provider, request, config, now))
    })

    test('with any byte changed it is refused or says the same', () => {
      const genuine = provider.receive(request, config, now)
      const anyByte = fc.integer({ min: 0, max: request.body.length - 1 })
      // 32 turns the case of a letter, which weak signatures overlook.
      const anyChange = fc.oneof(fc.constant(32), fc.integer({ min: 1, max: 255 }))
      fc.assert(
        fc.property(anyByte, anyChange, (at, change) => {
          const body = request.body.map((byte, index) => (index === at ? byte ^ change : byte))
          const reception = provider.receive({ ...request, body }, config, now)
          expect(reception.events).toEqual(reception.accepted ? genuine.events : [])
        }),
        { numRuns: 400 },
      )
    })

    test.runIf(reserialise !== undefined)('written differently it is refused or says the same', () => {
      const reception = provider.receive(reserialise?.(request) ?? request, config, now)
      if (reception.accepted) expect(reception.events).toEqual(provider.receive(request, config, now).events)
      else expect(reception.events).toEqual([])
    })
  })
}

function examineMoney<Config>(
  provider: PaymentProvider<Config>,
  paid: (reference: string, amount: Money, config: Config) => RawRequest,
  intent: PaymentIntent,
  config: Config,
) {
  const scale = provider.abilities.wholeUnitsOnly ? 100n : 1n
  const anyAmount = fc.bigInt({ min: 1n, max: 9_999_999n }).map((units) => money(units * scale, intent.amount.currency))
  const anyReference = fc.infiniteStream(fc.integer({ min: 0, max: 30 })).map((numbers) => {
    return makeReference((below) => (numbers.next().value ?? 0) % below)
  })

  test('every amount and reference come back as they went', () => {
    fc.assert(
      fc.property(anyReference, anyAmount, (reference, amount) => {
        provider.create({ ...intent, reference, amount }, config, kitContext)
        const [event] = provider.receive(paid(reference, amount, config), config, now).events
        expect(event).toMatchObject({ type: 'paid', reference, amount, simulated: false })
      }),
    )
  })

  test('another amount, currency or reference than the intent is put aside, not booked', () => {
    const { reference, amount } = intent
    const [event] = provider.receive(paid(reference, amount, config), config, now).events
    if (event === undefined) throw new Error('the genuine callback gave no event')
    const attempt: PaymentAttempt = { reference, amount, state: 'requires_action' satisfies PaymentState }
    expect(advance(attempt, event)).toMatchObject({ verdict: 'advanced', state: 'paid', received: true })
    const others = [
      { ...attempt, amount: money(amount.minor + scale, amount.currency) },
      { ...attempt, amount: money(amount.minor, 'CLF') },
      { ...attempt, reference: 'ANOTHER' },
    ]
    for (const other of others) expect(advance(other, event)).toMatchObject({ verdict: 'quarantined' })
  })
}

function keysOf<Config>(provider: PaymentProvider<Config>, request: RawRequest, config: Config, at: Date): string[] {
  return provider.receive(request, config, at).events.map((event) => event.dedupeKey)
}

/** A request as our door hands it on. */
export function requestOf(body: Uint8Array, method = 'POST', headers: Record<string, string> = {}): RawRequest {
  return { method, path: '/hooks/pay/key', query: {}, headers, body }
}
