import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { type ManyChannels, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { approveRound } from '../feedback/approve.ts'
import type { RoundKind } from '../feedback/round.ts'
import { planRound, submitRound } from '../feedback/rounds.ts'
import { sendRound } from '../feedback/send.ts'
import type { Scope } from '../platform/scope.ts'
import { differenceCodes } from './books.ts'
import { readBooks } from './checks.ts'

let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openManyChannels(['telegram'])
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  purpose = await foundPurpose(house.scope)
  const { personId } = await house.meet({ telegram: 1 })
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: [] })
})
afterAll(() => house.close())

async function told(kind: RoundKind): Promise<void> {
  const roundId = await planRound(officer, { programmeId: purpose.programmeId, kind })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  await house.settleAll()
  await sendRound(house.scope, roundId)
}

async function differences(): Promise<string[]> {
  const { differences: found } = await readBooks(house.scope)
  return found.flatMap(({ code }) => (code.includes('told') && code !== 'fee-told-twice' ? [code] : []))
}

test.each([
  ['progress', 'feedback_results'],
  ['closing', 'feedback_closings'],
] as const)(
  'in a round of kind %s what donors were told is what left, and each way of not being so is found',
  async (kind, table) => {
    const { owner } = house.context.databases
    await told(kind)
    expect((await owner.query(`select result from ${table}`)).rows).toEqual([{ result: 'sent' }])
    const which = `where delivery_id in (select delivery_id from ${table})`
    const states = async (found: string) => {
      for (const state of found === 'told-not-delivered'
        ? ['failed', 'skipped', 'cancelled']
        : ['sent', 'delivered', 'read']) {
        await owner.query(`update deliveries set state = '${state}' ${which}`)
        expect(await differences(), state).toEqual(isLate ? [found] : [])
      }
    }
    let isLate = false
    for (const minutes of [50, 20]) {
      await owner.query(`update deliveries set state = 'sent' ${which}; update ${table} set result = 'sent'`)
      house.clock.advance(minutes * 60_000)
      expect(await differences()).toEqual([])
      await states('told-not-delivered')
      await owner.query(`update ${table} set result = 'queued'`)
      await states('delivered-not-told')
      isLate = true
    }
    await owner.query(`update ${table} set result = 'sent'`)
    expect(await differences()).toEqual([])
  },
)

test('every difference the books can name is produced by a test', async () => {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'))
  const texts = await Promise.all(names.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')))
  expect(differenceCodes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)))).toEqual([])
})
