import type { ClaimedEntry } from './claim.ts'
import { commitCase, commitPerson, commitStage, commitText, openSalt, type Salt, sealLabel } from './commitment.ts'
import type { CaseSpent, Entry, UpdatePublished } from './entry.ts'
import type { Digest } from './sha256.ts'

/** Makes the log's entry again from what a page shows and the salt in the donor's link; `undefined` if a salt it needs is not there. */
export async function recompute(claimed: ClaimedEntry, giftSalt: Salt, digest: Digest): Promise<Entry | undefined> {
  const { shown } = claimed
  switch (shown.kind) {
    case 'gift.received':
      return { ...shown, person: await commitPerson(giftSalt, shown.person, digest) }
    case 'gift.allocated':
      return { ...shown, case: await commitCase(giftSalt, shown.case, digest) }
    case 'gift.refunded':
      return shown
    case 'case.spent':
      return spentAgain(shown, await unseal(claimed, 'case', giftSalt, digest), digest)
    case 'update.published': {
      const caseSalt = await unseal(claimed, 'case', giftSalt, digest)
      const again = await updateAgain(shown, await unseal(claimed, 'update', giftSalt, digest), caseSalt, digest)
      return again && { ...again, text: { ...claimed.otherLanguages, ...again.text } }
    }
  }
}

async function unseal(claimed: ClaimedEntry, of: 'case' | 'update', giftSalt: Salt, digest: Digest) {
  return openSalt(giftSalt, sealLabel(of, claimed.index), claimed.sealed?.[of] ?? '', digest)
}

async function spentAgain(shown: CaseSpent, caseSalt: Salt | undefined, digest: Digest) {
  return caseSalt && { ...shown, case: await commitCase(caseSalt, shown.case, digest) }
}

async function updateAgain(
  shown: UpdatePublished,
  updateSalt: Salt | undefined,
  caseSalt: Salt | undefined,
  digest: Digest,
): Promise<UpdatePublished | undefined> {
  if (updateSalt === undefined || caseSalt === undefined) return undefined
  const texts = Object.entries(shown.text).map(
    async ([language, words]) => [language, await commitText(updateSalt, language, words, digest)] as const,
  )
  return {
    ...shown,
    case: await commitCase(caseSalt, shown.case, digest),
    stage: await commitStage(updateSalt, shown.stage, digest),
    text: Object.fromEntries(await Promise.all(texts)),
  }
}
