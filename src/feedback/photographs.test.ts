import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allocate } from '../allocations/allocate.ts'
import { portionGift } from '../allocations/portion.ts'
import { foundPurpose, giveTestGift, openTestCase, type Purpose } from '../allocations/testing.ts'
import type { Grant } from '../cases/consent.ts'
import { recordConsent, withdrawConsent } from '../cases/consents.ts'
import { keepPicture, publishPicture, removePicture } from '../cases/pictures.ts'
import { caseRoutes } from '../cases/routes.ts'
import { bringProof } from '../cases/testing.ts'
import { approveUpdate, writeUpdate } from '../cases/updates.ts'
import { answerAll, type ManyChannels, openManyChannels } from '../conversations/many-channels.fixture.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { approveRound } from './approve.ts'
import { planRound, submitRound } from './rounds.ts'
import { cardOf, tellingToShow } from './sample.ts'
import { sendRound } from './send.ts'
import { stillTellable } from './still-tellable.ts'
import { previewTemplate } from './template-preview.ts'

let house: ManyChannels
let officer: Scope
let approver: Scope
let purpose: Purpose
beforeAll(async () => {
  house = await openManyChannels(['line', 'telegram'])
  house.mayStillGo = stillTellable
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
})
afterAll(() => house.close())
beforeEach(async () => {
  house.answer = answerAll
  house.clock.set('2026-03-02T02:00:00Z')
  purpose = await foundPurpose(house.scope)
})

const told = ['pseudonym', 'region', 'condition', 'story'] as const

/** What a guardian signs: the usual everywhere, a photograph through `picture`. */
function signed(caseId: string, picture: Grant['channel']): Promise<string> {
  const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
  const reports = { purpose: 'report_to_givers' } as const
  const grants = [
    ...told.map((field) => ({ field, channel: 'any' as const, ...reports })),
    { field: 'picture' as const, channel: picture, ...reports },
  ]
  return recordConsent(officer, { caseId, ...paper, givenOn: '2026-03-01', expiresOn: '2026-12-31', grants })
}

async function photograph(caseId: string): Promise<string> {
  const blank = { width: 64, height: 64, channels: 3, background: '#888' } as const
  const bytes = await sharp({ create: blank }).png().toBuffer()
  const pictureId = await keepPicture(officer, { caseId, bytes, boxes: [] })
  await publishPicture(approver, pictureId)
  return pictureId
}

/** A child among five with a photograph for one channel, treated, whose help is the gift of somebody on `channels`. */
async function treatedChild(picture: Grant['channel'], channels: Parameters<ManyChannels['meet']>[0]) {
  const met = await house.meet(channels)
  for (const _ of Array(4)) await openTestCase(house.scope, purpose, [])
  const { caseId } = await openTestCase(house.scope, purpose, [10_000n])
  const consentId = await signed(caseId, picture)
  const pictureId = await photograph(caseId)
  const giftId = await giveTestGift(house.scope, purpose, { amountMinor: 10_000n, personId: met.personId })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, purpose.fundId)
  house.clock.advance(1000)
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { en: 'All went well.' } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['en'] })
  return { met, caseId, consentId, pictureId }
}

/** A round, approved and written; its messages have not left yet. */
async function written(): Promise<string> {
  const roundId = await planRound(officer, purpose)
  await submitRound(officer, roundId)
  await approveRound(approver, roundId)
  house.sent.length = 0
  await sendRound(house.scope, roundId)
  return roundId
}

const said = () => house.sent.map(({ body }) => body.replaceAll('\\/', '/')).join('\n')

async function fetched(address: string): Promise<number> {
  const app = newEdge(house.context, () => new Response())
  app.route('/', caseRoutes({ giftsOfCase: async () => [] }))
  return (await app.request(new URL(address).pathname)).status
}

async function addressIn(roundId: string): Promise<string> {
  const [row] = await house.rows(`select m.content #>> '{blocks,0,picture,url}' as url from messages m
    join deliveries d using (organisation_id, message_id)
    join feedback_results r on r.delivery_id = d.delivery_id where r.feedback_round_id = '${roundId}'`)
  return String(row?.url)
}

test('a report carries the photograph the family allows on its reader’s channel, and the drawing on any other', async () => {
  await treatedChild('telegram', { telegram: 1 })
  const roundId = await written()
  const address = await addressIn(roundId)
  expect(address).toMatch(/\/pictures\/.*\/report_to_givers\/telegram\//)
  expect(await fetched(address)).toBe(200)
  await house.settleAll()
  expect(said()).toContain('All went well.')

  await treatedChild('telegram', { line: 1 })
  expect(await addressIn(await written())).toMatch(/\/assets\/illustrations\//)
})

test('a consent taken back kills the photograph’s address at once and stops the message that has not left', async () => {
  const { consentId } = await treatedChild('any', { telegram: 1 })
  const roundId = await written()
  const address = await addressIn(roundId)
  await withdrawConsent(officer, consentId, 'The mother asked by phone')
  expect(await fetched(address)).toBe(410)
  await house.settleAll()
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(house.sent).toEqual([])
  expect(
    await house.rows(`select result, reason from feedback_results where feedback_round_id = '${roundId}'`),
  ).toEqual([{ result: 'held', reason: 'no_consent' }])
})

test('a photograph taken away before its message leaves is replaced by the drawing, and the news still arrives', async () => {
  const { pictureId } = await treatedChild('any', { telegram: 1 })
  const roundId = await written()
  await removePicture(officer, pictureId)
  await house.settleAll()
  expect(house.sent).toEqual([])
  await sendRound(house.scope, roundId)
  await house.settleAll()
  expect(said()).toContain('All went well.')
  expect(said()).not.toContain('/pictures/')
  await sendRound(house.scope, roundId)
  expect(await house.rows(`select result from feedback_results where feedback_round_id = '${roundId}'`)).toEqual([
    { result: 'sent' },
  ])
})

test('a message that goes on to a channel the photograph is not for goes with the drawing', async () => {
  const { met } = await treatedChild('telegram', { telegram: 1, line: 50 })
  const roundId = await written()
  expect(await addressIn(roundId)).toContain('/telegram/')
  await house.rows(`update identities set state = 'blocked' where identity_id = '${met.identities.get('telegram')}'`)
  for (const _ of Array(3)) {
    await house.settleAll()
    await sendRound(house.scope, roundId)
  }
  expect(house.reached()).toEqual(['line'])
  expect(said()).toContain('All went well.')
  expect(said()).not.toContain('/pictures/')
})

test('a template is tried on each channel with the picture that channel may have', async () => {
  const { met } = await treatedChild('telegram', { telegram: 1 })
  const words = { kind: 'news', channel: 'all', language: 'en', title: 'News', label: 'Look' } as const
  const written = { ...words, text: '{{ news }} {{ share }}' }
  const pictureOn = (channel: string) =>
    house.scope.transaction(async (tx) => {
      const telling = await tellingToShow(tx, purpose.programmeId, met.personId)
      return (await cardOf(tx, purpose.programmeId, { written, telling, channel })).picture?.url
    })
  expect(await pictureOn('telegram')).toContain('/pictures/')
  expect(await pictureOn('line')).toContain('/assets/illustrations/')
  const previews = await previewTemplate(officer, purpose.programmeId, written)
  expect(previews.map(({ kind }) => kind)).toEqual(['line', 'telegram'])
  expect(JSON.stringify(previews)).toContain('All went well. NT$100')
})
