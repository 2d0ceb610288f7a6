import { allocationJobs, allocationSubscriptions, allocationSweeps } from './allocations/jobs.ts'
import { reachRoutes } from './allocations/reach-routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { giftsOfCase, tracesOf } from './allocations/traces.ts'
import { eraseShared } from './books/erase.ts'
import { bookJobs, bookSweeps } from './books/jobs.ts'
import { payoutImporter } from './books/payout-lines.ts'
import { bookRoutes } from './books/routes.ts'
import { eraseRecipients } from './broadcasts/erase.ts'
import { broadcastJobs, broadcastSweeps } from './broadcasts/jobs.ts'
import { moveRecipients } from './broadcasts/merge.ts'
import { renameInAudiences } from './broadcasts/rename-tag.ts'
import { broadcastRoutes } from './broadcasts/routes.ts'
import { stillInAudience } from './broadcasts/still-in-audience.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { caseErasureRoutes } from './cases/erase-routes.ts'
import { caseImporter } from './cases/import.ts'
import { needImporter } from './cases/import-needs.ts'
import { caseSweeps } from './cases/jobs.ts'
import { caseRoutes } from './cases/routes.ts'
import { sealedOfCases } from './cases/sealed.ts'
import { connectorAccountRoutes } from './connectors/account-routes.ts'
import { callBackRoutes } from './connectors/call-back-routes.ts'
import { eraseCallBacks, eraseOrders } from './connectors/erase.ts'
import { connectorJobs, connectorSubscriptions, connectorSweeps } from './connectors/jobs.ts'
import { orderImporter } from './connectors/orders.ts'
import { partnerDoor } from './connectors/platform/door.ts'
import { partnerRoutes } from './connectors/platform/partner-routes.ts'
import { connectorRoutes } from './connectors/routes.ts'
import { sealedOfConnectors } from './connectors/sealed.ts'
import { channelRoutes } from './conversations/accounts/channels-routes.ts'
import { hookDoor } from './conversations/arriving/hook-door.ts'
import { hookRoutes } from './conversations/arriving/hooks.ts'
import { commentRoutes } from './conversations/comments/routes.ts'
import { confirmingSweeps } from './conversations/confirming/jobs.ts'
import { confirmingRoutes } from './conversations/confirming/routes.ts'
import type { MayStillGo } from './conversations/conversation.ts'
import { eraseConversations } from './conversations/erase.ts'
import { conversationRoutes } from './conversations/inbox/routes.ts'
import { conversationJobs, conversationSweeps } from './conversations/jobs.ts'
import { menuSweeps } from './conversations/menus/jobs.ts'
import { menuRoutes } from './conversations/menus/routes.ts'
import { sealedOfConversations } from './conversations/sealed.ts'
import { sendingSettingsRoutes } from './conversations/sending/sending-settings-routes.ts'
import { unknownRoutes } from './conversations/sending/unknown-routes.ts'
import { staffSweeps } from './conversations/staff/announcements.ts'
import { staffRoutes } from './conversations/staff/routes.ts'
import { Switchboard } from './conversations/switchboard.ts'
import { templateSweeps } from './conversations/templates/sync.ts'
import { chatRoutes } from './conversations/webchat/routes.ts'
import { typingRoutes } from './conversations/webchat/typing-routes.ts'
import { visitorSweeps } from './conversations/webchat/visitor-uploads.ts'
import { answerAtDaytime } from './demo/daytime.ts'
import { demoRoutes } from './demo/routes.ts'
import { eraseTellings, eraseWishes } from './feedback/erase.ts'
import { feedbackJobs, feedbackSubscriptions, feedbackSweeps } from './feedback/jobs.ts'
import { moveTold } from './feedback/merge.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { stillTellable } from './feedback/still-tellable.ts'
import { securitySubscriptions } from './feedback/tell-second-factor.ts'
import { feedbackTemplateRoutes } from './feedback/template-routes.ts'
import { feedbackTimeline } from './feedback/timeline.ts'
import { toTellRoutes } from './feedback/to-tell-routes.ts'
import { feedbackWordsRoutes } from './feedback/words-routes.ts'
import { moveGifts } from './gifts/claim.ts'
import { eraseGifts } from './gifts/erase.ts'
import { paymentHookRoutes } from './gifts/hook-routes.ts'
import { giftJobs, giftSubscriptions, giftSweeps } from './gifts/jobs.ts'
import { giftRoutes } from './gifts/routes.ts'
import { sealedOfGifts } from './gifts/sealed.ts'
import { giftTimeline } from './gifts/timeline.ts'
import { importJobs, importSweeps } from './imports/jobs.ts'
import { importRoutes } from './imports/routes.ts'
import { sealedOfImports } from './imports/sealed.ts'
import { insightRoutes } from './insights/routes.ts'
import { logBookRoutes } from './log/book-routes.ts'
import { logJobs, logSweeps } from './log/jobs.ts'
import { logRoutes } from './log/routes.ts'
import { sealedOfLog } from './log/sealed.ts'
import { witnessRoutes } from './log/witness-routes.ts'
import { openAuth } from './organisations/auth.ts'
import { authenticate } from './organisations/authenticate.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { sealedSecondFactors } from './organisations/second-factor-secrets.ts'
import type { EraseParticipant } from './people/erase.ts'
import { peopleImporter } from './people/import.ts'
import { peopleJobs, peopleSweeps } from './people/jobs.ts'
import { peopleRoutes } from './people/routes.ts'
import { sealedFiles } from './platform/files-reseal.ts'
import { newEdge } from './platform/http/edge.ts'
import { healthRoutes } from './platform/http/health.ts'
import { limitBody } from './platform/http/security.ts'
import type { Subscription } from './platform/jobs/event.ts'
import { deliverEvents, sweepEvents } from './platform/jobs/events-deliver.ts'
import type { JobHandler, Sweep } from './platform/jobs/job.ts'
import { presenceRoutes } from './platform/presence.ts'
import type { Context } from './platform/scope.ts'
import type { Sealed } from './platform/sealed.ts'
import { isSandboxAllowed } from './sandbox/allowed.ts'
import { sandboxRoutes } from './sandbox/routes.ts'
import { respondInChat } from './scripts/actions.ts'
import { isAttended } from './scripts/attended.ts'
import { eraseSessions } from './scripts/erase.ts'
import { scriptJobs, scriptSweeps } from './scripts/jobs.ts'
import { drawProblem } from './site/problem.tsx'
import { siteRoutes } from './site/routes.ts'
import { tellErasure } from './site/story/tell-erasure.ts'

