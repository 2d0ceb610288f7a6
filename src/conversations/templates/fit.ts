import { sql } from 'kysely'
import type { OutboundMessage, Template } from '../../channels/message.ts'
import type { Transaction } from '../../platform/scope.ts'
import { isSendable, templateStates } from './templates.ts'

/**
 * Why a template cannot be said in a closed window: the account has none of this name, has it in other languages only, or the
 * provider has not approved it, has paused it, or we cannot fill it.
 */
export const templateMisfits = ['template_missing', 'template_language', 'template_refused'] as const
export type TemplateMisfit = (typeof templateMisfits)[number]

/** A template as far as its fitness goes. */
export interface KnownTemplate {
  name: string
  language: string
  state: string
  isFillable: boolean
}

/** Why a template cannot be sent, given all that is known of the account's; undefined: it can. */
export function templateFit(
  known: readonly KnownTemplate[],
  { name, language }: Pick<Template, 'name' | 'language'>,
): TemplateMisfit | undefined {
  const named = known.filter((one) => one.name === name)
  if (named.length === 0) return 'template_missing'
  const exact = named.find((one) => one.language === language)
  if (!exact) return 'template_language'
  return isSendable({ ...exact, state: templateStates.parse(exact.state) }) ? undefined : 'template_refused'
}

/** What stands in the way of saying a message by template on an account. `window_closed`: it brings none for that kind. */
export type TemplateCheck = (
  account: { channelAccountId: string; kind: string },
  content: OutboundMessage,
) => TemplateMisfit | 'window_closed' | undefined

/**
 * Reads where the organisation's templates stand, when one of these messages brings any. An account whose templates were never
 * read or typed is believed: its provider has the last word.
 */
export async function readTemplateCheck(
  { db, organisationId }: Transaction,
  contents: readonly OutboundMessage[],
): Promise<TemplateCheck> {
  const known = new Map<string, KnownTemplate[]>()
  if (contents.some(({ templates = [] }) => templates.length > 0)) {
    const { rows } = await sql<KnownTemplate & { account: string }>`
      select a.channel_account_id as account, t.name, t.language, t.state, t.is_fillable as "isFillable"
      from channel_accounts a left join message_templates t
        on t.organisation_id = a.organisation_id and t.channel_account_id = a.channel_account_id
      where a.organisation_id = ${organisationId} and (a.templates_read_at is not null or t.name is not null)`.execute(
      db,
    )
    for (const { account, ...template } of rows)
      known.set(account, [...(known.get(account) ?? []), ...(template.name === null ? [] : [template])])
  }
  return ({ channelAccountId, kind }, { templates = [] }) => {
    const brought = templates.find((template) => template.kind === kind)
    if (!brought) return 'window_closed'
    const ours = known.get(channelAccountId)
    return ours && templateFit(ours, brought)
  }
}
