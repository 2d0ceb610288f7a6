import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { SignedInScope } from '../organisations/signed-in.ts'
import type { Environment } from '../platform/http/api.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { attachPaper } from './consent-papers.ts'
import { recordConsent } from './consents.ts'
import { removeDocument } from './documents.ts'
import { recordExpense } from './expenses.ts'
import { addNeed } from './needs.ts'
import { openTestProgramme } from './programme.fixture.ts'
import { caseRoutes } from './routes.ts'
import { bringProof } from './testing.ts'
import { approveUpdate, writeUpdate } from './updates.ts'

const { house, officer, approver, open } = await openTestProgramme()
afterAll(() => house.close())

async function openOne(pseudonym: string) {
  const caseId = await open({ pseudonym })
  const need = { caseId, item: 'surgery', amountMinor: 100_000n } as const
  return { caseId, needId: await house.scope.transaction((tx) => addNeed(tx, need)) }
}

async function as(scope: Scope, path: string, body?: object): Promise<Response> {
  const app = newEdge(house.context, () => new Response())
  app.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('scope', scope)
      await next()
    }),
  )
  app.route('/', caseRoutes({ giftsOfCase: async () => [] }))
  if (body instanceof FormData) return app.request(path, { method: 'POST', body })
  return app.request(path)
}

const letter = () => new File([letterPdf()], 'Brief «2».pdf', { type: 'application/pdf' })
const refused = { evidence: 'Letter', languages: [] }

test('F2: treatment is told only once a document of this very case was attached, or the bill of one of its expenses', async () => {
  const { caseId, needId } = await openOne('Star')
  const other = await openOne('Moon')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated' })
  const approve = (proof: object) => approveUpdate(approver, updateId, { ...refused, ...proof })
  await expect(approve({})).rejects.toMatchObject({ code: 'cases.document-missing', field: 'proof' })
  const unknown = { code: 'cases.document-unknown', field: 'proof' }
  await expect(approve({ proof: await bringProof(officer, other.caseId) })).rejects.toMatchObject(unknown)
  const spent = { caseId, needId, amountMinor: 100n, spentOn: '2026-03-01', documentNote: 'Bill 1' }
  const bare = await recordExpense(officer, spent)
  await expect(approve({ proof: { expenseId: bare } })).rejects.toMatchObject(unknown)
  const document = { bytes: letterPdf() }
  const expenseId = await recordExpense(officer, { ...spent, document })
  await approve({ proof: { expenseId } })
  expect(await (await as(officer, `/api/cases/${caseId}`)).json()).toMatchObject({
    stage: 'treated',
    updates: [{ state: 'approved', proof: { expenseId } }],
  })
})

test('who writes the news may attach the document; whoever releases it needs to bring no other', async () => {
  const { caseId } = await openOne('Wind')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', proof: await bringProof(officer, caseId) })
  await approveUpdate(approver, updateId, refused)
})

test('progress that promises nothing needs no document', async () => {
  const { caseId } = await openOne('Rain')
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved' })
  await approveUpdate(approver, updateId, { languages: [] })
})

test('a document is read by members who may read medical fields, as a file, and every reading is noted', async () => {
  const { caseId } = await openOne('Leaf')
  const form = new FormData()
  form.set('kind', 'discharge_letter')
  form.set('document', letter())
  const kept = await as(officer, `/api/cases/${caseId}/documents`, form)
  expect(kept.status).toBe(201)
  const { id } = z.object({ id: z.uuid() }).parse(await kept.json())
  const read = await as(officer, `/api/case-documents/${id}`)
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "attachment; filename*=UTF-8''Brief%20%C2%AB2%C2%BB.pdf",
    'cache-control': 'private, no-store',
  })
  expect((await as(await house.member('agent'), `/api/case-documents/${id}`)).status).toBe(403)
  expect(await (await as(await house.member('agent'), `/api/cases/${caseId}`)).json()).toMatchObject({ documents: [] })
  const { rows } = await house.context.databases.owner.query(
    `select after from audit_entries where action = 'cases.read-document' and subject_id = $1`,
    [caseId],
  )
  expect(rows).toEqual([{ after: { documentId: id } }])
})

