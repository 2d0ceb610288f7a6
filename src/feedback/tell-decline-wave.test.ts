import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAll, type ManyChannels, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { endDeclineWave } from '../gifts/declines/end-wave.ts'
import { beginWave } from '../gifts/declines/wave.ts'
import { openSandbox } from '../gifts/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { tellDeclineWave } from './tell-decline-wave.ts'

let house: ManyChannels
let accountId: string
beforeAll(async () => {
  house = await openManyChannels(['telegram'])
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  accountId = await openSandbox(house.scope)
})
afterAll(() => house.close())

test('whoever may change where money is paid hears in their own chat that payments are being refused, once for every wave', async () => {
  await linkChat(await house.member('owner'))
  const finance = await house.member('finance')
  await linkChat(finance)
  await linkChat(await house.member('agent'))
  await tell(await wave())
  expect(told()).toHaveLength(2)
  expect(told()[0]).toContain('Test page')
  expect(told()[0]).toContain('/desk/connections')
})

test('of a wave that was ended before anybody was told nobody hears', async () => {
  const owner = await house.member('owner')
  await linkChat(owner)
  const { rows } = await house.context.databases.owner.query('select decline_wave_id as id from decline_waves')
  await endDeclineWave(owner, rows[0].id)
  const declineWaveId = await wave()
  await endDeclineWave(owner, declineWaveId)
  await tell(declineWaveId)
  expect(told()).toEqual([])
})

async function wave(): Promise<string> {
  expect(await house.scope.transaction((transaction) => beginWave(transaction, accountId))).toBe(true)
  const [open] = await house.rows('select decline_wave_id as id from decline_waves where ended_at is null')
  return String(open?.id)
}

/** The news of a wave, heard twice: nobody is told twice. */
async function tell(declineWaveId: string): Promise<void> {
  house.sent.length = 0
  for (const _ of [1, 2]) await house.scope.transaction((tx) => tellDeclineWave.handle(tx, { declineWaveId }))
  await house.settleAll()
}

function told(): string[] {
  return house.sent.flatMap(({ body }) => (body.includes('Many payments are being refused') ? [body] : []))
}

async function linkChat({ actor }: Scope): Promise<void> {
  const met = await house.meet({ telegram: 1 })
  await house.rows(`insert into staff_handles (organisation_id, channel_account_id, handle, member_id, linked_at)
    select organisation_id, channel_account_id, address, '${actor.kind === 'member' ? actor.id : ''}', now()
    from identities where identity_id = '${met.identities.get('telegram')}'`)
}
