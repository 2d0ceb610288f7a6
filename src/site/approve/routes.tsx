import { sql } from 'kysely'
import { type OpenUpdateApproval, openUpdateApproval, readLinkedProof } from '../../cases/approve-by-link.ts'
import { answerDocument } from '../../cases/document-answer.ts'
import { listProgrammes, programmeName } from '../../cases/programmes.ts'
import { shownTexts } from '../../cases/shown-text.ts'
import { decideApproval, type OpenApproval, openApproval } from '../../feedback/approve.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import { type Language, languages } from '../../platform/languages.ts'
import type { Transaction } from '../../platform/scope.ts'
import { answerPage, frameOf } from '../draw.ts'
import { requireSeal, sealForm } from '../give/form-seal.ts'
import { readHost } from '../host.ts'
import { ApprovalPage, type ApprovalView, DecidedPage } from './page.tsx'
import { answerUpdateApproval, drawUpdateApproval } from './update-approval.tsx'

const purpose = 'approve'

/** `/approve/:token`: where somebody without an account reads what is to be told, a round or the news of a child, and decides. */
export function approvalRoutes() {
  const router = newRouter()
  const rate = limitRate('approve', 60, 60)
  router.get('/approve/:token', rate, async (request) => {
    const { round, update } = await openEither(request)
    return round ? drawRound(request, round) : drawUpdateApproval(request, update)
  })
  router.get('/approve/:token/document', rate, async (request) =>
    answerDocument(await readLinkedProof(request.get('context'), tokenOf(request))),
  )
  router.post('/approve/:token', rate, limitBody(1), async (request) => {
    const { round, update } = await openEither(request)
    const sent = await request.req.parseBody()
    const { link } = round ?? update
    requireSeal(link, purpose, String(sent.token ?? ''))
    if (!round) return answerUpdateApproval(request, update, tokenOf(request), sent)
    const decision = sent.decision === 'approve' ? 'approve' : 'decline'
    await decideApproval(request.get('context'), tokenOf(request), decision)
    const host = await link.scope.transaction((transaction) => readHost(transaction, request.get('language')))
    return answerPage(request, <DecidedPage frame={frameOf(request, host)} about="approve" decision={decision} />)
  })
  return router
}

type Opened = { round: OpenApproval; update?: never } | { round?: never; update: OpenUpdateApproval }

/** A link of one kind opens nothing of another, so what is no round's is asked of the updates. */
async function openEither(request: Request): Promise<Opened> {
  const context = request.get('context')
  try {
    return { round: await openApproval(context, tokenOf(request)) }
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'links.unknown') throw error
    return { update: await openUpdateApproval(context, tokenOf(request)) }
  }
}

async function drawRound(request: Request, opened: OpenApproval): Promise<Response> {
  const language = request.get('language')
  const { host, view } = await opened.link.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    view: await approvalView(transaction, opened, language, `/approve/${tokenOf(request)}`),
  }))
  return answerPage(request, <ApprovalPage frame={frameOf(request, host)} approval={view} />)
}

function tokenOf(request: Request): string {
  return request.req.param('token') ?? ''
}

async function approvalView(
  transaction: Transaction,
  { link, round, preview }: OpenApproval,
  language: Language,
  action: string,
): Promise<ApprovalView> {
  const programmes = await listProgrammes(transaction)
  const programme = programmes.find((each) => each.programmeId === round.programmeId)
  const updates = await updatesOf(transaction, round.roundId)
  const texts = await shownTexts(
    transaction,
    updates.map(({ updateId }) => updateId),
  )
  // The reader's own language first, then those in which somebody will read it.
  const spokenTo = languages.filter((each) => preview.recipients.some((recipient) => recipient.language === each))
  const shown = [language, ...spokenTo.filter((each) => each !== language)]
  return {
    action,
    formToken: sealForm(link, purpose),
    programme: programme === undefined ? '' : programmeName(programme.name, language),
    preview,
    news: updates.map(({ updateId, child }) => ({
      child,
      texts: shown.map((each) => ({ language: each, text: texts.get(updateId)?.[each] ?? '' })),
    })),
  }
}

async function updatesOf({ db, organisationId }: Transaction, roundId: string) {
  const { rows } = await sql<{ updateId: string; child: string }>`
    select u.update_id as "updateId", c.pseudonym as child
    from feedback_round_updates r
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
    order by u.approved_at, u.update_id`.execute(db)
  return rows
}
