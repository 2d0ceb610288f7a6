import { z } from '@hono/zod-openapi'
import { writeMoney } from '../campaigns/money-wire.ts'
import type { Transaction } from '../platform/scope.ts'
import { type CaseItem, getCase } from './cases.ts'
import { consentScopes } from './consent-scope.ts'
import { type DocumentItem, documentKinds, documentsOf } from './documents.ts'
import { coarsened, groupSizes, nobody, untold } from './guard.ts'
import { expensesOf, stageStepsOf, updatesOf } from './history.ts'
import { mayReadMedical, noteMedicalRead } from './medical.ts'
import { needsOf } from './needs.ts'
import { proofOf } from './proof.ts'
import type { caseDetailSchema, caseSchema } from './wire.ts'

/** Tells which gifts a case has: a participant, for allocations are a floor above. */
export type GiftsOfCase = (
  transaction: Transaction,
  caseId: string,
) => Promise<{ giftId: string; personId: string; donorName: string; shareMinor: bigint; firstAt: Date }[]>

/** A case for a list; its condition only for whoever may read medical fields. */
export function writeCase(item: CaseItem, isMedical: boolean): z.infer<typeof caseSchema> {
  const money = (minor: bigint) => writeMoney({ minor, currency: item.currency })
  const { programmeId, pseudonym, ageBand, region, stage, picture } = item
  const conditionClass = isMedical ? item.conditionClass : untold
  return {
    id: item.caseId,
    ...{ programmeId, pseudonym, ageBand, region, conditionClass, stage, picture },
    stageAt: item.stageAt.toISOString(),
    needed: money(item.neededMinor),
    open: money(item.openMinor),
    spent: money(item.spentMinor),
  }
}

/**
 * A case with all that hangs on it. Its condition, evidence, documents and the words of news not yet released only for whoever may
 * read medical fields, and that they did is noted. Fails with `cases.unknown`.
 */
export async function readCase(
  transaction: Transaction,
  caseId: string,
  giftsOfCase: GiftsOfCase,
): Promise<z.infer<typeof caseDetailSchema>> {
  const item = await getCase(transaction, caseId)
  const isMedical = mayReadMedical(transaction)
  if (isMedical) await noteMedicalRead(transaction, caseId)
  const hidden = <Value>(value: Value) => (isMedical ? value : null)
  const money = (minor: bigint) => writeMoney({ minor, currency: item.currency })
  const may = coarsened((await groupSizes(transaction, [caseId])).get(caseId) ?? nobody)
  const consent = (await consentScopes(transaction, [caseId]))(caseId)
  return {
    ...writeCase(item, isMedical),
    untold: (['region', 'ageBand'] as const).filter((field) => !may[field]),
    consent: consent.state,
    needs: (await needsOf(transaction, caseId)).map(({ needId, amount, openMinor, spentMinor, ...need }) => ({
      ...need,
      id: needId,
      amount: writeMoney(amount),
      open: money(openMinor),
      spent: money(spentMinor),
    })),
    expenses: (await expensesOf(transaction, caseId)).map(
      ({ expenseId, amountMinor, documentType, documentNote, original, ...expense }) => ({
        ...expense,
        documentNote: hidden(documentNote),
        id: expenseId,
        amount: money(amountMinor),
        hasDocument: documentType !== null,
        documentType,
        original: isMedical ? original : null,
      }),
    ),
    documents: isMedical ? (await documentsOf(transaction, caseId)).map(writeDocument) : [],
    gifts: (await giftsOfCase(transaction, caseId)).map(({ giftId, personId, donorName, shareMinor, firstAt }) => ({
      giftId,
      personId,
      donorName,
      share: money(shareMinor),
      firstAt: firstAt.toISOString(),
    })),
    stageChanges: (await stageStepsOf(transaction, caseId)).map((step) => ({
      ...step,
      evidence: hidden(step.evidence),
      at: step.at.toISOString(),
    })),
    updates: (await updatesOf(transaction, caseId)).map(
      ({ updateId, writtenAt, approvedAt, proofDocumentId, proofExpenseId, ...update }) => ({
        id: updateId,
        ...update,
        evidence: hidden(update.evidence),
        proof: proofOf({ proof_document_id: proofDocumentId, proof_expense_id: proofExpenseId }) ?? null,
        texts: isMedical ? update.texts : update.texts.filter(({ isApproved }) => isApproved),
        writtenAt: writtenAt.toISOString(),
        approvedAt: approvedAt?.toISOString() ?? null,
      }),
    ),
  }
}

function writeDocument({ documentId, kind, uploadedAt, ...rest }: DocumentItem) {
  return { ...rest, id: documentId, kind: z.enum(documentKinds).parse(kind), uploadedAt: uploadedAt.toISOString() }
}
