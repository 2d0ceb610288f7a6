import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { createChannelAccount } from '../conversations/accounts.ts'
import { ensureConversations } from '../conversations/conversations.ts'
import { type ManyChannels, type Met, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { closeMailServers, mailServer } from '../conversations/wire/mail-server.fixture.ts'
import { ensureIdentities, linkIdentity } from '../people/identities.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { resultsOf } from './results.ts'
import { planRound, submitRound } from './rounds.ts'
import { sendRound } from './send.ts'

/** Donors who are known in a chat and by mail. */
let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
let heard: string[]
let refused: string
beforeAll(async () => {
  const server = await mailServer()
  heard = server.heard
  house = await openManyChannels(['telegram'])
  const config = {
    ...{ smtpHost: '127.0.0.1', smtpPort: String(server.port), fromAddress: 'hello@hands.example.org' },
    ...{ fromName: 'Helping Hands', inboundSecret: 'an-inbound-secret-of-48-characters-for-the-tests' },
  }
  house.accounts.set('email', await createChannelAccount(house.scope, { kind: 'email', name: 'Mail', config }))
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  purpose = await foundPurpose(house.scope)
  const answer = house.answer
  house.answer = (request) =>
    request.body.includes(`"${refused}"`)
      ? Response.json(
          { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
          { status: 403 },
        )
      : answer(request)
})
afterAll(async () => {
  await house.close()
  await closeMailServers()
})

/** Somebody on Telegram who also wrote us a mail, with a gift to a child. */
async function donor(email: string): Promise<Met & { giftId: string; chat: string }> {
  const met = await house.meet({ telegram: 1 })
  const mail = house.accounts.get('email') ?? ''
  await house.scope.transaction(async (tx) => {
    const known = await ensureIdentities(tx, mail, [{ address: email }], { name: 'Lin', language: 'en' })
    const identityId = known.get(email)?.identityId ?? ''
    await linkIdentity(tx, { identityId, personId: met.personId, proof: 'member' })
    await ensureConversations(tx, mail, [identityId])
  })
  house.clock.advance(1000)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId: met.personId })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  const [row] = await house.rows(
    `select address from identities where identity_id = '${met.identities.get('telegram')}'`,
  )
  return { ...met, giftId, chat: String(row?.address) }
}

async function run(): Promise<string> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  for (let times = 0; times < 3; times += 1) {
    await sendRound(house.scope, roundId)
    await house.settleAll()
  }
  return roundId
}

test('F4: who blocked the chat before, and who is found to have blocked it while it is sent, hear by mail; where that fails too their page has it', async () => {
  const { caseId } = await openTestCase(house.scope, purpose, [500_000n])
  const [gone, late] = [await donor('gone@donor.example'), await donor('late@donor.example')]
  const dead = await donor('dead@donor.example')
  const state = (of: Met, channel: string, to: string) =>
    house.rows(`update identities set state = '${to}' where identity_id = '${of.identities.get(channel)}'`)
  await state(gone, 'telegram', 'unfollowed')
  await state(dead, 'telegram', 'blocked')
  await house.rows(`update identities set state = 'blocked' where address = 'dead@donor.example'`)
  refused = late.chat
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { en: 'All went well.' } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['en'] })
  const roundId = await run()
  const mails = await Promise.all(mailsOf(heard).map((mail) => PostalMime.parse(mail)))
  const told = mails.filter(({ text }) => text?.includes('All went well.'))
  expect(told.map(({ to }) => to?.[0]?.address).toSorted()).toEqual(['gone@donor.example', 'late@donor.example'])
  const results = await house.scope.transaction((tx) => resultsOf(tx, roundId))
  const ends = new Map(results.map(({ giftId, result, reason }) => [giftId, [result, reason]]))
  expect([gone, late, dead].map(({ giftId }) => ends.get(giftId))).toEqual([
    ['sent', null],
    ['sent', null],
    ['shown', expect.anything()],
  ])
})

function mailsOf(lines: readonly string[]): string[] {
  const starts = lines.flatMap((line, at) => (line === 'DATA' ? [at + 1] : []))
  return starts.map((start) => lines.slice(start, lines.indexOf('.', start)).join('\r\n'))
}
