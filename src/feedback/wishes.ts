import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import { recordConsent, whoMayReceive } from '../people/consents.ts'
import { orderedId } from '../platform/ids.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'

/** How often a donor wishes to hear what their gifts did: as it happens, once a month, only at the end of a programme, or not. */
export const rhythms = ['each', 'monthly', 'end', 'none'] as const
/** Of what: everything, or only what was reached (treated, recovered). */
export const contents = ['all', 'milestones'] as const

export const feedbackWish = z.object({ rhythm: z.enum(rhythms), content: z.enum(contents).default('all') })
export type FeedbackWish = z.output<typeof feedbackWish>

/** Where a wish was said, and the version and language of the words beside it. */
export interface Said {
  source: 'preferences' | 'member' | 'keyword'
  sourceId?: string | undefined
  textVersion: string
  language: Language
}

/** A wish with where it was said and when; null where nobody ever said one. */
export type KnownWish = FeedbackWish & { readonly source: string | null; readonly at: Date | null }

/** What a person wishes now; who never said hears each piece of news of everything. */
export async function readWish(transaction: Transaction, personId: string): Promise<FeedbackWish> {
  const { rhythm, content } = await readKnownWish(transaction, personId)
  return { rhythm, content }
}

/** `readWish`, with where it comes from. */
export async function readKnownWish(transaction: Transaction, personId: string): Promise<KnownWish> {
  const { db, organisationId } = transaction
  const row = await db
    .selectFrom('feedback_wishes')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('feedback_wish_id', 'desc')
    .select(['rhythm', 'content', 'source', 'at'])
    .executeTakeFirst()
  const wish = feedbackWish.safeParse(row).data ?? { rhythm: 'each', content: 'all' }
  return { ...wish, source: row?.source ?? null, at: row?.at ?? null }
}

/**
 * Keeps a person's wish, and the consent it is: whoever wishes to hear agrees to be written to, whoever wishes nothing refuses.
 * A refusal on one channel stays what it is. Nothing said before is overwritten.
 */
export async function recordWish(
  transaction: Transaction,
  personId: string,
  { rhythm, content }: FeedbackWish,
  said: Said,
): Promise<void> {
  await insertWish(transaction, personId, { rhythm, content, source: said.source })
  const granted = rhythm !== 'none'
  const may = await whoMayReceive(transaction, [personId], 'feedback')
  if (may(personId, 'all') === granted) return
  const source = said.source === 'keyword' ? (granted ? 'start_word' : 'stop_word') : said.source
  const { sourceId, textVersion, language } = said
  const words = { source, sourceId, textVersion, language } as const
  await recordConsent(transaction, { personId, purpose: 'feedback', channel: 'all', granted, ...words })
}

/** A member writes down what a donor told them. */
export async function changeWish(scope: Scope, personId: string, wish: FeedbackWish): Promise<void> {
  permit(scope, 'people.change')
  await scope.transaction(async (transaction) => {
    const before = await readWish(transaction, personId)
    await recordWish(transaction, personId, wish, { source: 'member', textVersion: '1', language: 'en' })
    const subject = { subjectKind: 'person', subjectId: personId }
    await audit(transaction, { action: 'people.feedback-wish', ...subject, before, after: wish })
  })
}

/** Of two records of one person the one who wishes to hear less is believed. */
export async function mergeWishes(transaction: Transaction, fromId: string, intoId: string): Promise<void> {
  const { db, organisationId } = transaction
  const known = await db
    .selectFrom('feedback_wishes')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', fromId)
    .select('feedback_wish_id')
    .executeTakeFirst()
  if (!known) return
  const [from, into] = [await readWish(transaction, fromId), await readWish(transaction, intoId)]
  const rhythm = rhythms.indexOf(from.rhythm) > rhythms.indexOf(into.rhythm) ? from.rhythm : into.rhythm
  const content = from.content === 'milestones' ? from.content : into.content
  await insertWish(transaction, intoId, { rhythm, content, source: 'merge' })
}

async function insertWish(
  { db, organisationId, now }: Transaction,
  personId: string,
  { rhythm, content, source }: FeedbackWish & { source: string },
): Promise<void> {
  await sql`
    insert into feedback_wishes (organisation_id, feedback_wish_id, person_id, rhythm, content, source, at)
    values (${organisationId}, ${orderedId(now)}, ${personId}, ${rhythm}, ${content}, ${source}, ${now})`.execute(db)
}
