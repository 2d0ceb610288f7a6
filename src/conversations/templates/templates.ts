import { z } from 'zod'
import { templateStanding } from '../../channels/template-state.ts'
import type { Transaction } from '../../platform/scope.ts'

/** Where a template stands. Only `approved` is offered and sent. */
export const templateStates = z.enum(['draft', 'submitted', ...templateStanding.options])
export type TemplateStateName = z.infer<typeof templateStates>

/** A template of one channel account, in one language. */
export interface MessageTemplate {
  id: string
  channelAccountId: string
  name: string
  /** The provider's own tag: `zh_TW`. */
  language: string
  category: string
  text: string
  parameters: string[]
  takesUrl: boolean
  /** Whether we can fill every gap of it: neither a picture to choose nor a code to copy. */
  isFillable: boolean
  state: TemplateStateName
  reason: string | null
  isByHand: boolean
  syncedAt: Date
}

/** The columns of a `MessageTemplate`. */
export const templateColumns = [
  'template_id as id',
  'channel_account_id as channelAccountId',
  'name',
  'language',
  'category',
  'text',
  'parameters',
  'takes_url as takesUrl',
  'is_fillable as isFillable',
  'state',
  'reason',
  'by_hand as isByHand',
  'synced_at as syncedAt',
] as const

/** A row with its state read. */
export function asTemplate<Row extends { state: string }>(row: Row): Row & { state: TemplateStateName } {
  return { ...row, state: templateStates.parse(row.state) }
}

/** Every template of an account, whatever its state, by name. */
export async function listTemplates(
  { db, organisationId }: Transaction,
  channelAccountId?: string,
): Promise<MessageTemplate[]> {
  const rows = await db
    .selectFrom('message_templates')
    .where('organisation_id', '=', organisationId)
    .$if(channelAccountId !== undefined, (query) => query.where('channel_account_id', '=', channelAccountId ?? ''))
    .select(templateColumns)
    .orderBy('name')
    .orderBy('language')
    .orderBy('channel_account_id')
    .limit(2000)
    .execute()
  return rows.map(asTemplate)
}

/** The approved templates of an account that a person of this language (`zh-Hant`) can read; an empty list: nothing goes out. */
export async function templatesFor(
  transaction: Transaction,
  channelAccountId: string,
  language: string,
): Promise<MessageTemplate[]> {
  const all = await listTemplates(transaction, channelAccountId)
  return all.filter((one) => isSendable(one) && speaks(one.language, language))
}

/**
 * Why a template cannot be sent: where it stands, `missing` when the account has none of this name in this very language,
 * `unfillable` when it has gaps we cannot fill.
 * `null`: it can. Asked of all templates of a broadcast before it begins.
 */
export async function templateObstacle(
  { db, organisationId }: Transaction,
  channelAccountId: string,
  { name, language }: { name: string; language: string },
): Promise<Exclude<TemplateStateName, 'approved'> | 'missing' | 'unfillable' | null> {
  const row = await db
    .selectFrom('message_templates')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .where('name', '=', name)
    .where('language', '=', language)
    .select(['state', 'is_fillable'])
    .executeTakeFirst()
  if (!row) return 'missing'
  const state = templateStates.parse(row.state)
  if (state !== 'approved') return state
  return row.is_fillable ? null : 'unfillable'
}

/** Whether it may be sent, and we can fill it. */
export function isSendable({ state, isFillable }: Pick<MessageTemplate, 'state' | 'isFillable'>): boolean {
  return state === 'approved' && isFillable
}

/** Whether somebody who reads `wanted` (`zh-Hant`) reads a provider's tag (`zh_TW`). Chinese goes by script, then by region. */
export function speaks(tag: string, wanted: string): boolean {
  return familyOf(tag) === familyOf(wanted)
}

function familyOf(tag: string): string {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/)
  if (language !== 'zh') return language
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-hant' : 'zh-hans'
}
