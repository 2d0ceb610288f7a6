import { sql } from 'kysely'
import { linkIdentity } from '../people/identities.ts'
import { type MergeParticipant, mergePersons } from '../people/merge.ts'
import { suggestByCode } from '../people/suggestions.ts'
import type { Transaction } from '../platform/scope.ts'
import { isKnownByGiftAlone } from './known-by-gift.ts'
import { readGift } from './store.ts'

/** Gifts, the receipts over them, mandates and what recurs go along when two records of one person are joined. */
export const moveGifts: MergeParticipant = async ({ db, organisationId }, { fromId, intoId }) => {
  await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', fromId)
    .select('gift_id')
    .orderBy('gift_id')
    .forUpdate()
    .execute()
  for (const table of ['gifts', 'receipts', 'recurring_gifts', 'mandates'] as const) {
    await db
      .updateTable(table)
      .set({ person_id: intoId })
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', fromId)
      .execute()
  }
}

/** What a chat proves with a gift's single-use code. */
export interface GiftClaim {
  /** The chat account the code came from. */
  readonly identityId: string
  readonly giftId: string
  readonly linkId: string
}

/**
 * Gives a gift to whoever sent its code from their chat. A chat that only just began becomes its giver's; one we know more of
 * keeps its person, and the gift's giver turns out to be them, whoever was suggested. Answers false where the giver is known by
 * more than this gift: a code of one gift opens no other. The two are then suggested to be one, for a member to make sure. `participants` carry what higher floors keep.
 */
export async function claimGift(
  transaction: Transaction,
  { identityId, giftId, linkId }: GiftClaim,
  participants: readonly MergeParticipant[],
): Promise<boolean> {
  const { person_id: giverId } = await readGift(transaction, giftId)
  const chat = await readChat(transaction, identityId)
  if (chat.personId === giverId) return true
  if (!(await isKnownByGiftAlone(transaction, giverId, giftId))) {
    await suggestByCode(transaction, chat.personId, giverId)
    return false
  }
  const proof = { proof: 'gift_code', proofId: linkId } as const
  if (chat.isNew) await linkIdentity(transaction, { identityId, personId: giverId, ...proof })
  else {
    const merge = { fromId: giverId, intoId: chat.personId, ...proof }
    await mergePersons(transaction, merge, [moveGifts, ...participants])
  }
  return true
}

/** Whose chat it is, and whether it began without anything else being known of them. */
async function readChat({ db, organisationId }: Transaction, identityId: string) {
  const { rows } = await sql<{ personId: string; isNew: boolean }>`
    select p.person_id as "personId", p.external_key is null
      and not exists (select from gifts g where g.organisation_id = p.organisation_id and g.person_id = p.person_id)
      and not exists (select from identity_links l where l.organisation_id = p.organisation_id
        and l.person_id = p.person_id and l.proof <> 'first_contact') as "isNew"
    from identities i join persons p on p.organisation_id = i.organisation_id and p.person_id = i.person_id
    where i.organisation_id = ${organisationId} and i.identity_id = ${identityId}`.execute(db)
  const [chat] = rows
  if (!chat) throw new Error('A chat account without its person')
  return chat
}
