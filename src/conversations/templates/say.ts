import type { OutboundMessage } from '../../channels/message.ts'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import type { MemberContent } from '../inbox/member-reply.ts'
import { fillGaps } from './gaps.ts'
import { asTemplate, isSendable, type MessageTemplate, templateColumns } from './templates.ts'

/**
 * A template as a message: its words as an open window says them, and the template itself for a closed one. Fails with
 * `conversations.template-missing`, `conversations.template-not-approved`, and `conversations.template-gap` naming the field.
 */
export async function templateContent(
  transaction: Transaction,
  conversationId: string,
  { id, values, url }: NonNullable<MemberContent['template']>,
): Promise<OutboundMessage> {
  const { kind, template } = await readTemplateOf(transaction, conversationId, id)
  if (!isSendable(template))
    throw new Failure('conversations.template-not-approved', { state: template.state }, { kind: 'conflict' })
  const empty = template.parameters.find((name) => (values[name] ?? '') === '')
  if (empty !== undefined)
    throw new Failure('conversations.template-gap', { gap: empty }, { field: `template.values.${empty}` })
  if (template.takesUrl && url === undefined)
    throw new Failure('conversations.template-gap', { gap: 'url' }, { field: 'template.url' })
  const said = fillGaps(template.text, values)
  const filled = Object.fromEntries(template.parameters.map((name) => [name, values[name] ?? '']))
  const { name, language } = template
  return {
    blocks: [{ type: 'text', text: template.takesUrl && url ? `${said}\n${url}` : said }],
    quickReplies: [],
    templates: [{ kind, name, language, values: filled, ...(url === undefined ? {} : { url }) }],
  }
}

async function readTemplateOf(
  { db, organisationId }: Transaction,
  conversationId: string,
  templateId: string,
): Promise<{ kind: string; template: MessageTemplate }> {
  const row = await db
    .selectFrom('message_templates')
    .where('organisation_id', '=', organisationId)
    .where('template_id', '=', templateId)
    .where('channel_account_id', '=', (query) =>
      query
        .selectFrom('conversations')
        .where('organisation_id', '=', organisationId)
        .where('conversation_id', '=', conversationId)
        .select('channel_account_id'),
    )
    .select(templateColumns)
    .executeTakeFirst()
  if (!row) throw new Failure('conversations.template-missing', {}, { kind: 'missing', field: 'template.id' })
  const { kind } = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', row.channelAccountId)
    .select('kind')
    .executeTakeFirstOrThrow()
  return { kind: channelKind.parse(kind), template: asTemplate(row) }
}
