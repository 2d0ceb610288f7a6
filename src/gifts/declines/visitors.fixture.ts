import { expect } from 'vitest'
import type { TestHouse } from '../../organisations/testing.ts'
import { issueFormToken } from '../form-token.ts'
import { type GiftStart, startGift } from '../start-gift.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays, wellTyped } from '../testing.ts'
import { solve } from './solve.fixture.ts'

/** Where somebody comes from, and whether their browser solves what it is asked. */
export interface Visit {
  readonly address?: string | undefined
  readonly solves?: boolean
  readonly change?: Partial<GiftStart>
}

/** A campaign that takes cards by the test page, and people who set out to give there. */
export async function openVisitors(house: TestHouse) {
  const accountId = await openSandbox(house.scope)
  const path = await hookPath(house.scope, accountId)
  const call = hookServer(house.context)
  const campaignId = await openCampaign(house.scope)
  let givers = 0

  /** Somebody new sets out to give, five seconds after the form was shown. */
  function visit({ address, solves = false, change = {} }: Visit) {
    givers += 1
    const formToken = issueFormToken(house.scope, campaignId)
    house.clock.advance(5_000)
    return startGift(house.scope, {
      ...{ campaignId, language: 'en', formToken, consentVersion: '2026-03', address },
      typed: { ...wellTyped, contact: `giver-${givers}@example.org` },
      ...(solves ? { puzzle: solve(formToken) } : {}),
      ...change,
    })
  }

  async function told(reference: string, result: 'failed' | 'paid'): Promise<void> {
    expect((await call(path, sandboxSays(reference, result, 100_000n, house.clock.now()))).status).toBe(200)
  }

  /** So many whose card is refused, one after the other. */
  async function refused(count: number, from: Omit<Visit, 'change'> | ((one: number) => Visit)): Promise<void> {
    for (let one = 0; one < count; one += 1) {
      const { reference } = await visit(typeof from === 'function' ? from(one) : from)
      await told(reference, 'failed')
    }
  }

  return { accountId, campaignId, visit, told, refused }
}
