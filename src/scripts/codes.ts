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
 * shows that campaign. A code used up, expired or of another organisation is unknown. `known`: the gift's giver is known by
 * more than this gift, so the code alone opens nothing; a member finds the two side by side and makes sure.
 */
export async function openCode(transaction: Transaction, talk: Talk, code: string, language: Language): Promise<Json> {
  const claimed = await readClaim(transaction, code)
  if (claimed !== undefined) return { kind: (await linkByClaim(transaction, talk, claimed)) ? 'linked' : 'known' }
  const campaign = (await listCampaigns(transaction)).find((one) => one.slug === code && one.state === 'public')
  if (campaign === undefined) return { kind: 'unknown' }
  const { open } = await openness(transaction, campaign)
  return { kind: 'campaign', items: open ? [await projectItem(transaction, campaign, language)] : [] }
}

type Claim = z.infer<typeof claim> & { linkId: string }

async function linkByClaim(transaction: Transaction, talk: Talk, { linkId, giftId }: Claim): Promise<boolean> {
  await spendLink(transaction, linkId)
  if (!(await claimGift(transaction, { identityId: talk.identityId, giftId, linkId }, [moveTold]))) return false
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
