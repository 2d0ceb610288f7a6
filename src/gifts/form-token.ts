import { Failure } from '../platform/errors.ts'
import { newToken } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'

/** Nobody fills the form in less; a page left open longer is asked for anew. */
const minimumMilliseconds = 2_000
const maximumMilliseconds = 2 * 60 * 60 * 1000

const purpose = 'gifts.form'

/** A signed token for one showing of one campaign's gift form; without it no payment can be started. */
export function issueFormToken(scope: Scope, campaignId: string): string {
  const shownAt = scope.context.clock.now().getTime().toString(36)
  const nonce = newToken().slice(0, 22)
  return `${shownAt}.${nonce}.${scope.context.vault.sign(purpose, message(scope, campaignId, shownAt, nonce))}`
}

/**
 * Uses up a form token in the transaction of what the form did. Fails with `gifts.form-not-ours`, `gifts.form-too-fast`,
 * `gifts.form-too-old`, `gifts.form-used`; for all of them the page is simply shown again, with what was typed.
 */
export async function spendFormToken(transaction: Transaction, campaignId: string, token: string): Promise<void> {
  const { db, organisationId, context, now, scope } = transaction
  const [shownAt = '', nonce = '', signature = ''] = token.split('.')
  if (!context.vault.verify(purpose, message(scope, campaignId, shownAt, nonce), signature)) {
    throw new Failure('gifts.form-not-ours')
  }
  const age = now.getTime() - Number.parseInt(shownAt, 36)
  if (age < minimumMilliseconds) throw new Failure('gifts.form-too-fast', {}, { kind: 'limited' })
  if (age > maximumMilliseconds) throw new Failure('gifts.form-too-old', {}, { kind: 'gone' })
  const spent = await db
    .insertInto('spent_form_tokens')
    .values({ organisation_id: organisationId, token_hash: hashToken(token), spent_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token_hash')
    .executeTakeFirst()
  if (!spent) throw new Failure('gifts.form-used', {}, { kind: 'conflict' })
}

/** Forgets spent tokens that are too old to be accepted anyway. */
export async function forgetSpentTokens({ db, organisationId, now }: Transaction): Promise<void> {
  await db
    .deleteFrom('spent_form_tokens')
    .where('organisation_id', '=', organisationId)
    .where('spent_at', '<', new Date(now.getTime() - 2 * maximumMilliseconds))
    .execute()
}

function message(scope: Scope, campaignId: string, shownAt: string, nonce: string): string {
  return `${scope.organisationId}|${campaignId}|${shownAt}|${nonce}`
}
