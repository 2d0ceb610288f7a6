import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Subject } from './subject.ts'

/** What is left of the plan: asked without saying anything to anybody, read without guessing. */
export function quoting<Config>({ adapter, settings, context, quotas = [] }: Subject<Config>): void {
  it('can be asked for its quota exactly when it has one', () => {
    expect(adapter.quota !== undefined && adapter.readQuota !== undefined).toBe(adapter.abilities.monthlyQuota)
  })

  it('asks by requests that say nothing to anybody and may be repeated', () => {
    for (const request of adapter.quota?.(adapter.parseConfig(settings), context) ?? []) {
      expect(request).toMatchObject({ part: 0, method: 'GET', body: '', quotaCount: 0 })
    }
  })

  if (quotas.length > 0) {
    it.each(quotas)('$name', ({ responses, quota }) => {
      expect(adapter.readQuota?.(responses)).toEqual(quota)
    })
  }

  it('reads no quota out of anything else, and never throws', () => {
    const response = fc.record({
      kind: fc.constant('answered' as const),
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.constant({}),
      body: fc.oneof(fc.string(), fc.json()),
    })
    fc.assert(
      fc.property(fc.array(response, { maxLength: 3 }), (responses) => {
        expect(adapter.readQuota?.(responses) ?? null).toBeNull()
      }),
    )
  })
}
