import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type CardTemplate, checkTemplate, template } from './template.ts'

/** A template's place: one stands there at most. */
export type TemplatePlace = Pick<CardTemplate, 'kind' | 'channel' | 'language'>

/** A template as it stands: whose words they are, and since when. */
export type StandingTemplate = CardTemplate & { readonly writtenBy: string; readonly writtenAt: Date }

/** What a template said before: until when, and who put something else in its place or took it away. */
export type EarlierTemplate = StandingTemplate & { readonly replacedBy: string; readonly replacedAt: Date }

/**
 * Writes a programme's template in its place; what stood there is kept as history. Rounds approved before keep the words their
 * approver saw.
 *
 * @param seenAt when what the writer had before them was written, null where nothing stood; undefined asks nothing. Where it
 *   is no longer what stands there fails with `feedback.template-changed`: somebody else wrote meanwhile.
 * @throws also the codes of `checkTemplate`
 */
export async function putTemplate(
  scope: Scope,
  programmeId: string,
  written: CardTemplate,
  seenAt?: Date | null,
): Promise<void> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const { kind, channel, language, title, text, label } = written
    const before = await lockTemplate(transaction, programmeId, written)
    if (seenAt !== undefined && seenAt?.getTime() !== before?.writtenAt.getTime()) {
      throw new Failure('feedback.template-changed', {}, { kind: 'conflict' })
    }
    if (before) await keepEarlier(transaction, programmeId, before)
    await sql`
      insert into feedback_templates (organisation_id, programme_id, kind, channel, language, title, text, label,
        written_by, written_at)
      values (${organisationId}, ${programmeId}, ${kind}, ${channel}, ${language}, ${title}, ${text}, ${label},
        ${actor.kind === 'member' ? actor.id : null}, ${now})
      on conflict (organisation_id, programme_id, kind, channel, language) do update set title = excluded.title,
        text = excluded.text, label = excluded.label, written_by = excluded.written_by, written_at = excluded.written_at
      `.execute(db)
    const subject = { subjectKind: 'programme', subjectId: programmeId }
    await audit(transaction, { action: 'rounds.template', ...subject, before: before ?? null, after: written })
  })
}

/** Takes a template away, so that our own words stand again; nothing happens where there is none. */
export async function removeFeedbackTemplate(scope: Scope, programmeId: string, place: TemplatePlace): Promise<void> {
  permit(scope, 'rounds.plan')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const before = await lockTemplate(transaction, programmeId, place)
    if (!before) return
    await keepEarlier(transaction, programmeId, before)
    await db
      .deleteFrom('feedback_templates')
      .where('organisation_id', '=', organisationId)
      .where('programme_id', '=', programmeId)
      .where('kind', '=', place.kind)
      .where('channel', '=', place.channel)
      .where('language', '=', place.language)
      .execute()
    const subject = { subjectKind: 'programme', subjectId: programmeId }
    await audit(transaction, { action: 'rounds.remove-template', ...subject, before })
  })
}

/** What stands in a place. Two who write there at once take turns, also where nothing stands yet. */
async function lockTemplate(
  transaction: Transaction,
  programmeId: string,
  place: TemplatePlace,
): Promise<StandingTemplate | undefined> {
  const { db, organisationId } = transaction
  await db
    .selectFrom('programmes')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select('programme_id')
    .forUpdate()
    .executeTakeFirst()
  return (await readStanding(transaction, programmeId)).find((one) => isAt(one, place))
}

async function keepEarlier(
  { db, organisationId, now, actor }: Transaction,
  programmeId: string,
  { kind, channel, language, title, text, label, writtenBy, writtenAt }: StandingTemplate,
): Promise<void> {
  await sql`
    insert into feedback_template_history (organisation_id, feedback_template_history_id, programme_id, kind, channel,
      language, title, text, label, written_by, written_at, replaced_by, replaced_at)
    values (${organisationId}, ${newId(now)}, ${programmeId}, ${kind}, ${channel}, ${language}, ${title}, ${text}, ${label},
      ${writtenBy}, ${writtenAt}, ${actor.kind === 'member' ? actor.id : writtenBy}, ${now})`.execute(db)
}

const standing = template.extend({ writtenBy: z.string(), writtenAt: z.date() })

/** A programme's templates as they stand. */
export async function readStanding(
  { db, organisationId }: Transaction,
  programmeId: string,
): Promise<StandingTemplate[]> {
  const rows = await db
    .selectFrom('feedback_templates')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select(['kind', 'channel', 'language', 'title', 'text', 'label'])
    .select(['written_by as writtenBy', 'written_at as writtenAt'])
    .orderBy('kind')
    .orderBy('language')
    .orderBy('channel')
    .execute()
  return z.array(standing).parse(rows)
}

/** A programme's templates as a round keeps them. */
export async function readTemplates(transaction: Transaction, programmeId: string): Promise<CardTemplate[]> {
  return z.array(template).parse(await readStanding(transaction, programmeId))
}

/** What stood in a place before, the newest first; at most fifty. */
export async function readEarlier(
  { db, organisationId }: Transaction,
  programmeId: string,
  { kind, channel, language }: TemplatePlace,
): Promise<EarlierTemplate[]> {
  const rows = await db
    .selectFrom('feedback_template_history')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .where('kind', '=', kind)
    .where('channel', '=', channel)
    .where('language', '=', language)
    .select(['kind', 'channel', 'language', 'title', 'text', 'label'])
    .select(['written_by as writtenBy', 'written_at as writtenAt'])
    .select(['replaced_by as replacedBy', 'replaced_at as replacedAt'])
    .orderBy('replaced_at', 'desc')
    .orderBy('feedback_template_history_id', 'desc')
    .limit(50)
    .execute()
  return z.array(standing.extend({ replacedBy: z.string(), replacedAt: z.date() })).parse(rows)
}

function isAt(one: TemplatePlace, { kind, channel, language }: TemplatePlace): boolean {
  return one.kind === kind && one.channel === channel && one.language === language
}