/** Who hears which news. */
export const subscriptions: readonly Subscription[] = [
  ...giftSubscriptions,
  ...allocationSubscriptions,
  ...feedbackSubscriptions,
  ...securitySubscriptions,
  ...connectorSubscriptions,
]

/** What can be brought in from spreadsheets. */
export const importers = [peopleImporter, caseImporter, needImporter, orderImporter, payoutImporter]

/** Everything that follows from the secret and lives on when that changes. */
export const sealed: readonly Sealed[] = [
  ...sealedOfGifts,
  ...sealedOfConversations,
  ...sealedOfConnectors,
  ...sealedOfCases,
  ...sealedOfImports,
  ...sealedOfLog,
  sealedSecondFactors,
  sealedFiles,
]

/** What goes, and from where, when a person is erased; those on whose rows others find theirs come last. */
export const erasing: readonly EraseParticipant[] = [
  eraseShared,
  eraseOrders,
  eraseRecipients,
  eraseWishes,
  eraseSessions,
  eraseGifts,
  eraseConversations,
]

/** A message leaves when nobody it depends on objects. */
const mayStillGo: MayStillGo = async (transaction, leaving) =>
  new Set([...(await stillTellable(transaction, leaving)), ...(await stillInAudience(transaction, leaving))])

/** Whose rows move when two records turn out to be one person. */
const merging = [moveGifts, moveTold, moveRecipients]

