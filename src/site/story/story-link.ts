import { type OpenedLink, openLink } from '../../organisations/links.ts'
import { Failure } from '../../platform/errors.ts'
import type { Request } from '../../platform/http/api.ts'
import type { Transaction } from '../../platform/scope.ts'

/** All gifts, and receipts with a tax number, open only with a link made within the hour. */
const freshMilliseconds = 60 * 60 * 1000

/** A link that says whose page it is. */
export interface Theirs {
  readonly link: OpenedLink
  readonly personId: string
}

/** The link of a gift's page. Fails with `links.unknown`, `links.expired`. */
export function openGift(request: Request): Promise<OpenedLink> {
  return openLink(request.get('context'), 'gift_page', request.req.param('token') ?? '')
}

/** Either link, with the person it belongs to. Fails as `openGift`. */
export async function openTheir(request: Request, page: 'g' | 'my'): Promise<Theirs> {
  if (page === 'g') {
    const link = await openGift(request)
    return { link, personId: await link.scope.transaction((transaction) => giverOf(transaction, link)) }
  }
  const link = await openLink(request.get('context'), 'my_gifts', request.req.param('token') ?? '')
  return { link, personId: link.subject.personId ?? '' }
}

async function giverOf({ db, organisationId }: Transaction, { subject }: OpenedLink): Promise<string> {
  const gift = await db
    .selectFrom('gifts')
    .where('organisation_id', '=', organisationId)
    .where('gift_id', '=', subject.giftId ?? '')
    .select('person_id')
    .executeTakeFirst()
  if (gift === undefined) throw new Failure('links.unknown', {}, { kind: 'missing' })
  return gift.person_id
}

/** Whether a link is young enough to show more than one gift. */
export function isFresh({ scope, createdAt }: OpenedLink): boolean {
  return scope.context.clock.now().getTime() - createdAt.getTime() <= freshMilliseconds
}

/** The link of somebody who typed whose gift it is, and proved nothing: see `giftPageLink`. */
export function isOfThisOnly(link: OpenedLink): boolean {
  return link.subject.only === 'this' || isReportOnly(link)
}

/** A link that went to an address somebody typed: who opens it may be anybody. It shows what the gift did, and nothing of its giver. */
export function isReportOnly({ subject }: OpenedLink): boolean {
  return subject.only === 'report'
}

/** Fails with `links.expired` unless the link is fresh, with `request.missing` where it opens a report alone. */
export function requireFresh(link: OpenedLink): void {
  if (isReportOnly(link)) throw missing()
  if (!isFresh(link)) throw new Failure('links.expired', {}, { kind: 'gone' })
}

/** What is not theirs is not there. */
export function missing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
