import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { readGift } from './store.ts'

/** How a gift stands in the public list: as a friend's, under initials, or under the name. The least telling first. */
export const publicNames = ['anonymous', 'initials', 'named'] as const
export type PublicName = (typeof publicNames)[number]

/** What was chosen for a gift, as it is stored. */
export function publicNameOf(gift: { is_anonymous: boolean; shows_initials: boolean }): PublicName {
  if (gift.is_anonymous) return 'anonymous'
  return gift.shows_initials ? 'initials' : 'named'
}

/** The same, as it is kept with an attempt or a gift. Whatever is no choice of ours leaves the name out. */
export function storedPublicName(chosen: string): { isAnonymous: boolean; showsInitials: boolean } {
  return { isAnonymous: chosen !== 'named' && chosen !== 'initials', showsInitials: chosen === 'initials' }
}

/** What the list shows of a name; null for a friend. */
export function shownName(name: string, chosen: PublicName): string | null {
  if (chosen === 'named') return name
  return chosen === 'initials' ? initialsOf(name) : null
}

const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * The initials of a name: `L. M.`, and of a name written without spaces its first character, `林○○`, however long it is. At most
 * three; null where there is no letter.
 */
export function initialsOf(name: string): string | null {
  const words = name.normalize('NFKC').split(/[\s·・‧]+/u)
  const letters = words.flatMap((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? [])
  const [first] = letters
  if (first === undefined) return null
  if (eastAsian.test(first)) return `${first}○○`
  return letters
    .slice(0, 3)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(' ')
}

/**
 * Keeps how one gift, or every gift of a person, stands in the public list from now on. The caller has made sure that the giver
 * asks; pages already drawn show it within seconds.
 */
export async function choosePublicName(
  { db, organisationId }: Transaction,
  of: { readonly giftId: string } | { readonly personId: string },
  chosen: PublicName,
): Promise<void> {
  const { isAnonymous, showsInitials } = storedPublicName(chosen)
  await db
    .updateTable('gifts')
    .set({ is_anonymous: isAnonymous, shows_initials: showsInitials })
    .where('organisation_id', '=', organisationId)
    .$if('giftId' in of, (gifts) => gifts.where('gift_id', '=', 'giftId' in of ? of.giftId : ''))
    .$if('personId' in of, (gifts) => gifts.where('person_id', '=', 'personId' in of ? of.personId : ''))
    .execute()
}

/** `choosePublicName` by a member whom the giver asked. Fails with `gifts.unknown-gift`. */
export async function changePublicName(scope: Scope, giftId: string, publicName: PublicName): Promise<void> {
  permit(scope, 'gifts.confirm')
  await scope.transaction(async (transaction) => {
    const before = publicNameOf(await readGift(transaction, giftId))
    await choosePublicName(transaction, { giftId }, publicName)
    const subject = { subjectKind: 'gift', subjectId: giftId } as const
    await audit(transaction, {
      action: 'gifts.public-name',
      ...subject,
      before: { publicName: before },
      after: { publicName },
    })
  })
}
