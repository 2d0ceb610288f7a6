import { z } from 'zod'
import type { RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { graph, isAnswered } from '../meta/graph.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import type { TemplateState } from '../template-state.ts'
import type { WhatsappConfig } from './config.ts'
import { standingOf } from './template-standing.ts'

/** As many as an account may have before its business is verified; what is beyond comes by `moreTemplates`. */
const pageLength = 250

const button = z.object({ type: z.string(), url: z.string().optional() })
const component = z.object({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(button).optional().catch(undefined),
})
const template = z.object({
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string(),
  category: z.string().optional(),
  components: z.array(component).optional(),
  rejected_reason: z.string().optional().catch(undefined),
})
const page = z.object({ data: z.array(template) })
const onward = z.object({ paging: z.object({ cursors: z.object({ after: z.string().min(1) }), next: z.string() }) })

type Template = z.infer<typeof template>

const gap = /\{\{\s*(\w+)\s*\}\}/g

/** `GET /{WABA}/message_templates` (facebook/openapi v23.0 @ ecba623; `rejected_reason` from the Graph reference, 2026). */
export function templates(config: WhatsappConfig, context: RequestContext): ProviderRequest[] {
  return [listed(config, context)]
}

/** By Meta's cursor and never by its ready-made address: a token of ours goes where we say. */
export function moreTemplates(
  response: ProviderResponse,
  config: WhatsappConfig,
  context: RequestContext,
): ProviderRequest | null {
  const after = isAnswered(response) ? readJson(response.body, onward)?.paging.cursors.after : undefined
  return after === undefined ? null : listed(config, context, after)
}

export function readTemplates(responses: readonly ProviderResponse[]): TemplateState[] | null {
  const pages = responses.map((response) => (isAnswered(response) ? readJson(response.body, page) : null))
  const told = pages.filter((one) => one !== null)
  if (told.length === 0 || told.length < pages.length) return null
  return told.flatMap(({ data }) => data.map(readTemplate))
}

function readTemplate(read: Template): TemplateState {
  const { name, language, status, category = '', components = [], rejected_reason: reason } = read
  const text = components.find(({ type }) => type === 'BODY')?.text ?? ''
  return {
    name,
    language,
    state: standingOf(status) ?? 'disabled',
    category: category.toLowerCase(),
    text,
    parameters: gapsIn(text),
    takesUrl: linksOf(read).some((url) => gapsIn(url).length > 0),
    isFillable: isFillable(read),
    ...(reason === undefined || reason === 'NONE' ? {} : { reason }),
  }
}

/** What `sayTemplate` fills: the words, and a link that is the first button. A picture above or a code to copy it cannot. */
function isFillable(read: Template): boolean {
  const { components = [] } = read
  const heading = components.find(({ type }) => type === 'HEADER')
  const isPlainAbove = heading === undefined || (heading.format === 'TEXT' && gapsIn(heading.text ?? '').length === 0)
  const buttons = components.flatMap((one) => one.buttons ?? [])
  const otherGaps = buttons.slice(1).some(({ url }) => gapsIn(url ?? '').length > 0)
  const plain = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'VOICE_CALL'])
  return isPlainAbove && !otherGaps && buttons.every(({ type }) => plain.has(type))
}

function linksOf({ components = [] }: Template): string[] {
  return components.flatMap(({ buttons = [] }) => buttons.flatMap(({ url }) => url ?? []))
}

function gapsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(gap), ([, name]) => name ?? ''))]
}

function listed(
  { businessAccountId, accessToken }: WhatsappConfig,
  context: RequestContext,
  after?: string,
): ProviderRequest {
  const query = new URLSearchParams({
    fields: 'name,language,status,category,components,rejected_reason',
    limit: String(pageLength),
    ...(after === undefined ? {} : { after }),
  })
  return graph({ method: 'GET', path: `${businessAccountId}/message_templates?${query}`, accessToken }, context)
}