test('a document that released news rests on stays; another can be taken away and proves nothing any more', async () => {
  const { caseId } = await openOne('Hill')
  const [told, spare] = [await bringProof(officer, caseId), await bringProof(officer, caseId)]
  if (!('documentId' in told) || !('documentId' in spare)) throw new Error('no documents')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', proof: told })
  await approveUpdate(approver, updateId, refused)
  await expect(removeDocument(officer, told.documentId)).rejects.toMatchObject({ code: 'cases.document-told' })
  await removeDocument(officer, spare.documentId)
  const next = writeUpdate(officer, { caseId, stage: 'recovered', proof: spare })
  await expect(next).rejects.toMatchObject({ code: 'cases.document-unknown' })
})

test('the signed paper of a consent comes with it or later, page by page, and is read by nobody unnoticed', async () => {
  const { caseId } = await openOne('Pine')
  const signed = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
  const consentId = await recordConsent(officer, {
    ...{ caseId, ...signed, givenOn: '2026-03-01', expiresOn: '2026-12-31' },
    grants: [{ field: 'pseudonym', purpose: 'appeal' }],
  })
  const form = new FormData()
  form.set('document', letter())
  expect((await as(officer, `/api/case-consents/${consentId}/papers`, form)).status).toBe(201)
  house.clock.advance(1000)
  await attachPaper(officer, consentId, { bytes: letterPdf() })
  const listed = await (await as(officer, `/api/cases/${caseId}/consents`)).json()
  const { items } = z
    .object({
      items: z.array(z.object({ papers: z.array(z.object({ id: z.uuid(), fileName: z.string().nullable() })) })),
    })
    .parse(listed)
  expect(items[0]?.papers.map(({ fileName }) => fileName)).toEqual(['Brief «2».pdf', null])
  const path = `/api/consent-papers/${items[0]?.papers[0]?.id}`
  expect((await as(officer, path)).headers.get('content-type')).toBe('application/pdf')
  expect((await as(await house.member('agent'), path)).status).toBe(403)
  expect((await as(await house.neighbour('evening-star'), path)).status).toBe(404)
  const { rows } = await house.context.databases.owner.query(
    `select count(*)::int as times from audit_entries where action = 'cases.read-paper' and subject_id = $1`,
    [caseId],
  )
  expect(rows).toEqual([{ times: 1 }])
})

test('a document is handed out made anew; as it came it lies sealed, for who has just proved who they are, and the hash says which it was', async () => {
  const { caseId } = await openOne('Dune')
  const came = letterPdf('All is well', 'Dr. Chen, ward 7')
  const form = new FormData()
  form.set('kind', 'doctor_letter')
  form.set('document', new File([came], 'letter.pdf'))
  const { id } = z
    .object({ id: z.uuid() })
    .parse(await (await as(officer, `/api/cases/${caseId}/documents`, form)).json())
  const read = async (path: string) => Buffer.from(await (await as(officer, path)).arrayBuffer())
  const clean = await read(`/api/case-documents/${id}`)
  expect([clean.includes('All is well'), clean.includes('Dr. Chen')]).toEqual([true, false])
  const sha256 = createHash('sha256').update(came).digest('hex')
  expect(await (await as(officer, `/api/cases/${caseId}`)).json()).toMatchObject({
    documents: [{ id, original: { sha256, isSigned: false } }],
  })
  expect(await read(`/api/case-documents/${id}?form=original`)).toEqual(came)
  const signIn = { userId: 'u', sessionId: 'none', secondFactor: 'has', isDemo: false } as const
  const stale = new SignedInScope(house.context, house.organisationId, officer.actor, signIn)
  const refused = await as(stale, `/api/case-documents/${id}?form=original`)
  expect(await refused.json()).toMatchObject({ code: 'organisations.proof-needed' })
  const { rows } = await house.context.databases.owner.query(
    `select action from audit_entries where subject_id = $1 and action like 'cases.read-%' and after is not null order by at`,
    [caseId],
  )
  expect(rows.map(({ action }) => action).sort()).toEqual(['cases.read-document', 'cases.read-original'])
  // In the folder of files nothing says who wrote it.
  const { rows: kept } = await house.context.databases.owner.query('select sealed_sha256 from original_files')
  for (const { sealed_sha256 } of kept) {
    expect((await house.context.files.get(sealed_sha256)).includes('Dr. Chen')).toBe(false)
  }
})
