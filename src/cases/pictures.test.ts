import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newEdge } from '../platform/http/edge.ts'
import { giversPage } from './consent.ts'
import { recordConsent, withdrawConsent } from './consents.ts'
import { hidePlaces } from './hide.ts'
import { pictureAddresses } from './picture-address.ts'
import { keepPicture, picturesOf, publishPicture, removePicture } from './pictures.ts'
import { openTestProgramme } from './programme.fixture.ts'
import { caseRoutes } from './routes.ts'

const { house, officer, approver, open } = await openTestProgramme()
const photo = await striped()
beforeAll(async () => {
  for (const _ of Array(5)) await open()
})
afterAll(() => house.close())

/** Stripes one point wide, as a camera with its place and owner would write them. */
function striped(): Promise<Buffer> {
  const points = Buffer.from(Array.from({ length: 200 * 100 * 3 }, (_, at) => (Math.floor(at / 3) % 2 ? 255 : 0)))
  const exif = { IFD0: { Artist: 'Owner of the telephone' }, IFD3: { GPSLatitude: '23/1 58/1 0/1' } }
  return sharp(points, { raw: { width: 200, height: 100, channels: 3 } })
    .withExif(exif)
    .png()
    .toBuffer()
}

function signed(caseId: string): Promise<string> {
  const grants = (['pseudonym', 'picture'] as const).map((field) => ({ field, purpose: 'report_to_givers' as const }))
  const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
  return recordConsent(officer, { caseId, ...paper, givenOn: '2026-03-01', expiresOn: '2026-12-31', grants })
}

async function addressOf(caseId: string, purpose: 'report_to_givers' | 'public_page' = 'report_to_givers') {
  const audience = { ...giversPage, purpose }
  return (await house.scope.transaction((tx) => pictureAddresses(tx, [caseId], audience))).get(caseId)
}

async function fetched(address: string): Promise<Response> {
  const app = newEdge(house.context, () => new Response())
  app.route('/', caseRoutes({ giftsOfCase: async () => [] }))
  return app.request(new URL(address).pathname)
}

test('what is hidden is not in the picture any more, what is not stays, and the camera is forgotten', async () => {
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  const shown = await hidePlaces(photo, [{ x: 0, y: 0, width: 0.5, height: 1 }])
  expect((await sharp(shown).metadata()).exif).toBeUndefined()
  const spread = async (left: number) => {
    const part = await sharp(shown).extract({ left, top: 20, width: 60, height: 60 }).greyscale().png().toBuffer()
    return (await sharp(part).stats()).channels[0]?.stdev ?? 0
  }
  expect(await spread(10)).toBeLessThan(10)
  expect(await spread(120)).toBeGreaterThan(80)
  await expect(hidePlaces(Buffer.from('%PDF-1.7'), [])).rejects.toMatchObject({ code: 'files.not-accepted' })
})

test('a picture taken with the telephone on its side is hidden where it was drawn upright', async () => {
  const size = { width: 80, height: 40, channels: 3 } as const
  const half = sharp({ create: { ...size, width: 40, background: '#f00' } }).png()
  const whole = sharp({ create: { ...size, background: '#00f' } }).composite([
    { input: await half.toBuffer(), left: 0, top: 0 },
  ])
  // Turned upright by its camera’s word: the red left half is the upper half.
  const sideways = await whole.withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const shown = sharp(await hidePlaces(sideways, [{ x: 0, y: 0.4, width: 1, height: 0.2 }]))
  const { data, info } = await shown.raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([40, 80])
  const redAt = (y: number) => data[(y * info.width + 20) * info.channels] ?? 0
  expect([redAt(5) > 200, redAt(75) < 60]).toEqual([true, true])
  const mixed = [38, 39, 40, 41].map(redAt)
  expect(mixed.every((red) => red > 60 && red < 200)).toBe(true)
})

test('a photograph is kept under a consent alone, shown after somebody else looked, to the purpose that was allowed', async () => {
  const caseId = await open()
  const boxes = [{ x: 0.2, y: 0.2, width: 0.3, height: 0.3 }]
  await expect(keepPicture(officer, { caseId, bytes: photo, boxes })).rejects.toMatchObject({
    code: 'cases.beyond-consent',
  })
  await signed(caseId)
  const pictureId = await keepPicture(officer, { caseId, bytes: photo, boxes })
  expect(await addressOf(caseId)).toBeUndefined()
  await expect(publishPicture(officer, pictureId)).rejects.toMatchObject({ code: 'cases.own-picture' })
  await publishPicture(approver, pictureId)
  expect(await addressOf(caseId, 'public_page')).toBeUndefined()
  const address = (await addressOf(caseId)) ?? ''
  const answer = await fetched(address)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect((await fetched(address.replace('report_to_givers', 'public_page'))).status).toBe(404)
  expect(await house.scope.transaction((tx) => picturesOf(tx, caseId))).toMatchObject([{ pictureId, hidden: 1 }])
})

test('an address dies with the consent, and with the picture', async () => {
  const caseId = await open()
  const consentId = await signed(caseId)
  const pictureId = await keepPicture(officer, { caseId, bytes: photo, boxes: [] })
  await publishPicture(approver, pictureId)
  const address = (await addressOf(caseId)) ?? ''
  expect((await fetched(address)).status).toBe(200)
  await withdrawConsent(officer, consentId, 'Asked by phone')
  expect((await fetched(address)).status).toBe(410)
  house.clock.advance(1000)
  await signed(caseId)
  expect((await fetched(address)).status).toBe(410)
  expect(await addressOf(caseId)).toBeUndefined()
  expect(await publishedNow(caseId)).toEqual([false])
  await publishPicture(approver, pictureId)
  expect((await fetched(address)).status).toBe(200)
  await removePicture(officer, pictureId)
  expect((await fetched(address)).status).toBe(410)
})

test('of two who signed one takes it back: the photograph is shown no more until somebody publishes it anew', async () => {
  const caseId = await open()
  await signed(caseId)
  const father = await signed(caseId)
  const pictureId = await keepPicture(officer, { caseId, bytes: photo, boxes: [] })
  await publishPicture(approver, pictureId)
  const address = (await addressOf(caseId)) ?? ''
  await withdrawConsent(officer, father, 'Asked by phone')
  expect((await fetched(address)).status).toBe(410)
  house.clock.advance(1000)
  await publishPicture(approver, pictureId)
  expect((await fetched(address)).status).toBe(200)
})

async function publishedNow(caseId: string): Promise<boolean[]> {
  const pictures = await house.scope.transaction((tx) => picturesOf(tx, caseId))
  return pictures.map(({ publishedAt }) => publishedAt !== null)
}

test('among four of one condition no photograph is kept, whatever was signed', async () => {
  const caseId = await open({ conditionClass: 'heart' })
  await signed(caseId)
  await expect(keepPicture(officer, { caseId, bytes: photo, boxes: [] })).rejects.toMatchObject({
    code: 'cases.beyond-consent',
  })
})
