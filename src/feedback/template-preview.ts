import { channelKind } from '../conversations/account.ts'
import { type Preview, previewFor } from '../conversations/inbox/preview.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { cardOf, tellingsToShow, tellingToShow } from './sample.ts'
import { type CardTemplate, checkTemplate } from './template.ts'
import { readTemplates } from './templates.ts'

/**
 * What a template makes of one donor's real data on each channel it is for: as that channel lets it arrive, with the photograph
 * where the family allows one there. A template for all is tried on every connected channel without one of its own. Writes
 * nothing. Fails with the codes of `checkTemplate` and `feedback.nobody-to-show`.
 */
export async function previewTemplate(
  scope: Scope,
  programmeId: string,
  written: CardTemplate,
  personId?: string,
): Promise<Preview[]> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  return scope.transaction(async (transaction) => {
    const { now, context } = transaction
    const { publicUrl } = context.settings
    const telling = await tellingToShow(transaction, programmeId, personId)
    const previews: Preview[] = []
    for (const { kind, isSandbox } of await channelsFor(transaction, programmeId, written)) {
      const card = await cardOf(transaction, programmeId, { written, telling, channel: kind })
      const message = { blocks: [card], quickReplies: [], altText: card.title }
      previews.push(previewFor(channelKind.parse(kind), message, { now, publicUrl, isSandbox, window: 'open' }))
    }
    return previews
  })
}

/** Somebody a template can be tried on. */
export interface TriedOn {
  readonly personId: string
  readonly personName: string
  readonly pseudonym: string
  readonly language: string
}

/** Donors a template can be tried on, at most twenty, the newest gift first. */
export async function readTriedOn(scope: Scope, programmeId: string): Promise<TriedOn[]> {
  permit(scope, 'rounds.plan')
  permit(scope, 'people.read')
  return scope.transaction((transaction) => tellingsToShow(transaction, programmeId, { limit: 20 }))
}

async function channelsFor(transaction: Transaction, programmeId: string, { kind, channel, language }: CardTemplate) {
  const { db, organisationId } = transaction
  const rows = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .select(({ fn }) => ['kind', fn.agg<boolean>('bool_or', ['is_sandbox']).as('isSandbox')])
    .groupBy('kind')
    .orderBy(({ fn }) => fn.min('created_at'))
    .orderBy('kind')
    .execute()
  if (channel !== 'all') return [rows.find((row) => row.kind === channel) ?? { kind: channel, isSandbox: false }]
  const own = new Set(
    (await readTemplates(transaction, programmeId))
      .filter((one) => one.kind === kind && one.language === language)
      .map((one) => String(one.channel)),
  )
  return rows.filter((row) => !own.has(row.kind))
}
