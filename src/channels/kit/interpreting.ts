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

  it('never asks to repeat what might be heard twice', () => {
    for (const { request } of verdicts) {
      const outcome = adapter.interpret({ kind: 'unanswered', reason: 'timeout' }, request)
      const safe = request.part === 0 || request.idempotencyKey !== undefined
      expect(outcome).toEqual({ kind: safe ? 'retryable' : 'unknown' })
      expect(adapter.interpret({ kind: 'unreached', reason: 'refused' }, request)).toEqual({ kind: 'retryable' })
    }
  })
}
