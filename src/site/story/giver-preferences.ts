import { feedbackWish, readWish, recordWish } from '../../feedback/wishes.ts'
import { isKnownByGiftAlone } from '../../gifts/known-by-gift.ts'
import type { OpenedLink } from '../../organisations/links.ts'
import type { Request } from '../../platform/http/api.ts'
import type { Transaction } from '../../platform/scope.ts'
import { requireSeal } from '../give/form-seal.ts'
import { consentVersion } from '../give/gift-form.ts'
import { changeWishes, wishesOf } from './giver-books.ts'
import { isOfThisOnly, isReportOnly, missing, type Theirs } from './story-link.ts'

/** Keeps what a giver says on their page of how often, of what and for what they may be written to. */
export async function keepPreferences(request: Request, { link, personId }: Theirs): Promise<void> {
  const sent = await request.req.parseBody()
  requireSeal(link, 'preferences', String(sent.token ?? ''))
  const wishes = { feedback: sent.feedback === 'yes', appeals: sent.appeals === 'yes' }
  const shown = { sourceId: link.linkId, textVersion: consentVersion, language: request.get('language') }
  await link.scope.transaction(async (transaction) => {
    if (!(await maySayWishes(transaction, link, personId))) throw missing()
    await changeWishes(transaction, personId, wishes, shown)
    const said = {
      rhythm: wishes.feedback ? (sent.rhythm ?? 'each') : 'none',
      content: sent.milestones === 'yes' ? 'milestones' : 'all',
    }
    const wish = feedbackWish.safeParse(said).data ?? (await readWish(transaction, personId))
    await recordWish(transaction, personId, wish, { source: 'preferences', ...shown })
  })
}

/** What a giver may be written to now, as their page asks it. */
export async function preferencesOf(transaction: Transaction, personId: string) {
  const { rhythm, content } = await readWish(transaction, personId)
  return { ...(await wishesOf(transaction, personId)), rhythm, milestones: content === 'milestones' }
}

/** Whoever proved to have made one gift speaks for its giver only while nothing else is known of them. */
export async function maySayWishes(transaction: Transaction, link: OpenedLink, personId: string): Promise<boolean> {
  if (isReportOnly(link)) return false
  return !isOfThisOnly(link) || isKnownByGiftAlone(transaction, personId, link.subject.giftId ?? '')
}
