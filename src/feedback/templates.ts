import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { type CardTemplate, checkTemplate, template } from './template.ts'

/** A template's place: one stands there at most. */
export type TemplatePlace = Pick<CardTemplate, 'kind' | 'channel' | 'language'>

/**
 * Writes a programme's template in its place. Rounds approved before keep the words their approver saw. Fails with the codes of
 * `checkTemplate`.
 */
export async function putTemplate(scope: Scope, programmeId: string, written: CardTemplate): Promise<void> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now, actor } = transaction
    const { kind, channel, language, title, text, label } = written
    const before = (await readTemplates(transaction, programmeId)).find((one) => isAt(one, written))
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
    const before = (await readTemplates(transaction, programmeId)).find((one) => isAt(one, place))
    if (!before) return
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

/** A programme's templates. */
export async function readTemplates({ db, organisationId }: Transaction, programmeId: string): Promise<CardTemplate[]> {
  const rows = await db
    .selectFrom('feedback_templates')
    .where('organisation_id', '=', organisationId)
    .where('programme_id', '=', programmeId)
    .select(['kind', 'channel', 'language', 'title', 'text', 'label'])
    .orderBy('kind')
    .orderBy('language')
    .orderBy('channel')
    .execute()
  return z.array(template).parse(rows)
}

function isAt(one: TemplatePlace, { kind, channel, language }: TemplatePlace): boolean {
  return one.kind === kind && one.channel === channel && one.language === language
}
