import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import type { Card } from '../channels/message.ts'
import { sendMessage } from '../conversations/actions.ts'
import type { Sent } from '../conversations/conversation.ts'
import { ensureConversations } from '../conversations/conversations.ts'
import { permit } from '../organisations/permission.ts'
import { ensureIdentities } from '../people/identities.ts'
import { Failure } from '../platform/errors.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { cardFor } from './card.ts'
import { closingCard } from './closing-card.ts'
import { readUseOfFunds } from './closing-rows.ts'
import type { Telling } from './tellings.ts'
import { type CardTemplate, checkTemplate } from './template.ts'

/**
 * What a template makes of one donor's real data: the newest gift of the programme that has news, or that of `personId`. Leads
 * nowhere: no link is made. Writes nothing. Fails with the codes of `checkTemplate` and `feedback.nobody-to-show`.
 */
export async function sampleCard(
  scope: Scope,
  programmeId: string,
  written: CardTemplate,
  personId?: string,
): Promise<Card> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  return scope.transaction((transaction) => cardIn(transaction, programmeId, written, personId))
}

/**
 * Sends the sample to the member who asks, in their own linked chat or by e-mail, and says in front that it is a test. Fails
 * with the codes of `sampleCard` and `feedback.no-way-to-you`.
 */
export async function sendSample(scope: Scope, programmeId: string, written: CardTemplate): Promise<Sent> {
  permit(scope, 'rounds.plan')
  checkTemplate(written)
  return scope.transaction(async (transaction) => {
    const card = await cardIn(transaction, programmeId, written)
    const conversationId = await ownConversation(transaction)
    if (conversationId === undefined) throw new Failure('feedback.no-way-to-you', {}, { kind: 'conflict' })
    const text = transaction.context.translator.in(written.language)('feedback:test')
    const content = { blocks: [{ type: 'text' as const, text }, card], quickReplies: [] }
    return sendMessage(transaction, { conversationId }, { content, purpose: 'service', author: { kind: 'system' } })
  })
}

async function cardIn(
  transaction: Transaction,
  programmeId: string,
  written: CardTemplate,
  personId?: string,
): Promise<Card> {
  const telling = await anyTelling(transaction, programmeId, personId)
  if (!telling) throw new Failure('feedback.nobody-to-show', {}, { kind: 'conflict' })
  const { language } = written
  const making = { templates: [written], channel: written.channel, url: `${transaction.context.settings.publicUrl}/g/` }
  if (written.kind === 'closing') {
    const funds = await readUseOfFunds(transaction, programmeId)
    return closingCard(transaction, { ...telling, language, funds }, making)
  }
  const texts = await shownTexts(transaction, [telling.updateId])
  const corrects =
    written.kind === 'correction' ? { correctsId: telling.updateId, correctsAt: transaction.now } : undefined
  return cardFor(transaction, { ...telling, language, ...corrects }, { ...making, texts, isLast: true, isAlone: true })
}

async function anyTelling(
  { db, organisationId }: Transaction,
  programmeId: string,
  personId?: string,
): Promise<Telling | undefined> {
  const { rows } = await sql<Telling>`
    select g.person_id as "personId", u.update_id as "updateId", u.stage, c.pseudonym, o.picture, o.name as programme,
      p.language, a.currency, a.amount_minor as "shareMinor", g.gift_id as "giftId", null as "correctsId",
      null as "correctsAt", h.time_zone as "timeZone"
    from programmes o
    join organisations h on h.organisation_id = o.organisation_id
    join cases c on c.organisation_id = o.organisation_id and c.programme_id = o.programme_id
    join updates u on u.organisation_id = c.organisation_id and u.case_id = c.case_id and u.state = 'approved'
    join allocations a on a.organisation_id = c.organisation_id and a.case_id = c.case_id and a.amount_minor > 0
    join gifts g on g.organisation_id = a.organisation_id and g.gift_id = a.gift_id
    join persons p on p.organisation_id = g.organisation_id and p.person_id = g.person_id
    where o.organisation_id = ${organisationId} and o.programme_id = ${programmeId}
      and c.stage not in ('withdrawn', 'transferred', 'died') and g.refunded_minor < g.amount_minor
      and (${personId ?? null}::uuid is null or g.person_id = ${personId ?? null}::uuid)
    order by u.approved_at desc, g.received_at desc, g.gift_id limit 1`.execute(db)
  return rows[0]
}

/** Where the member who asks is written to: where they have linked a chat and written to us, else by e-mail. */
async function ownConversation(transaction: Transaction): Promise<string | undefined> {
  const { db, organisationId, actor } = transaction
  if (actor.kind !== 'member') return undefined
  const { rows } = await sql<{ id: string }>`
    select c.conversation_id as id from staff_handles s
    join identities i on i.organisation_id = s.organisation_id and i.channel_account_id = s.channel_account_id
      and i.address = s.handle
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    where s.organisation_id = ${organisationId} and s.member_id = ${actor.id}
    order by s.linked_at desc limit 1`.execute(db)
  return rows[0]?.id ?? byMail(transaction, actor.id)
}

async function byMail(transaction: Transaction, memberId: string): Promise<string | undefined> {
  const { rows } = await sql<{ email: string; name: string; language: string; account: string }>`
    select m.email, m.name, m.language, a.channel_account_id as account from members m
    join channel_accounts a on a.organisation_id = m.organisation_id and a.kind = 'email' and a.state = 'active'
    where m.organisation_id = ${transaction.organisationId} and m.member_id = ${memberId}
    order by a.created_at limit 1`.execute(transaction.db)
  const [own] = rows
  if (!own) return undefined
  const seen = [{ address: own.email.toLowerCase(), displayName: own.name }]
  const language = isLanguage(own.language) ? own.language : 'en'
  const known = await ensureIdentities(transaction, own.account, seen, { name: own.name, language })
  const identityId = [...known.values()][0]?.identityId
  if (identityId === undefined) return undefined
  return (await ensureConversations(transaction, own.account, [identityId])).get(identityId)?.conversationId
}
