import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFund } from '../campaigns/actions.ts'
import { latestCheckpoint } from '../log/read.ts'
import { saltFor } from '../log/record.ts'
import { sequence } from '../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { commitCase } from '../proofs/commitment.ts'
import { registerCase } from './cases.ts'
import { attachPaper } from './consent-papers.ts'
import { recordConsent } from './consents.ts'
import { eraseCase } from './erase.ts'
import { askFor } from './needs.ts'
import { createProgramme } from './programmes.ts'
import { changeStage } from './stages.ts'
import { bringProof } from './testing.ts'
import { approveUpdate, writeUpdate } from './updates.ts'

let house: TestHouse
let officer: Scope
let owner: Scope
let caseId: string

beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('owner', 'programme_officer')
  owner = await house.member('owner')
  const fundId = await createFund(officer, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const name = { en: 'Cleft lips' }
  const programmeId = await createProgramme(officer, {
    slug: 'cleft',
    fundId,
    currency: 'TWD',
    name,
    picture: 'valley',
  })
  caseId = await registerCase(officer, {
    ...{
      programmeId,
      pseudonym: '小禾',
      ageBand: '0-1',
      region: 'hualien',
      conditionClass: 'cleft',
      picture: 'valley',
    },
  })
  await askFor(officer, { caseId, item: 'surgery', amountMinor: 4_800_000n })
  const consentId = await recordConsent(officer, {
    ...{ caseId, guardian: '陳小華', relation: 'mother', givenOn: '2026-01-01', expiresOn: '2027-01-01' },
    evidence: 'Form 7',
    grants: (['pseudonym', 'region', 'condition', 'story'] as const).map((field) => ({
      field,
      purpose: 'report_to_givers',
    })),
  })
  await attachPaper(officer, consentId, { bytes: letterPdf('signed'), fileName: 'chen.pdf' })
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { en: 'All went well.' } })
  const proof = await bringProof(officer, caseId)
  await approveUpdate(owner, updateId, { evidence: 'Letter', proof, languages: ['en'] })
  await sequence(house.scope)
})
afterAll(() => house.close())

const rows = async (text: string) => (await house.context.databases.owner.query(text)).rows

test('a case that goes on is not erased, and only by who may', async () => {
  await expect(eraseCase(owner, caseId, [])).rejects.toMatchObject({ code: 'cases.erase-not-ended' })
  const other = await house.member('programme_officer', 'finance')
  await expect(eraseCase(other, caseId, [])).rejects.toMatchObject({ code: 'organisations.not-permitted' })
})

test('L9 b: of an erased case the log stays as it was, and nobody can tell whose lines they are', async () => {
  const [before] = await rows(`select entry, convert_from(entry, 'UTF8')::json ->> 'case' as committed from log_entries
    where subject_kind = 'update'`)
  const salt = await house.scope.transaction((transaction) => saltFor(transaction, 'case', caseId))
  expect(await commitCase(salt, '小禾')).toBe(before.committed)
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  const [paper] = await rows(`select sha256 from files where file_name = 'chen.pdf'`)
  expect(await house.context.files.get(paper.sha256)).toBeDefined()
  await changeStage(officer, { caseId, to: 'withdrawn' })
  await eraseCase(owner, caseId, [])
  const [after] = await rows(`select entry from log_entries where subject_kind = 'update'`)
  expect(after.entry).toEqual(before.entry)
  expect(await house.scope.transaction(latestCheckpoint)).toEqual(checkpoint)
  const again = await house.scope.transaction((transaction) => saltFor(transaction, 'case', caseId))
  expect(await commitCase(again, '小禾')).not.toBe(before.committed)
  expect(await rows('select first_name_sealed, evidence from case_consents')).toEqual([
    { first_name_sealed: null, evidence: '' },
  ])
  expect(await rows(`select distinct sentence from update_sentences`)).toEqual([{ sentence: '' }])
  await expect.poll(() => house.context.files.get(paper.sha256).catch(({ code }) => code)).toBe('files.missing')
})

test('no help goes on under the name of who was erased', async () => {
  await expect(changeStage(officer, { caseId, to: 'registered' })).rejects.toThrow()
})
