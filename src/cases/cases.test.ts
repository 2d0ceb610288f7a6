import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFund } from '../campaigns/actions.ts'
import { saltFor } from '../log/record.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { languages } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'
import { letterPdf } from '../platform/testing/pdf.ts'
import { commitText } from '../proofs/commitment.ts'
import { readLine } from '../proofs/entry.ts'
import { decideUpdateApproval, openUpdateApproval, updateApprovalLink } from './approve-by-link.ts'
import { attachProof } from './attach-proof.ts'
import { conditionClasses, needItems, regions, stages } from './case.ts'
import { getCase, listCases, type NewCase, openCase } from './cases.ts'
import { recordExpense } from './expenses.ts'
import { importCase } from './import-case.ts'
import { addNeed, needsOf } from './needs.ts'
import { createProgramme } from './programmes.ts'
import { reverseExpense } from './reverse-expense.ts'
import { shownTexts } from './shown-text.ts'
import { changeStage } from './stages.ts'
import { bringProof } from './testing.ts'
import { approveUpdate, declineUpdate, writeUpdate } from './updates.ts'

let house: TestHouse
let officer: Scope
let approver: Scope
let programmeId: string
beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  programmeId = await createProgramme(house.scope, {
    slug: 'cleft',
    fundId,
    currency: 'TWD',
    name: { 'zh-Hant': '唇顎裂手術' },
    picture: 'cleft',
  })
})
afterAll(() => house.close())

function child(pseudonym: string): NewCase {
  return { programmeId, pseudonym, ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' }
}

async function openOne(pseudonym: string): Promise<{ caseId: string; needId: string }> {
  return house.scope.transaction(async (tx) => {
    const caseId = await openCase(tx, child(pseudonym))
    return { caseId, needId: await addNeed(tx, { caseId, item: 'surgery', amountMinor: 100_000n }) }
  })
}

async function entryOf(kind: 'update' | 'expense', id: string) {
  const row = await house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('log_pending')
      .where('organisation_id', '=', organisationId)
      .where('subject_kind', '=', kind)
      .where('subject_id', '=', id)
      .select('entry')
      .executeTakeFirstOrThrow(),
  )
  return readLine(row.entry.toString())
}

test('F2: nobody approves their own update, and treatment is not told without evidence', async () => {
  const { caseId } = await openOne('小星')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: {} })
  await expect(approveUpdate(officer, updateId, { evidence: 'Letter', languages: [] })).rejects.toMatchObject({
    code: 'cases.own-update',
  })
  await expect(approveUpdate(approver, updateId, { languages: [] })).rejects.toMatchObject({
    code: 'cases.evidence-missing',
  })
  expect((await house.scope.transaction((tx) => getCase(tx, caseId))).stage).toBe('registered')
  const named = { evidence: 'Discharge letter, 1 March', languages: [] }
  await expect(approveUpdate(approver, updateId, named)).rejects.toMatchObject({
    code: 'cases.document-missing',
    field: 'proof',
  })
  await approveUpdate(approver, updateId, { ...named, proof: await bringProof(approver, caseId) })
  expect((await house.scope.transaction((tx) => getCase(tx, caseId))).stage).toBe('treated')
  await expect(declineUpdate(approver, updateId, 'late')).rejects.toMatchObject({ code: 'cases.update-decided' })
})

test('what is shown is what the log commits to: approved words where there are some, else the template', async () => {
  const { caseId } = await openOne('小月')
  for (const name of ['小一', '小二', '小三', '小四']) await openOne(name)
  const texts = { 'zh-Hant': '小月今天笑了。', it: 'Non approvato.' }
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved', texts })
  await approveUpdate(approver, updateId, { languages: ['zh-Hant'] })
  // A need that comes later must not change what was told.
  await house.scope.transaction((tx) => addNeed(tx, { caseId, item: 'travel', amountMinor: 1n }))
  const shown = (await house.scope.transaction((tx) => shownTexts(tx, [updateId]))).get(updateId)
  expect(shown?.['zh-Hant']).toBe('小月今天笑了。')
  expect(shown?.it).toBe(
    'L’aiuto per 小月 (contea di Hualien, labiopalatoschisi) è stato approvato: intervento chirurgico.',
  )
  const entry = await entryOf('update', updateId)
  const salt = await house.scope.transaction((tx) => saltFor(tx, 'update', updateId))
  if (entry?.kind !== 'update.published' || !shown) throw new Error('no entry')
  for (const language of languages) {
    expect(entry.text[language]).toBe(await commitText(salt, language, shown[language]))
  }
})

