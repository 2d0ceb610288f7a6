import { z } from 'zod'
import { getCampaign, listCampaigns } from '../campaigns/actions.ts'
import { openness } from '../campaigns/progress.ts'
import { moveTold } from '../feedback/merge.ts'
import { claimGift } from '../gifts/claim.ts'
import { thankJob } from '../gifts/thank.ts'
import { createLink, useLink as spendLink } from '../organisations/links.ts'
import { enqueue } from '../platform/jobs/job.ts'
import type { Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import { hashToken } from '../platform/vault.ts'
import type { Json } from './json.ts'
import { projectItem } from './look-ups.ts'
import type { Talk } from './talk.ts'

/** How long a link to give from a chat stays open: two hours. */
const giveMilliseconds = 2 * 60 * 60 * 1000

const claim = z.object({ personId: z.uuid(), giftId: z.uuid() })

/** A link to give to a campaign that carries the conversation: whoever opens it has nothing to type to be known here. */
export async function makeGiveLink(transaction: Transaction, talk: Talk, campaignId: string): Promise<Json> {
  const { now, context } = transaction
  await getCampaign(transaction, campaignId)
  const token = await createLink(transaction, {
    kind: 'give',
    subject: { conversationId: talk.conversationId, campaignId },
    expiresAt: new Date(now.getTime() + giveMilliseconds),
    singleUse: true,
  })
  return { url: `${context.settings.publicUrl}/give/${token}` }
}

/**
 * Opens a code somebody arrived with: a gift's one-time code proves whose chat this is and links it; a campaign's name
 * shows that campaign. A code used up, expired or of another organisation is unknown, and so is that of a gift whose giver
 * is known by more than this gift: a member then makes sure who it is.
 */
export async function openCode(transaction: Transaction, talk: Talk, code: string, language: Language): Promise<Json> {
  const claimed = await readClaim(transaction, code)
  if (claimed !== undefined && (await linkByClaim(transaction, talk, claimed))) return { kind: 'linked' }
  const campaign = (await listCampaigns(transaction)).find((one) => one.slug === code && one.state === 'public')
  if (campaign === undefined) return { kind: 'unknown' }
  const { open } = await openness(transaction, campaign)
  return { kind: 'campaign', items: open ? [await projectItem(transaction, campaign, language)] : [] }
}

type Claim = z.infer<typeof claim> & { linkId: string }

async function linkByClaim(transaction: Transaction, talk: Talk, { linkId, giftId }: Claim): Promise<boolean> {
  if (!(await claimGift(transaction, { identityId: talk.identityId, giftId, linkId }, [moveTold]))) return false
  await spendLink(transaction, linkId)
  // Its thanks may have waited for a chat to be sent to.
  await enqueue(transaction, thankJob, { giftId }, { key: giftId })
  return true
}

async function readClaim({ db, organisationId, now }: Transaction, token: string): Promise<Claim | undefined> {
  const row = await db
    .selectFrom('links')
    .where('organisation_id', '=', organisationId)
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', 'claim_identity')
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .select(['link_id', 'subject'])
    .executeTakeFirst()
  const subject = claim.safeParse(row?.subject)
  return row !== undefined && subject.success ? { linkId: row.link_id, ...subject.data } : undefined
}
