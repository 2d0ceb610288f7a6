import { z } from '@hono/zod-openapi'
import { moneyOut } from '../campaigns/money-wire.ts'
import { languages } from '../platform/languages.ts'
import { stages } from './case.ts'
import { documentKinds } from './documents.ts'
import { original } from './original.ts'
import { proof } from './proof.ts'

const at = z.iso.datetime()

export const programmeSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    fundId: z.uuid(),
    currency: z.string(),
    name: z.partialRecord(z.enum(languages), z.string()),
    picture: z.string(),
    caseCount: z.number(),
  })
  .openapi('Programme')

export const caseSchema = z
  .object({
    id: z.uuid(),
    programmeId: z.uuid(),
    pseudonym: z.string(),
    ageBand: z.string(),
    region: z.string(),
    conditionClass: z.string(),
    stage: z.enum(stages),
    stageAt: at,
    picture: z.string(),
    /** Sum of the needs that stand, what they still lack, and what was spent. */
    needed: moneyOut,
    open: moneyOut,
    spent: moneyOut,
  })
  .openapi('Case')

export const stageTotalSchema = z
  .object({ stage: z.enum(stages), count: z.number(), needed: moneyOut, open: moneyOut })
  .openapi('StageTotal')

const needSchema = z
  .object({
    id: z.uuid(),
    item: z.string(),
    amount: moneyOut,
    open: moneyOut,
    spent: moneyOut,
    dueOn: z.iso.date().nullable(),
    isCancelled: z.boolean(),
  })
  .openapi('Need')

const expenseSchema = z
  .object({
    id: z.uuid(),
    needId: z.uuid(),
    amount: moneyOut,
    spentOn: z.iso.date(),
    /** Null for members without `cases.medical`. */
    documentNote: z.string().nullable(),
    hasDocument: z.boolean(),
    documentType: z.string().nullable(),
    original: original.nullable(),
    recordedBy: z.string().nullable(),
  })
  .openapi('Expense')

const caseGiftSchema = z
  .object({ giftId: z.uuid(), personId: z.uuid(), donorName: z.string(), share: moneyOut, firstAt: at })
  .openapi('CaseGift')

const stageStepSchema = z
  .object({
    from: z.string().nullable(),
    to: z.string(),
    at,
    evidence: z.string().nullable(),
    changedBy: z.string().nullable(),
  })
  .openapi('StageStep')

const documentSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(documentKinds),
    mediaType: z.string(),
    fileName: z.string().nullable(),
    /** The PDF as it came, where one was kept. */
    original: original.nullable(),
    uploadedBy: z.string().nullable(),
    uploadedAt: at,
  })
  .openapi('CaseDocument')

const updateSchema = z
  .object({
    id: z.uuid(),
    stage: z.string(),
    state: z.string(),
    evidence: z.string().nullable(),
    /** What shows it: a document of the case, or the bill of an expense. */
    proof: proof.nullable(),
    declineReason: z.string().nullable(),
    writtenBy: z.string(),
    writtenById: z.uuid(),
    writtenAt: at,
    approvedBy: z.string().nullable(),
    approvedAt: at.nullable(),
    texts: z.array(z.object({ language: z.string(), text: z.string(), isApproved: z.boolean() })),
    shown: z.record(z.string(), z.string()),
  })
  .openapi('CaseUpdate')

export const caseDetailSchema = caseSchema
  .extend({
    needs: z.array(needSchema),
    expenses: z.array(expenseSchema),
    /** What shows that help was given; empty for members without `cases.medical`. */
    documents: z.array(documentSchema),
    gifts: z.array(caseGiftSchema),
    stageChanges: z.array(stageStepSchema),
    /** What is not told of the child whatever consent allows, lest fewer than five persons could be meant. Words: `cases:guard`. */
    untold: z.array(z.enum(['region', 'ageBand'])),
    /** `none`: nobody was asked, the usual is told. `ended`: what was allowed is allowed no more. */
    consent: z.enum(['none', 'standing', 'ended']),
    updates: z.array(updateSchema),
  })
  .openapi('CaseDetail')
