import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAll, type ManyChannels, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { type Proposed, proposePaymentAccount, proposePaymentAccountChange } from '../gifts/payment-changes/propose.ts'
import type { Scope } from '../platform/scope.ts'
import { tellPaymentChange } from './tell-payment-change.ts'

let house: ManyChannels
let owner: Scope
beforeAll(async () => {
  house = await openManyChannels(['telegram'])
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  owner = await house.member('owner')
})
afterAll(() => house.close())

const config = { accountHolder: 'Morning Light', bankName: 'Bank', accountNumber: '0001' }

test('everybody with the right hears at once in their own chat that a change waits, and when it takes effect: the proposer too', async () => {
  await linkChat(owner)
  const account = { provider: 'manual', name: 'Bank transfer', currency: 'TWD', config } as const
  const first = await proposePaymentAccount(owner, account)
  const id = first.isDone ? first.paymentAccountId : ''
  house.sent.length = 0
  await tell(await proposePaymentAccountChange(owner, id, { config: { accountNumber: '9999' } }))
  const alone = told()
  expect(alone).toHaveLength(1)
  expect(alone[0]).toContain('March 3, 2026')
  expect(alone[0]).not.toContain('9999')

  await linkChat(await house.member('finance'))
  await linkChat(await house.member('agent'))
  house.sent.length = 0
  await tell(await proposePaymentAccount(owner, { ...account, name: 'Postal giro' }))
  expect(told()).toHaveLength(2)
  expect(told()[0]).toContain('until another member approves it')
})

/** What is published of a change, heard twice: nobody is told twice. */
async function tell(proposed: Proposed): Promise<void> {
  const paymentChangeId = proposed.isDone ? '' : proposed.changeId
  const [news] = await house.rows(
    `select payload from events where type = 'payments.change-waits' order by at desc, event_id desc limit 1`,
  )
  expect(news?.payload).toEqual({ paymentChangeId })
  for (const _ of [1, 2]) await house.scope.transaction((tx) => tellPaymentChange.handle(tx, { paymentChangeId }))
  await house.settleAll()
}

function told(): string[] {
  return house.sent.flatMap(({ body }) => (body.includes('Where money is paid is to change') ? [body] : []))
}

async function linkChat({ actor }: Scope): Promise<void> {
  const met = await house.meet({ telegram: 1 })
  await house.rows(`insert into staff_handles (organisation_id, channel_account_id, handle, member_id, linked_at)
    select organisation_id, channel_account_id, address, '${actor.kind === 'member' ? actor.id : ''}', now()
    from identities where identity_id = '${met.identities.get('telegram')}'`)
}
