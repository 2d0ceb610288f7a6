import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCampaign } from '../campaigns/actions.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { approveRefund, requestRefund } from '../gifts/refund.ts'
import { observe } from '../log/monitor.ts'
import { logFolder } from '../log/publish.ts'
import { inFolder } from '../log/published-files.ts'
import { latestCheckpoint } from '../log/read.ts'
import { sequence } from '../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createPerson } from '../people/persons.ts'
import { savedProofOf } from '../proofs/published.ts'
import { openSavedProof } from '../proofs/saved-proof.ts'
import { bundlePath, readBundle } from '../proofs/tiles.ts'
import { allocationSubscriptions } from './jobs.ts'
import { foundPurpose, openTestCase } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ subscriptions: allocationSubscriptions })
})
afterAll(() => house.close())

async function published() {
  await sequence(house.scope)
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  if (!checkpoint) throw new Error('nothing published')
  const { size, origin, fingerprint } = checkpoint
  const folder = logFolder(house.context, origin)
  const entries = readBundle(await readFile(join(folder, bundlePath({ index: 0, width: size })))) ?? []
  return { read: inFolder(folder), lines: entries.map((entry) => Buffer.from(entry).toString()), fingerprint, size }
}

test('L9 c: a refund is written behind what the gift did, and no line before it changes', async () => {
  const purpose = await foundPurpose(house.scope)
  const permit = { endsOn: '2026-12-31', permitNumber: '1', permitAuthority: '衛生福利部' }
  await changeCampaign(house.scope, purpose.campaignId, { state: 'public', ...permit })
  await openTestCase(house.scope, purpose, [90_000n])
  const giftId = await house.scope.transaction(async (transaction) =>
    recordGift(transaction, {
      personId: await createPerson(transaction, { displayName: '林美玲', language: 'zh-Hant' }),
      ...{ campaignId: purpose.campaignId, amount: { minor: 50_000n, currency: 'TWD' }, source: 'manual' },
      ...{ receivedAt: transaction.now, donorName: '林美玲', isAnonymous: false, receiptWish: 'none' },
      language: 'zh-Hant',
    }),
  )
  await house.drainEvents()
  const before = await published()
  const kept = (await observe({ read: before.read })).kept
  const proof = await savedProofOf(before.read, 0)
  const asked = { amountMinor: 20_000n, reason: 'asked for it' }
  const refundId = await requestRefund(await house.member('finance'), giftId, asked)
  await approveRefund(await house.member('finance'), refundId)
  await house.drainEvents()

  const after = await published()
  expect(before.lines.map((line) => JSON.parse(line).kind)).toEqual(['gift.received', 'gift.allocated'])
  expect(after.lines.slice(0, before.size)).toEqual(before.lines)
  const added = after.lines.slice(before.size).map((line) => JSON.parse(line))
  expect(added.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['gift.refunded', '20000'],
    ['gift.allocated', '-20000'],
  ])
  expect(new Set([...before.lines, ...after.lines].map((line) => JSON.parse(line).gift)).size).toBe(1)
  // Whoever remembers the log of then sees it continued; the proof of then still holds.
  expect((await observe({ read: after.read, kept, whole: true })).found).toEqual([])
  expect((await openSavedProof(proof ?? '', { fingerprint: after.fingerprint }))?.line).toBe(before.lines[0])
})

test('L9 c: the application cannot change or take out a line of the log, nor an allocation', async () => {
  for (const table of ['log_entries', 'allocations'] as const) {
    await expect(
      house.scope.transaction(({ db, organisationId }) =>
        db.deleteFrom(table).where('organisation_id', '=', organisationId).execute(),
      ),
    ).rejects.toThrow('permission denied')
    await expect(
      house.scope.transaction(({ db, organisationId }) =>
        db.updateTable(table).set({ organisation_id: organisationId }).execute(),
      ),
    ).rejects.toThrow('permission denied')
  }
})
