import { fragmentFor, latestCheckpoint } from '../log/read.ts'
import { saltFor } from '../log/record.ts'
import { createLink } from '../organisations/links.ts'
import type { Transaction } from '../platform/scope.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

/** How long a donor's own page stays open without being asked for anew: 30 days. */
const openDays = 30

/**
 * A new address of the donor's own page. Behind `#`, where browsers tell no server: the gift's salt and the checkpoint to
 * remember, so that the reader's device can check the page. `onlyThis` for whoever proved nothing but to have made this gift:
 * from its page no other gift or receipt of the person opens.
 */
export async function giftPageLink(
  transaction: Transaction,
  giftId: string,
  { onlyThis = false }: { onlyThis?: boolean } = {},
): Promise<string> {
  const { now, context } = transaction
  const token = await createLink(transaction, {
    kind: 'gift_page',
    subject: { giftId, ...(onlyThis ? { only: 'this' } : {}) },
    expiresAt: new Date(now.getTime() + openDays * dayMilliseconds),
  })
  const fragment = fragmentFor(await saltFor(transaction, 'gift', giftId), await latestCheckpoint(transaction))
  return `${context.settings.publicUrl}/g/${token}#${fragment}`
}
