import { afterAll, expect, test } from 'vitest'
import { openManyChannels } from '../conversations/many-channels.fixture.ts'
import type { Scope } from '../platform/scope.ts'
import { securitySubscriptions } from './tell-second-factor.ts'

const house = await openManyChannels(['line', 'telegram'])
afterAll(() => house.close())

/** Somebody of the team with a chat of their own. */
async function colleague(role: 'owner' | 'finance' | 'agent'): Promise<{ id: string; scope: Scope }> {
  const scope = await house.member(role)
  const own = await house.meet({ telegram: 1 })
  const id = scope.actor.kind === 'member' ? scope.actor.id : ''
  await house.rows(`insert into staff_handles (organisation_id, channel_account_id, handle, member_id, linked_at)
    select organisation_id, channel_account_id, address, '${id}', now()
    from identities where identity_id = '${own.identities.get('telegram')}'`)
  return { id, scope }
}

test('the member and every owner hear that a second step was taken off, and who did it; nobody else does', async () => {
  const [owner, another, lost] = [await colleague('owner'), await colleague('owner'), await colleague('finance')]
  await colleague('agent')
  await house.rows(`update members set name = 'Lin Mei' where member_id = '${lost.id}'`)
  await house.rows(`update members set name = 'Wu Bo' where member_id = '${another.id}'`)
  house.sent.length = 0
  const payload = { memberId: lost.id, byMemberId: another.id }
  await house.scope.transaction(async (transaction) => {
    for (const { handle } of securitySubscriptions) await handle(transaction, payload)
  })
  await house.settleAll()
  const told = house.sent.filter(({ body }) => body.includes('Lin Mei') && body.includes('Wu Bo'))
  expect(told).toHaveLength(3)
  expect(owner.id).not.toBe(another.id)
})

test('who was helped by the operator hears that, and nobody’s name is left out of a sentence', async () => {
  const lost = await colleague('owner')
  house.sent.length = 0
  await house.scope.transaction(async (transaction) => {
    for (const { handle } of securitySubscriptions) await handle(transaction, { memberId: lost.id, byMemberId: null })
  })
  await house.settleAll()
  const told = house.sent.filter(({ body }) => body.includes('Whoever runs this installation did it'))
  expect(told.length).toBeGreaterThan(0)
})
