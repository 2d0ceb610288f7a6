import { z } from 'zod'
import { meaningOf } from './errors.ts'
import type { Particulars } from './particulars.ts'

/** One or several: XML does not tell a list of one from a thing. */
function listed<Item extends z.ZodType>(item: Item) {
  return z.object({ List: z.union([z.array(item), item.transform((one) => [one])]) })
}

const answers = listed(z.object({ TemplateId: z.string().max(64), SubscribeStatusString: z.string().max(20) }))
/** The page of 订阅通知的事件推送 (read 2026-11-22) shows the popup's tag for changes too. */
const answered = z.object({ SubscribeMsgPopupEvent: answers.optional(), SubscribeMsgChangeEvent: answers.optional() })

const outcomes = listed(
  z.object({
    TemplateId: z.string(),
    MsgID: z.string().min(1).max(30),
    ErrorCode: z.string(),
    ErrorStatus: z.string(),
  }),
)
const sent = z.object({ SubscribeMsgSentEvent: outcomes })
const finished = z.object({ MsgID: z.string().min(1), Status: z.string() })

/** Whether somebody wants a subscribe message: a yes is an opt-in for one template, a no is what they did in WeChat's own menu. */
export function readAnswers(fields: unknown): Particulars[] {
  const read = answered.safeParse(fields)
  const list = (read.data?.SubscribeMsgPopupEvent ?? read.data?.SubscribeMsgChangeEvent)?.List ?? []
  return list.map(({ TemplateId, SubscribeStatusString: status }) => ({
    about: `${TemplateId}/${status}`,
    ...(status === 'accept'
      ? { type: 'optin' as const, payload: TemplateId }
      : { type: 'interaction' as const, payload: `subscribe_msg/${TemplateId}/${status}` }),
  }))
}

/** What became of a subscribe message. */
export function readOutcome(fields: unknown): Particulars[] {
  const read = sent.safeParse(fields)
  const list = read.data?.SubscribeMsgSentEvent.List ?? []
  return list.map(({ MsgID, ErrorCode: code, ErrorStatus: words }) => ({
    type: 'delivery',
    about: MsgID,
    messageId: MsgID,
    ...(code === '0'
      ? { status: 'delivered' as const }
      : { status: 'failed' as const, failure: { code, words, meaning: meaningOf(code) } }),
  }))
}

/** What became of a template message: `success`, `failed:user block` or `failed: system failed`. */
export function readTemplateOutcome(fields: unknown): Particulars[] {
  const read = finished.safeParse(fields)
  if (!read.success) return []
  const { MsgID: messageId, Status: words } = read.data
  if (words === 'success') return [{ type: 'delivery', messageId, status: 'delivered' }]
  const meaning = /user\s*block/.test(words) ? 'blocked' : 'rejected'
  return [{ type: 'delivery', messageId, status: 'failed', failure: { code: words, words, meaning } }]
}
