import { decideUpdateApproval, type LinkDecision, type OpenUpdateApproval } from '../../cases/approve-by-link.ts'
import { isProgress } from '../../cases/case.ts'
import { needsOf } from '../../cases/needs.ts'
import { templateSentence } from '../../cases/words.ts'
import { Failure } from '../../platform/errors.ts'
import type { Request } from '../../platform/http/api.ts'
import { problemOf, statusOf } from '../../platform/http/problem.ts'
import type { Translate } from '../../platform/i18n/translator.ts'
import { isLanguage, type Language, languages } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { sealForm } from '../give/form-seal.ts'
import { readHost } from '../host.ts'
import { inARow } from '../words.ts'
import { DecidedPage } from './page.tsx'
import {
  longestAnswer,
  type TypedApproval,
  UpdateApprovalPage,
  type UpdateApprovalView,
} from './update-approval-page.tsx'

/** What the form for news of a child sends. */
type Sent = Readonly<Record<string, unknown>>

const untouched: TypedApproval = { evidence: '', reason: '', released: [], errors: {} }

/** Draws the news that waits, with what was typed where a decision did not go through. */
export async function drawUpdateApproval(
  request: Request,
  opened: OpenUpdateApproval,
  typed = untouched,
  status: (typeof statusOf)['invalid'] = 200,
): Promise<Response> {
  const language = request.get('language')
  const { host, view } = await opened.link.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    view: await viewOf(transaction, opened, language),
  }))
  const approval = { ...view, action: new URL(request.req.url).pathname, typed }
  return answerPage(request, <UpdateApprovalPage frame={frameOf(request, host)} approval={approval} />, status)
}

/** Decides as the form says. What is wrong with a field comes back beside it, and the link stays good. */
export async function answerUpdateApproval(
  request: Request,
  opened: OpenUpdateApproval,
  token: string,
  sent: Sent,
): Promise<Response> {
  const typed = readTyped(sent)
  const isApproved = sent.decision === 'approve'
  try {
    await decideUpdateApproval(request.get('context'), token, decisionOf(isApproved, typed))
  } catch (error) {
    if (!(error instanceof Failure) || (error.field !== 'evidence' && error.field !== 'reason')) throw error
    const { title, remedy } = problemOf(error, request.get('translate'), '')
    const errors = { [error.field]: inARow(request.get('language'), title, remedy) }
    return drawUpdateApproval(request, opened, { ...typed, errors }, statusOf[error.kind])
  }
  const host = await opened.link.scope.transaction((transaction) => readHost(transaction, request.get('language')))
  const decision = isApproved ? 'approve' : 'decline'
  return answerPage(request, <DecidedPage frame={frameOf(request, host)} about="approveUpdate" decision={decision} />)
}

/** Fails with `site.reason-missing`. */
function decisionOf(isApproved: boolean, { evidence, reason, released }: TypedApproval): LinkDecision {
  if (isApproved) return { approve: true, evidence, languages: released }
  if (reason === '') throw new Failure('site.reason-missing', {}, { field: 'reason' })
  return { approve: false, reason }
}

function readTyped(sent: Sent): TypedApproval {
  const text = (name: string) => {
    const value = sent[name]
    return typeof value === 'string' ? value.trim().slice(0, longestAnswer) : ''
  }
  const released = languages.filter((language) => text(`language.${language}`) !== '')
  return { evidence: text('evidence'), reason: text('reason'), released, errors: {} }
}

async function viewOf(
  transaction: Transaction,
  { link, found, update, proof }: OpenUpdateApproval,
  language: Language,
): Promise<Omit<UpdateApprovalView, 'action' | 'typed'>> {
  const t = transaction.context.translator.in(language)
  const needs = (await needsOf(transaction, found.caseId)).filter((need) => !need.isCancelled)
  const facts = { ...found, items: [...new Set(needs.map((need) => need.item))] }
  return {
    formToken: sealForm(link, 'approve'),
    child: found.pseudonym,
    writtenBy: update.writtenBy,
    writtenAt: update.writtenAt,
    stageNow: t(`cases:stages.${found.stage}`),
    stageTold: t(`cases:stages.${update.stage}`),
    evidenceNamed: update.evidence,
    document: proof && documentWords(t, proof.kind),
    isEvidenceNeeded: needsEvidence(update.stage),
    texts: update.texts.flatMap(({ language, text }) => (isLanguage(language) ? [{ language, text }] : [])),
    template: isProgress(update.stage) ? templateSentence(t, language, update.stage, facts) : '',
  }
}

function documentWords(t: Translate, kind: string) {
  const open = kind === 'bill' ? t('cases:documents.bill') : t(`cases:documents.kinds.${kind}`)
  return { about: t('cases:documents.proof'), open, note: t('cases:documents.byLink') }
}

function needsEvidence(stage: string): boolean {
  return stage === 'treated' || stage === 'recovered'
}
