import { fragmentFor, latestCheckpoint } from '../log/read.ts'
import { saltFor, saltsFor } from '../log/record.ts'
import { createLink, type NewLink } from '../organisations/links.ts'
import { createLinks } from '../organisations/many-links.ts'
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
  const token = await createLink(transaction, linkTo(transaction, giftId, onlyThis ? { only: 'this' } : {}))
  const fragment = fragmentFor(await saltFor(transaction, 'gift', giftId), await latestCheckpoint(transaction))
  return `${transaction.context.settings.publicUrl}/g/${token}#${fragment}`
}

/** `giftPageLink` for many gifts, by gift, in as many statements as for one. */
export async function giftPageLinks(
  transaction: Transaction,
  giftIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(giftIds)]
  if (wanted.length === 0) return new Map()
  const { kind, expiresAt } = linkTo(transaction, '')
  const tokens = await createLinks(transaction, { kind, subject: 'giftId', expiresAt }, wanted)
  const salts = await saltsFor(transaction, 'gift', wanted)
  const checkpoint = await latestCheckpoint(transaction)
  const { publicUrl } = transaction.context.settings
  return new Map(
    wanted.flatMap((giftId, index) => {
      const salt = salts.get(giftId)
      return salt ? [[giftId, `${publicUrl}/g/${tokens[index]}#${fragmentFor(salt, checkpoint)}`] as const] : []
    }),
  )
}

function linkTo({ now }: Transaction, giftId: string, limits: Record<string, string> = {}): NewLink {
  const expiresAt = new Date(now.getTime() + openDays * dayMilliseconds)
  return { kind: 'gift_page', subject: { giftId, ...limits }, expiresAt }
}
