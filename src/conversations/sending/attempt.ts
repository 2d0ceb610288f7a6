import type { ComposeContext } from '../../channels/adapter.ts'
import type { Outcome } from '../../channels/outcome.ts'
import type { ProviderRequest, Transport } from '../../channels/request.ts'
import { Failure } from '../../platform/errors.ts'
import type { OpenAccount } from '../account.ts'
import type { Outgoing } from './outbox.ts'
import type { RouteBy } from './route-choice.ts'

/** What became of one part of a delivery in this attempt. */
export interface PartResult {
  part: number
  outcome: Exclude<Outcome, { kind: 'next' }>
  /** How the request travelled that decided; a reply the provider no longer took becomes a push. */
  by: RouteBy
  /** How many messages of a monthly plan it took; 0 when it was not taken. */
  quotaCount: number
}

/** What became of one delivery in this attempt: its parts up to the first that was not taken. */
export interface Attempt {
  outgoing: Outgoing
  parts: readonly PartResult[]
  /** The outcome that decides: the last part's, or why there was none. */
  outcome: Exclude<Outcome, { kind: 'next' }>
}

/** Says one message in as many requests as it takes, in order; stops at the first that is not taken. Never throws. */
export async function attemptDelivery(
  outgoing: Outgoing,
  account: OpenAccount,
  {
    now,
    accessToken,
    sandboxOrigin,
    hookUrl,
  }: Omit<ComposeContext, 'deliveryId' | 'replyToken' | 'window' | 'byMember' | 'aggregationUnit'>,
  send: Transport,
): Promise<Attempt> {
  const parts: PartResult[] = []
  try {
    const { address, comment, retryKey: deliveryId, replyToken, window, byMember, aggregationUnit } = outgoing
    const to =
      comment === undefined ? ({ type: 'user', id: address } as const) : ({ type: 'comment', id: comment } as const)
    // Written out: of a copy that much is added to V8 makes a dictionary, once for each reply.
    const requests = account.channel.compose(outgoing.content, to, {
      now,
      accessToken,
      sandboxOrigin,
      hookUrl,
      deliveryId,
      replyToken,
      window,
      byMember,
      aggregationUnit,
    })
    for (const request of requests) {
      if (outgoing.sentParts.includes(request.part)) continue
      const result = await sendPart(request, account, { send, window })
      parts.push(result)
      if (result.outcome.kind !== 'accepted') break
    }
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'conversations.cannot-compose'
    return { outgoing, parts, outcome: { kind: 'rejected', code, words: '' } }
  }
  return { outgoing, parts, outcome: parts.at(-1)?.outcome ?? { kind: 'accepted', providerIds: [] } }
}

async function sendPart(
  request: ProviderRequest,
  account: OpenAccount,
  { send, window }: { send: Transport; window: Outgoing['window'] },
): Promise<PartResult> {
  const { channel } = account
  const outcome = channel.interpret(await send(request), request)
  const [instead] = outcome.kind === 'next' ? outcome.requests : []
  if (instead !== undefined) return sendPart(instead, account, { send, window })
  return {
    part: request.part,
    outcome: outcome.kind === 'next' ? { kind: 'unknown' } : outcome,
    by: travelOf(request, channel.abilities.window !== null, window),
    quotaCount: outcome.kind === 'accepted' ? request.quotaCount : 0,
  }
}

function travelOf({ spendsReplyToken }: ProviderRequest, hasWindow: boolean, window: Outgoing['window']): RouteBy {
  if (spendsReplyToken) return 'reply'
  if (!hasWindow) return 'push'
  return window === 'open' ? 'session' : 'template'
}