test('an end of a case closes its needs, and nothing more is told about it', async () => {
  const { caseId, needId } = await openOne('小雲')
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved' })
  await changeStage(officer, { caseId, to: 'died' })
  await expect(approveUpdate(approver, updateId, { languages: [] })).rejects.toMatchObject({ code: 'cases.ended' })
  await expect(writeUpdate(officer, { caseId, stage: 'approved' })).rejects.toMatchObject({ code: 'cases.ended' })
  await expect(changeStage(officer, { caseId, to: 'approved' })).rejects.toMatchObject({
    code: 'cases.stage-impossible',
  })
  const needs = await house.scope.transaction((tx) => needsOf(tx, caseId))
  expect(needs).toMatchObject([{ needId, isCancelled: true }])
})

test('an expense is booked once in the ledger and once in the log, and never beyond what the need was costed at', async () => {
  const { caseId, needId } = await openOne('小樹')
  const finance = await house.member('finance')
  const spent = { caseId, needId, amountMinor: 60_000n, spentOn: '2026-03-01', documentNote: 'Invoice 17' }
  const expenseId = await recordExpense(finance, {
    ...spent,
    document: { bytes: letterPdf() },
  })
  await expect(recordExpense(finance, spent)).rejects.toMatchObject({ code: 'cases.expense-over-need' })
  const { rows } = await house.scope.transaction(({ db, organisationId }) =>
    sql`select debit.code as debit, credit.code as credit, amount_minor from ledger_transfers t
      join ledger_accounts debit on debit.ledger_account_id = t.debit_account_id
      join ledger_accounts credit on credit.ledger_account_id = t.credit_account_id
      where t.organisation_id = ${organisationId} and t.source_id = ${expenseId}`.execute(db),
  )
  expect(rows).toEqual([{ debit: expect.stringMatching(/^spent:/), credit: 'cash:bank', amount_minor: 60_000n }])
  expect(await entryOf('expense', expenseId)).toMatchObject({ kind: 'case.spent', amountMinor: '60000', fund: 'cleft' })
})

test('an expense recorded wrongly is taken back once, with a reason, and leaves room for the right one', async () => {
  const { caseId, needId } = await openOne('小石')
  const finance = await house.member('finance')
  const spent = { caseId, needId, amountMinor: 100_000n, spentOn: '2026-03-01', documentNote: 'Invoice 18' }
  const expenseId = await recordExpense(finance, spent)
  await expect(reverseExpense(await house.member('viewer'), expenseId, 'Typed twice')).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
  await reverseExpense(finance, expenseId, 'Typed twice')
  await expect(reverseExpense(finance, expenseId, 'Again')).rejects.toMatchObject({ code: 'cases.expense-reversed' })
  await recordExpense(finance, { ...spent, documentNote: 'Invoice 18, the right one' })
  const { balance, reversal, reason } = await house.scope.transaction(async ({ db, organisationId }) => {
    const { rows } = await sql<{ balance: string; reversal: string; reason: string }>`
      select sum(case when debit.code = 'cash:bank' then t.amount_minor else -t.amount_minor end)::text as balance,
        max(e.reversal_id::text) as reversal, max(e.reversal_reason) as reason
      from ledger_transfers t join ledger_accounts debit on debit.ledger_account_id = t.debit_account_id
      join expenses e on e.expense_id = t.source_id
      where t.organisation_id = ${organisationId} and t.source_id = ${expenseId}`.execute(db)
    return rows[0] ?? { balance: '', reversal: '', reason: '' }
  })
  expect([balance, reason]).toEqual(['0', 'Typed twice'])
  expect(await entryOf('expense', reversal)).toMatchObject({
    kind: 'case.spent',
    amountMinor: '-100000',
    fund: 'cleft',
  })
})

