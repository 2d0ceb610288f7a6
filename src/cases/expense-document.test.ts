import { createMiddleware } from 'hono/factory'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createFund } from '../campaigns/actions.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { readUpload, storeUpload } from '../platform/files.ts'
import type { Environment } from '../platform/http/api.ts'
import { newEdge } from '../platform/http/edge.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { openCase } from './cases.ts'
import { addNeed } from './needs.ts'
import { createProgramme } from './programmes.ts'
import { caseRoutes } from './routes.ts'

let house: TestHouse
let caseId: string
let needId: string
beforeAll(async () => {
  house = await openTestHouse()
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const kind = { conditionClass: 'cleft', picture: 'cleft' } as const
  const programmeId = await createProgramme(house.scope, {
    ...{ slug: 'cleft', fundId, currency: 'TWD', picture: 'cleft' },
    name: { en: 'Cleft' },
  })
  await house.scope.transaction(async (tx) => {
    caseId = await openCase(tx, { programmeId, pseudonym: 'Star', ageBand: '2-5', region: 'hualien', ...kind })
    needId = await addNeed(tx, { caseId, item: 'surgery', amountMinor: 100_000n })
  })
})
afterAll(() => house.close())

const told = z.looseObject({ id: z.string().optional() })

/** Sends the form of the desk with a document; answers what came back. */
async function record(document: File) {
  const finance = await house.member('finance')
  const app = newEdge(house.context, () => new Response())
  app.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', finance)
      await next()
    }),
  )
  app.route('/', caseRoutes({ giftsOfCase: async () => [] }))
  const body = new FormData()
  const fields = { needId, amountMinor: '1000', spentOn: '2026-03-01', documentNote: 'Bill 17' }
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('document', document)
  const answer = await app.request(`/api/cases/${caseId}/expenses`, { method: 'POST', body })
  return { status: answer.status, body: told.parse(await answer.json()) }
}

async function keptFile(expenseId: string): Promise<string> {
  const { document_file_id } = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('expenses')
      .where('organisation_id', '=', organisationId)
      .where('expense_id', '=', expenseId)
      .select('document_file_id')
      .executeTakeFirstOrThrow(),
  )
  return document_file_id ?? ''
}

test('a page that calls itself a PDF is refused in words that name the field, and nothing is recorded', async () => {
  const page = new File(['<script>alert(1)</script>'], 'invoice.pdf', { type: 'application/pdf' })
  expect(await record(page)).toMatchObject({
    status: 422,
    body: { code: 'files.not-accepted', field: 'document', remedy: expect.stringContaining('PDF, JPG, PNG') },
  })
  const { rows } = await house.context.databases.owner.query('select from expenses union all select from files')
  expect(rows).toEqual([])
})

test('the photograph of a bill is kept as what it is, without the place where it was taken', async () => {
  const taken = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .withExif({ IFD0: { Make: 'A camera' }, IFD3: { GPSLatitude: '25/1 2/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  const lying = new File([new Uint8Array(taken)], '../bill.pdf', { type: 'application/pdf' })
  const { status, body } = await record(lying)
  expect(status).toBe(201)
  const kept = await readUpload(house.scope, await keptFile(body.id ?? ''), 'expense')
  expect([kept.mediaType, kept.fileName]).toEqual(['image/jpeg', 'bill.jpg'])
  expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined()
})

test('a file is read by its own organisation and for what it was kept, by nobody else', async () => {
  const bytes = letterPdf()
  const fileId = await storeUpload(house.scope, { bytes, fileName: 'bill.pdf', use: 'expense', field: 'document' })
  expect(await readUpload(house.scope, fileId, 'expense')).toMatchObject({
    mediaType: 'application/pdf',
    fileName: 'bill.pdf',
  })
  const missing = { code: 'files.missing', kind: 'missing' }
  await expect(readUpload(house.scope, fileId, 'message')).rejects.toMatchObject(missing)
  const neighbour = await house.neighbour('evening-star')
  await expect(readUpload(neighbour, fileId, 'expense')).rejects.toMatchObject(missing)
})
