import { parse } from 'lossless-json'
import { z } from 'zod'
import { readJson } from '../json.ts'
import { type Outcome, rejected, slower } from '../outcome.ts'
import { type ProviderRequest, type ProviderResponse, withToldId } from '../request.ts'
import { meaningOf } from './errors.ts'

/** Numbers as text: the ids of template messages have nineteen digits. */
const answer = z.looseObject({
  errcode: z.string().optional(),
  errmsg: z.string().default(''),
  msgid: z.string().optional(),
  menuid: z.string().optional(),
  tag: z.object({ id: z.string() }).optional(),
})

const uploaded = z.object({ media_id: z.string().min(1) })

/** Nothing of the kind the message was said in; said another way it may be. */
const noMenus = '40200'
/** WeChat has this very message already. */
const takenBefore = '45065'
/** The count of a minute is full. */
const perMinute = '45011'

/**
 * What WeChat's answer means. It is HTTP 200 whatever has happened; `errcode` tells. A send without one was not answered by
 * this API, so it may have been anything. −1 says "busy, a little later" and took nothing.
 */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  return request.upload === undefined ? interpretSaid(response, request) : interpretUpload(response, request)
}

/** An upload leads on to what is said with it; one that is refused, to the same words with a link. It says nothing to anybody. */
function interpretUpload(response: ProviderResponse, request: ProviderRequest): Outcome {
  const mediaId = response.kind === 'answered' ? readJson(response.body, uploaded)?.media_id : undefined
  if (mediaId !== undefined) return { kind: 'next', requests: withToldId(request, mediaId) }
  const outcome = interpretSaid(response, { ...request, part: 0 })
  if (outcome.kind !== 'rejected' && outcome.kind !== 'accepted') return outcome
  return request.fallback === undefined ? outcome : { kind: 'next', requests: [request.fallback] }
}

function interpretSaid(response: ProviderResponse, request: ProviderRequest): Outcome {
  const isQuestion = request.part === 0
  const undecided: Outcome = { kind: isQuestion ? 'retryable' : 'unknown' }
  if (response.kind === 'unreached') return { kind: 'retryable' }
  if (response.kind === 'unanswered' || response.status >= 500) return undecided
  if (response.status === 429) return slower(response.headers)
  if (response.status >= 300) return rejected(response.status, response.body)
  const { errcode, errmsg, msgid } = readAnswer(response.body)
  if (errcode === undefined) return isQuestion ? { kind: 'accepted', providerIds: [] } : undecided
  if (errcode === '0' || errcode === takenBefore) {
    return { kind: 'accepted', providerIds: msgid === undefined ? [] : [msgid] }
  }
  if (errcode === noMenus && request.fallback !== undefined) return { kind: 'next', requests: [request.fallback] }
  return outcomeOf(errcode, errmsg)
}

/** What WeChat answered, numbers to the last digit; nothing when it is none of its answers. */
export function readAnswer(body: string): z.infer<typeof answer> {
  try {
    return answer.safeParse(parse(body, undefined, { parseNumber: (digits) => digits })).data ?? { errmsg: '' }
  } catch {
    return { errmsg: '' }
  }
}

function outcomeOf(code: string, words: string): Outcome {
  const meaning = meaningOf(code)
  if (meaning === 'rejected') return rejected(code, words)
  return code === perMinute ? { kind: 'rate_limited', waitSeconds: 60 } : { kind: meaning }
}