test('a board member without an account reads an update at a one-time link and releases it once, with evidence', async () => {
  const { caseId } = await openOne('小河')
  const updateId = await writeUpdate(officer, { caseId, stage: 'treated', texts: { it: 'Sta bene.' } })
  await expect(updateApprovalLink(officer, updateId)).rejects.toMatchObject({ code: 'cases.own-update' })
  // Whoever comes by a link cannot bring a document.
  await expect(updateApprovalLink(approver, updateId)).rejects.toMatchObject({ code: 'cases.document-missing' })
  await attachProof(officer, updateId, await bringProof(officer, caseId))
  const { url } = await updateApprovalLink(approver, updateId)
  const token = url.split('/').at(-1) ?? ''
  const { update, found } = await openUpdateApproval(house.context, token)
  expect([update.texts[0]?.text, found.pseudonym, update.writtenBy]).toEqual(['Sta bene.', '小河', expect.any(String)])
  const decision = { approve: true, languages: ['it'] } as const
  // A refusal of the decision leaves the link as it was.
  await expect(decideUpdateApproval(house.context, token, decision)).rejects.toMatchObject({
    code: 'cases.evidence-missing',
  })
  await decideUpdateApproval(house.context, token, { ...decision, evidence: 'Discharge letter' })
  await expect(decideUpdateApproval(house.context, token, decision)).rejects.toMatchObject({ code: 'links.used' })
  expect((await house.scope.transaction((tx) => getCase(tx, caseId))).stage).toBe('treated')
  expect((await entryOf('update', updateId))?.kind).toBe('update.published')
})

test('a row brought in twice is one case, and a pseudonym never changes', async () => {
  const row = { ...child('小海'), externalKey: 'C-1' }
  const bring = (one: typeof row) => house.scope.transaction((tx) => importCase(tx, one))
  const first = await bring(row)
  expect(first.verdict).toBe('create')
  expect(await bring(row)).toEqual({ verdict: 'unchanged', caseId: first.caseId })
  expect(await bring({ ...row, region: 'taitung' })).toEqual({ verdict: 'update', caseId: first.caseId })
  await expect(bring({ ...row, pseudonym: '小山' })).rejects.toMatchObject({ code: 'cases.pseudonym-fixed' })
})

test('a list turns its pages without losing or repeating a case', async () => {
  const all = await house.scope.transaction((tx) => listCases(tx, { limit: 200 }))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await house.scope.transaction((tx) => listCases(tx, { limit: 2, ...(cursor ? { cursor } : {}) }))
    seen.push(...page.items.map((item) => item.caseId))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual(all.items.map((item) => item.caseId))
})

test.each(['treated', 'recovered'] as const)('one member alone cannot make donors read "%s"', async (to) => {
  const { caseId } = await openOne(`由 ${to}`)
  await expect(changeStage(officer, { caseId, to, evidence: 'Surgery note seen' })).rejects.toMatchObject({
    code: 'cases.stage-needs-update',
    field: 'stage',
  })
})

test('every stage, condition, item and region has words in every language', () => {
  for (const language of languages) {
    const t = house.context.translator.in(language)
    for (const stage of stages) expect(t(`cases:stages.${stage}`)).not.toBe('')
    for (const condition of conditionClasses) expect(t(`cases:conditions.${condition}`)).not.toBe('')
    for (const item of needItems) expect(t(`cases:items.${item}`)).not.toBe('')
    for (const region of regions) expect(t(`cases:regions.${region}`)).not.toBe('')
  }
})
