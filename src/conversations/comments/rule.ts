import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import { languages } from '../../platform/languages.ts'
import type { Scope, Transaction } from '../../platform/scope.ts'

/** Channels whose public comments can be answered in private. */
const commented: ReadonlySet<string> = new Set(['messenger', 'instagram'])

/** Instagram takes 999 bytes in answer to a comment, so 300 characters of any script. */
const answerWords = z.string().trim().max(300)

/** What an account does with public comments: nothing, until somebody switches it on. */
export const commentRule = z.object({
  isOn: z.boolean(),
  /** Only comments with one of these in them are answered; none: every comment. */
  keywords: z.array(z.string().trim().min(1).max(60)).max(50),
  /** By language; one left out or empty says the house's own words. */
  words: z.partialRecord(z.enum(languages), answerWords),
})
export type CommentRule = z.infer<typeof commentRule>

const nothing: CommentRule = { isOn: false, keywords: [], words: {} }

/** The rule of an account. */
export async function readRule({ db, organisationId }: Transaction, channelAccountId: string): Promise<CommentRule> {
  const row = await db
    .selectFrom('comment_rules')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .select(['is_on as isOn', 'keywords', 'words'])
    .executeTakeFirst()
  return row === undefined ? nothing : commentRule.parse(row)
}

/** The rule of an account, for members. Fails with `conversations.account-missing`, `conversations.no-comments`. */
export async function readCommentRule(scope: Scope, channelAccountId: string): Promise<CommentRule> {
  permit(scope, 'channels.read')
  return scope.transaction(async (transaction) => {
    await requireCommented(transaction, channelAccountId)
    return readRule(transaction, channelAccountId)
  })
}

/** Sets what an account does with comments from now on; fails as `readCommentRule` does. */
export async function setCommentRule(scope: Scope, channelAccountId: string, rule: CommentRule): Promise<void> {
  permit(scope, 'channels.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    await requireCommented(transaction, channelAccountId)
    const before = await readRule(transaction, channelAccountId)
    await sql`
      insert into comment_rules (organisation_id, channel_account_id, is_on, keywords, words, changed_at)
      values (${organisationId}::uuid, ${channelAccountId}::uuid, ${rule.isOn}, ${[...rule.keywords]}::text[],
        ${JSON.stringify(rule.words)}::jsonb, ${now})
      on conflict (organisation_id, channel_account_id) do update
        set is_on = excluded.is_on, keywords = excluded.keywords, words = excluded.words,
          changed_at = excluded.changed_at`.execute(db)
    const subject = { subjectKind: 'channel_account', subjectId: channelAccountId }
    await audit(transaction, { action: 'channels.comments', ...subject, before, after: rule })
  })
}

async function requireCommented({ db, organisationId }: Transaction, channelAccountId: string): Promise<void> {
  const account = await db
    .selectFrom('channel_accounts')
    .where('organisation_id', '=', organisationId)
    .where('channel_account_id', '=', channelAccountId)
    .select('kind')
    .executeTakeFirst()
  if (!account) throw new Failure('conversations.account-missing', {}, { kind: 'missing' })
  if (!commented.has(account.kind)) throw new Failure('conversations.no-comments', {}, { kind: 'conflict' })
}