/** Everything of one process that is made from its context. */
export interface App {
  fetch: ReturnType<typeof newEdge>['fetch']
  /** Everything that is woken. */
  jobs: readonly JobHandler[]
  /** Everything that is looked for. */
  sweeps: readonly Sweep[]
  /** Begins to hear what other processes do. */
  start(): Promise<void>
  /** Lets what is in hand finish. */
  stop(): Promise<void>
}

/** Puts the house together: the only function that knows everyone. */
export function openApp(context: Context, options: { isWorker: boolean } = { isWorker: true }): App {
  const hasDemo = isSandboxAllowed(context)
  const respond = hasDemo ? answerAtDaytime(respondInChat) : respondInChat
  const board = new Switchboard(context, { respond, mayStillGo, merging }, options.isWorker)
  const auth = openAuth(context)
  const edge = newEdge(context, drawProblem)

  edge.route('/', healthRoutes)
  edge.route('/', presenceRoutes)
  edge.route('/', hookRoutes(board))
  edge.route('/', paymentHookRoutes())
  edge.route('/', chatRoutes(board, isAttended))
  edge.route('/', logRoutes)
  edge.route('/', partnerDoor())
  edge.route('/', witnessRoutes)

  edge.use('/api/*', limitBody(12), authenticate(auth))
  edge.route('/', organisationRoutes(auth))
  edge.route('/', insightRoutes)
  edge.route('/', conversationRoutes(board))
  edge.route('/', unknownRoutes())
  edge.route('/', sendingSettingsRoutes())
  edge.route('/', staffRoutes())
  edge.route('/', typingRoutes(board))
  edge.route('/', channelRoutes(board))
  edge.route('/', commentRoutes())
  edge.route('/', confirmingRoutes())
  edge.route('/', menuRoutes())
  edge.route('/', peopleRoutes([...giftTimeline, ...feedbackTimeline], merging, tellErasure, [renameInAudiences]))
  edge.route('/', campaignRoutes())
  edge.route('/', giftRoutes({ traces: tracesOf }))
  edge.route('/', importRoutes(importers))
  edge.route('/', caseRoutes({ giftsOfCase }))
  edge.route('/', caseErasureRoutes([eraseTellings, eraseCallBacks]))
  edge.route('/', allocationRoutes())
  edge.route('/', reachRoutes())
  edge.route('/', feedbackRoutes())
  edge.route('/', toTellRoutes())
  edge.route('/', feedbackTemplateRoutes())
  edge.route('/', feedbackWordsRoutes())
  edge.route('/', broadcastRoutes())
  edge.route('/', connectorRoutes())
  edge.route('/', connectorAccountRoutes())
  edge.route('/', callBackRoutes())
  edge.route('/', partnerRoutes())
  edge.route('/', bookRoutes())
  edge.route('/', logBookRoutes())
  edge.route('/', demoRoutes())
  edge.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Riscontro', version: '1' } })

  edge.route('/', siteRoutes(merging))
  if (hasDemo) edge.route('/', sandboxRoutes(context))

  return {
    fetch: hookDoor(board, edge.fetch),
    jobs: [
      deliverEvents,
      ...logJobs,
      ...importJobs(importers),
      ...bookJobs,
      ...peopleJobs,
      ...conversationJobs(board),
      ...giftJobs,
      ...allocationJobs,
      ...feedbackJobs,
      ...broadcastJobs,
      ...scriptJobs,
      ...connectorJobs,
    ],
    sweeps: [
      sweepEvents,
      ...logSweeps,
      ...caseSweeps,
      ...allocationSweeps,
      ...importSweeps,
      ...peopleSweeps(erasing),
      ...conversationSweeps(board),
      ...confirmingSweeps,
      ...menuSweeps,
      ...staffSweeps(board),
      ...visitorSweeps,
      ...templateSweeps,
      ...giftSweeps,
      ...feedbackSweeps,
      ...broadcastSweeps,
      ...scriptSweeps,
      ...connectorSweeps,
      ...bookSweeps,
    ],
    start: () => board.realtime.start(),
    stop: async () => {
      await board.stop()
      await auth.close()
    },
  }
}
