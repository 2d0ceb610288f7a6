import { everybody, isStoryShared, shareStory } from '../../books/public-gifts.ts'
import { giftPageLink } from '../../gifts/gift-page-link.ts'
import { receiptPdf } from '../../gifts/receipts/print.ts'
import { latestCheckpoint } from '../../log/read.ts'
import { createLink, type OpenedLink, openLink } from '../../organisations/links.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Transaction } from '../../platform/scope.ts'
import { chatDoor, chatDoorOf, claimDoors } from '../chat/chat-door.ts'
import { answerPage, frameOf } from '../draw.ts'
import { requireSeal, sealForm } from '../give/form-seal.ts'
import { type Host, readHost } from '../host.ts'
import { illustration } from '../illustrations.ts'
import { siteWords } from '../words.ts'
import { forgetDoor } from './forget-door.ts'
import type { GiftStoryView, GiverBooks } from './gift-story.ts'
import { GiftStoryPage } from './gift-story-page.tsx'
import { type GiftsAsked, giverGifts, isReceiptOf, isTheirs, receiptNumberOf } from './giver-books.ts'
import { keepPreferences, maySayWishes, preferencesOf } from './giver-preferences.ts'
import { moreChildren, skippedChildren } from './more-children.tsx'
import { MyGiftsPage } from './my-gifts-page.tsx'
import { SharedStoryPage } from './shared-story-page.tsx'
import { consistencyFrom } from './story-claim.ts'
import {
  isFresh,
  isOfThisOnly,
  isReportOnly,
  missing,
  openGift,
  openTheir,
  requireFresh,
  type Theirs,
} from './story-link.ts'
import { giftStory } from './story-view.ts'

const shareMilliseconds = 90 * 24 * 60 * 60 * 1000

/**
 * The donor's own pages, each behind a link from the chat: `/g/:token` one gift's story with its check, `/my/:token` all
 * gifts, and below both the gifts, receipts and preferences of their person; `/s/:token` the story as it may be passed on.
 */
export function storyRoutes() {
  const router = newRouter()
  router.use('/g/*', limitRate('story', 240, 60))
  router.use('/my/*', limitRate('story', 240, 60))
  router.use('/s/*', limitRate('story', 240, 60))
  router.get('/g/:token', async (request) => drawStory(request, await openGift(request)))
  router.get('/g/:token/consistency', tellConsistency)
  router.get('/g/:token/share', share)
  router.post('/g/:token/listing', limitBody(1), async (request) => {
    await keepListing(request, await openGift(request))
    return request.redirect(`/g/${request.req.param('token')}#share`, 303)
  })
  router.get('/s/:token', drawShared)
  router.get('/my/:token', drawGifts)
  for (const page of ['g', 'my'] as const) {
    router.get(`/${page}/:token/gifts/:gift`, async (request) => openOther(request, await openTheir(request, page)))
    router.get(`/${page}/:token/receipts/:file`, async (request) =>
      sendReceipt(request, await openTheir(request, page)),
    )
    router.post(`/${page}/:token/preferences`, limitBody(1), async (request) => {
      await keepPreferences(request, await openTheir(request, page))
      return request.redirect(`/${page}/${request.req.param('token')}`, 303)
    })
  }
  return router
}

async function drawStory(request: Request, link: OpenedLink): Promise<Response> {
  const language = request.get('language')
  const base = `/g/${request.req.param('token')}`
  const { host, view } = await link.scope.transaction(async (transaction) => {
    const host = await readHost(transaction, language)
    return { host, view: await storyView(transaction, request, link, host, base) }
  })
  return answerPage(request, <GiftStoryPage frame={frameOf(request, host)} story={view} />)
}

async function storyView(
  transaction: Transaction,
  request: Request,
  link: OpenedLink,
  host: Host,
  base: string,
): Promise<GiftStoryView> {
  const language = request.get('language')
  const giftId = link.subject.giftId ?? ''
  const skip = skippedChildren(request.req.query('children'))
  const { rows, campaign, ...story } = await giftStory(transaction, giftId, language, host, { skip })
  const { person_id: personId, conversation_id: conversationId } = rows.gift
  const door = await chatDoor(transaction, conversationId)
  return {
    ...story,
    gift: {
      ...story.gift,
      receiptNumber: isReportOnly(link) ? null : await receiptNumberOf(transaction, giftId),
    },
    chat: door ?? null,
    doors: (await mayClaim(transaction, link, rows.gift)) ? await claimDoors(transaction, { personId, giftId }) : [],
    moreChildren: moreChildren(rows, base, skip),
    shareUrl: `${base}/share`,
    listing: isReportOnly(link)
      ? null
      : {
          action: `${base}/listing`,
          formToken: sealForm(link, 'listing'),
          isShared: await isStoryShared(transaction, giftId),
        },
    books: await booksOf(transaction, link, { personId, giftId, language, base, after: request.req.query('gifts') }),
    preferences: (await maySayWishes(transaction, link, personId))
      ? {
          action: `${base}/preferences`,
          formToken: sealForm(link, 'preferences'),
          ...(await preferencesOf(transaction, personId)),
        }
      : null,
    forget: (await maySayWishes(transaction, link, personId)) ? await forgetDoor(transaction, personId, base) : null,
    tamperUrl: host.demo ? `/sandbox/tamper?gift=${giftId}` : null,
  }
}

/** What a link may show of all its giver gave. */
async function booksOf(
  transaction: Transaction,
  link: OpenedLink,
  { giftId, ...asked }: GiftsAsked & { giftId: string },
): Promise<GiverBooks> {
  if (isReportOnly(link)) return { state: 'report-only' }
  if (!isFresh(link)) return { state: 'needs-fresh-link' }
  return {
    state: 'open',
    ...(await giverGifts(transaction, { ...asked, only: isOfThisOnly(link) ? giftId : undefined })),
  }
}

