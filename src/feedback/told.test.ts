import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { answerAll, type ManyChannels, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { writeChange } from '../people/persons.ts'
import { newRouter } from '../platform/http/api.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { correctUpdate } from './correct.ts'
import type { RoundKind } from './round.ts'
import { planRound, submitRound } from './rounds.ts'
import { feedbackRoutes } from './routes.ts'
import { sendRound } from './send.ts'
import { readTold } from './told.ts'

let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openManyChannels(['telegram'])
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

/** A child whose help is the gifts of so many people, with released news; answers the update. */
async function newsFor(people: number): Promise<string> {
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n * BigInt(people)])
  for (let number = 0; number < people; number++) {
    const { personId } = await house.meet({ telegram: 1 })
    await house.scope.transaction(async (tx) => {
      await writeChange(tx, personId, { displayName: `Giver ${number} %` })
      await portionGift(tx, await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId }))
    })
  }
  await allocate(house.scope, purpose.fundId)
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts: { en: 'Help has begun.' } })
  await approveUpdate(approver, updateId, { languages: ['en'] })
  return updateId
}

async function sentRound(kind: RoundKind): Promise<string> {
  const roundId = await planRound(officer, { programmeId: purpose.programmeId, kind })
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  await sendRound(house.scope, roundId)
  await house.settleAll()
  return roundId
}

const toldBy = (roundId: string) => house.scope.transaction((tx) => readTold(tx, roundId, 'en'))

test('F10: from the round that told it a correction is written, released by another, planned, and leads back', async () => {
  const updateId = await newsFor(2)
  const first = await sentRound('progress')
  expect(await toldBy(first)).toMatchObject([
    { updateId, words: 'Help has begun.', heard: 2, returned: 0, corrections: [], corrects: null },
  ])
  house.clock.advance(60_000)
  const correctionId = await correctUpdate(officer, updateId, { texts: { en: 'Help begins in May.' } })
  await expect(approveUpdate(officer, correctionId, { languages: ['en'] })).rejects.toMatchObject({
    code: 'cases.own-update',
  })
  expect((await toldBy(first))[0]?.corrections).toMatchObject([
    { updateId: correctionId, state: 'submitted', roundId: null },
  ])
  await approveUpdate(approver, correctionId, { languages: ['en'] })
  const second = await sentRound('correction')
  expect((await toldBy(first))[0]?.corrections).toMatchObject([{ state: 'approved', roundId: second }])
  expect(await toldBy(second)).toMatchObject([
    { updateId: correctionId, heard: 2, corrects: { updateId, roundId: first } },
  ])
})

const page = z.object({
  items: z.array(z.object({ personId: z.uuid(), personName: z.string() })),
  next: z.string().nullable(),
})

async function get(path: string): Promise<unknown> {
  const app = newRouter()
  app.use(async (request, next) => {
    request.set('scope', officer)
    await next()
  })
  app.route('/', feedbackRoutes())
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return response.json()
}

test('the results of a round come page by page, everybody once, by name and by end as asked', async () => {
  await newsFor(7)
  const roundId = await sentRound('progress')
  const seen: string[] = []
  let next: string | null = ''
  let pages = 0
  do {
    const one: z.output<typeof page> = page.parse(await get(`/api/rounds/${roundId}/results?limit=3&cursor=${next}`))
    seen.push(...one.items.map(({ personId }) => personId))
    next = one.next
    pages += 1
  } while (next !== null)
  expect(pages).toBe(3)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
  const named = page.parse(await get(`/api/rounds/${roundId}/results?query=giver%203`))
  expect(named.items.map(({ personName }) => personName)).toEqual(['Giver 3 %'])
  expect(page.parse(await get(`/api/rounds/${roundId}/results?query=%25`)).items).toHaveLength(7)
  expect(page.parse(await get(`/api/rounds/${roundId}/results?query=_`)).items).toHaveLength(0)
  expect(page.parse(await get(`/api/rounds/${roundId}/results?result=held`)).items).toHaveLength(0)
})
