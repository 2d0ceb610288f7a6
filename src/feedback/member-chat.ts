import { sql } from 'kysely'
import { ensureConversations } from '../conversations/conversations.ts'
import { ensureIdentities } from '../people/identities.ts'
import { isLanguage } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'

/** Where a member is written to: where they have linked a chat and written to us, else by e-mail; undefined where neither is. */
export async function conversationOfMember(transaction: Transaction, memberId: string): Promise<string | undefined> {
  const { db, organisationId } = transaction
  const { rows } = await sql<{ id: string }>`
    select c.conversation_id as id from staff_handles s
    join identities i on i.organisation_id = s.organisation_id and i.channel_account_id = s.channel_account_id
      and i.address = s.handle
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    where s.organisation_id = ${organisationId} and s.member_id = ${memberId}
    order by s.linked_at desc, c.conversation_id limit 1`.execute(db)
  return rows[0]?.id ?? byMail(transaction, memberId)
}

async function byMail(transaction: Transaction, memberId: string): Promise<string | undefined> {
  const { rows } = await sql<{ email: string; name: string; language: string; account: string }>`
    select m.email, m.name, m.language, a.channel_account_id as account from members m
    join channel_accounts a on a.organisation_id = m.organisation_id and a.kind = 'email' and a.state = 'active'
    where m.organisation_id = ${transaction.organisationId} and m.member_id = ${memberId}
    order by a.created_at, a.channel_account_id limit 1`.execute(transaction.db)
  const [own] = rows
  if (!own) return undefined
  const seen = [{ address: own.email.toLowerCase(), displayName: own.name }]
  const language = isLanguage(own.language) ? own.language : 'en'
  const known = await ensureIdentities(transaction, own.account, seen, { name: own.name, language })
  const identityId = [...known.values()][0]?.identityId
  if (identityId === undefined) return undefined
  return (await ensureConversations(transaction, own.account, [identityId])).get(identityId)?.conversationId
}
