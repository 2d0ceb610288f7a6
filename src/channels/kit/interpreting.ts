import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Subject } from './subject.ts'

/** Answer in, outcome out. */
export function interpreting<Config>({ adapter, verdicts }: Subject<Config>): void {
  it.each(verdicts)('$name', ({ request, response, outcome }) => {
    expect(adapter.interpret(response, request)).toEqual(outcome)
  })

  it('never throws, whatever comes back', () => {
    const request = fc.constantFrom(...verdicts.map((verdict) => verdict.request))
    fc.assert(
      fc.property(
        request,
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        (asked, status, body) => {
          const outcome = adapter.interpret({ kind: 'answered', status, headers: {}, body }, asked)
          if (status >= 500) expect(['retryable', 'unknown']).toContain(outcome.kind)
          if (asked.part > 0 && asked.idempotencyKey === undefined) expect(outcome.kind).not.toBe('retryable')
        },
      ),
    )
  })

  it('takes for a refusal what is between 300 and 499, for a broken server what is above', () => {
    for (const { request: whole } of verdicts) {
      const { fallback: _, ...request } = whole
      const kindOf = (status: number) =>
        adapter.interpret({ kind: 'answered', status, headers: {}, body: '' }, request).kind
      const undecided = request.part === 0 || request.idempotencyKey !== undefined ? 'retryable' : 'unknown'
      for (const status of [300, 302, 400, 402, 418, 499]) expect(kindOf(status), String(status)).toBe('rejected')
      for (const status of [500, 503, 599]) expect(kindOf(status), String(status)).toBe(undecided)
    }
  })

  it('waits for as long as it is told to', () => {
    const [first] = verdicts
    if (first === undefined || adapter.kind === 'email') return
    const tooFast = (headers: Record<string, string>) =>
      adapter.interpret({ kind: 'answered', status: 429, headers, body: '' }, first.request)
    expect(tooFast({ 'retry-after': '7' })).toEqual({ kind: 'rate_limited', waitSeconds: 7 })
    for (const headers of [{}, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, { 'retry-after': '-1' }]) {
      expect(tooFast(headers)).toEqual({ kind: 'rate_limited' })
    }
  })

  it('never asks to repeat what might be heard twice', () => {
    for (const { request } of verdicts) {
      const outcome = adapter.interpret({ kind: 'unanswered', reason: 'timeout' }, request)
      const safe = request.part === 0 || request.idempotencyKey !== undefined
      expect(outcome).toEqual({ kind: safe ? 'retryable' : 'unknown' })
      expect(adapter.interpret({ kind: 'unreached', reason: 'refused' }, request)).toEqual({ kind: 'retryable' })
    }
  })
}