/** A code opens all gifts of its giver, so it is for a fresh link alone, and for whom we cannot write to yet. */
async function mayClaim(
  { db, organisationId }: Transaction,
  link: OpenedLink,
  gift: { person_id: string; conversation_id: string | null },
): Promise<boolean> {
  if (isReportOnly(link) || !isFresh(link) || gift.conversation_id !== null) return false
  const chat = await db
    .selectFrom('identities')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', gift.person_id)
    .where('typed_email', 'is', null)
    .select('identity_id')
    .limit(1)
    .executeTakeFirst()
  return chat === undefined
}

/** The proof that the log continues the one of `?from=` entries, for a device that remembers another state than the thanks told. */
async function tellConsistency(request: Request): Promise<Response> {
  const { scope } = await openGift(request)
  const from = Number(request.req.query('from'))
  const hashes = await scope.transaction(async (transaction) => {
    const checkpoint = await latestCheckpoint(transaction)
    if (checkpoint === undefined || !Number.isSafeInteger(from) || from < 1) return []
    return consistencyFrom(transaction, from, checkpoint.size)
  })
  request.header('cache-control', 'no-store')
  return request.json({ consistency: hashes })
}

async function share(request: Request): Promise<Response> {
  const { scope, subject } = await openGift(request)
  const token = await scope.transaction((transaction) =>
    createLink(transaction, {
      kind: 'share',
      subject: { giftId: subject.giftId ?? '' },
      expiresAt: new Date(transaction.now.getTime() + shareMilliseconds),
    }),
  )
  return request.redirect(`/s/${token}`, 303)
}

async function drawShared(request: Request): Promise<Response> {
  const { scope, subject } = await openLink(request.get('context'), 'share', request.req.param('token') ?? '')
  const language = request.get('language')
  const skip = skippedChildren(request.req.query('children'))
  const { host, story } = await scope.transaction(async (transaction) => {
    const host = await readHost(transaction, language)
    return {
      host,
      story: await giftStory(transaction, subject.giftId ?? '', language, host, { audience: everybody, skip }),
    }
  })
  const { campaignTitle, campaignUrl } = story.gift
  const { cardPicture } = illustration(story.campaign.picture, siteWords(request.get('translate')))
  const shared = {
    campaignTitle,
    campaignUrl,
    cardPicture,
    children: story.children.filter(({ ended, isTold }) => !ended && isTold),
    moreChildren: moreChildren(story.rows, `/s/${request.req.param('token')}`, skip),
  }
  return answerPage(request, <SharedStoryPage frame={frameOf(request, host)} story={shared} />)
}

async function drawGifts(request: Request): Promise<Response> {
  const { link, personId } = await openTheir(request, 'my')
  const language = request.get('language')
  const base = `/my/${request.req.param('token')}`
  const after = request.req.query('gifts')
  const { host, mine } = await link.scope.transaction(async (transaction) => {
    const door = await chatDoorOf(transaction, personId)
    return {
      host: await readHost(transaction, language),
      mine: {
        books: isFresh(link)
          ? ({ state: 'open', ...(await giverGifts(transaction, { personId, language, base, after })) } as const)
          : ({ state: 'needs-fresh-link' } as const),
        chat: door ?? null,
        preferences: {
          action: `${base}/preferences`,
          formToken: sealForm(link, 'preferences'),
          ...(await preferencesOf(transaction, personId)),
        },
        forget: await forgetDoor(transaction, personId, base),
      },
    }
  })
  return answerPage(request, <MyGiftsPage frame={frameOf(request, host)} mine={mine} />)
}

/** To another gift of the same person, by a link of its own. */
async function openOther(request: Request, { link, personId }: Theirs): Promise<Response> {
  requireFresh(link)
  const giftId = request.req.param('gift') ?? ''
  const onlyThis = isOfThisOnly(link)
  if (onlyThis && giftId !== link.subject.giftId) throw missing()
  const url = await link.scope.transaction(async (transaction) => {
    if (!isUuid(giftId) || !(await isTheirs(transaction, personId, 'gifts', giftId))) throw missing()
    return giftPageLink(transaction, giftId, { onlyThis })
  })
  return request.redirect(url, 303)
}

async function sendReceipt(request: Request, { link, personId }: Theirs): Promise<Response> {
  requireFresh(link)
  const receiptId = (request.req.param('file') ?? '').replace(/\.pdf$/, '')
  const isOurs =
    isUuid(receiptId) &&
    (await link.scope.transaction(async (transaction) =>
      isOfThisOnly(link)
        ? isReceiptOf(transaction, receiptId, link.subject.giftId ?? '')
        : isTheirs(transaction, personId, 'receipts', receiptId),
    ))
  if (!isOurs) throw missing()
  const pdf = await receiptPdf(link.scope, receiptId)
  return request.body(new Uint8Array(pdf).buffer, 200, {
    'content-type': 'application/pdf',
    'content-disposition': 'inline; filename="receipt.pdf"',
    'cache-control': 'no-store',
  })
}

/** Whoever holds the link of a gift says whether the public list leads to its story, which names nobody. */
async function keepListing(request: Request, link: OpenedLink): Promise<void> {
  if (isReportOnly(link)) throw missing()
  const sent = await request.req.parseBody()
  requireSeal(link, 'listing', String(sent.seal ?? ''))
  await link.scope.transaction((transaction) =>
    shareStory(transaction, link.subject.giftId ?? '', sent.shared === 'yes'),
  )
}
