import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { eventKey } from '../meta/page/event.ts'
import type { TemplateStanding } from '../template-state.ts'

/**
 * Meta's words for where a template stands, in lists and webhooks (message_template_status_update, page of 2026-04-13).
 * FLAGGED is a warning: it can still be sent. What is deleted or put away is as good as disabled.
 */
const standings: ReadonlyMap<string, TemplateStanding> = new Map([
  ['APPROVED', 'approved'],
  ['FLAGGED', 'approved'],
  ['REINSTATED', 'approved'],
  ['PENDING', 'pending'],
  ['IN_APPEAL', 'pending'],
  ['REJECTED', 'rejected'],
  ['PAUSED', 'paused'],
  ['LIMIT_EXCEEDED', 'paused'],
  ['DISABLED', 'disabled'],
  ['ARCHIVED', 'disabled'],
  ['DELETED', 'disabled'],
  ['PENDING_DELETION', 'disabled'],
])

const news = z.object({
  event: z.string(),
  message_template_name: z.string().min(1),
  message_template_language: z.string().min(1),
  reason: z.string().nullish(),
  rejection_info: z.object({ reason: z.string().optional() }).optional().catch(undefined),
  other_info: z.object({ title: z.string().optional() }).optional().catch(undefined),
})

export function standingOf(status: string): TemplateStanding | undefined {
  return standings.get(status)
}

/**
 * Reads `message_template_status_update`; `null` where it says nothing of whether the template may be sent (LOCKED: it
 * cannot be edited). `at` in milliseconds. The webhook writes `en-US` where lists and sends say `en_US`.
 */
export function readTemplateNews(value: unknown, at: number): ChannelEvent | null {
  const read = news.safeParse(value)
  const state = read.success ? standingOf(read.data.event) : undefined
  if (!read.success || state === undefined) return null
  const { event, message_template_name: name, rejection_info, other_info } = read.data
  const language = read.data.message_template_language.replace('-', '_')
  const code = read.data.reason === 'NONE' ? undefined : read.data.reason
  const reason = rejection_info?.reason ?? code ?? other_info?.title
  return {
    type: 'template_state',
    dedupeKey: eventKey('template', name, language, event, at),
    at,
    attachments: [],
    redelivered: false,
    standby: false,
    template: { name, language, state, ...(reason ? { reason } : {}) },
  }
}
