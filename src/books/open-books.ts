import { listCampaigns } from '../campaigns/actions.ts'
import { type Campaign, campaignText } from '../campaigns/campaign.ts'
import { listProgrammes, type Programme, programmeName } from '../cases/programmes.ts'
import { latestCheckpoint } from '../log/read.ts'
import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import type { Language } from '../platform/languages.ts'
import type { Money } from '../platform/money.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import { toBase64Url } from '../proofs/base64.ts'
import { type BookLine, type BooksFilter, bookLines, isNeed } from './book-lines.ts'
import { type BookSums, keptSums } from './sums.ts'

/** What a reader asked for, as it stands in the address; empty or absent is all. */
export interface BooksQuery {
  readonly year?: string | undefined
  /** A campaign's address. */
  readonly campaign?: string | undefined
  /** A programme's. */
  readonly programme?: string | undefined
}

/** Something the books can be narrowed to. */
export interface BooksChoice {
  readonly slug: string
  readonly title: string
}

/** How far the money of one campaign has come; each figure is a part of the one before. */
export interface CampaignTotals {
  readonly title: string
  readonly url: string
  readonly slug: string
  /** Gifts that were not given back in full; null where one programme is looked at, for gifts are of none. */
  readonly giftCount: number | null
  /** Gifts less refunds; of one programme, what of them reached it. */
  readonly received: Money
  readonly feesAndShare: Money
  readonly allocated: Money
  /** What was spent on the cases of these gifts, up to what the gifts gave; by proportion where campaigns share a case. */
  readonly spent: Money
  /** The part of `spent` whose gifts were told about their case. */
  readonly reported: Money
  /** What `received` went to: it adds up. See `bookLines`. */
  readonly lines: readonly ShownLine[]
}

/** A line of the books, with its use in the reader's language. */
export interface ShownLine extends BookLine {
  readonly title: string
}

/** The public books of an organisation. Root and fingerprint are spelt as in thank-yous and receipts. */
export interface OpenBooks {
  readonly campaigns: readonly CampaignTotals[]
  /** What the reader narrowed the books to; null is all. */
  readonly chosen: {
    readonly year: number | null
    readonly campaign: BooksChoice | null
    readonly programme: BooksChoice | null
  }
  readonly choices: {
    readonly years: readonly number[]
    readonly campaigns: readonly BooksChoice[]
    readonly programmes: readonly BooksChoice[]
  }
  readonly checkpoint: {
    readonly origin: string
    readonly size: bigint
    readonly root: string
    readonly keyFingerprint: string
    readonly at: Date
    readonly url: string
  } | null
  readonly downloads: readonly { readonly label: string; readonly url: string }[]
  readonly asOf: Date
}

/**
 * Public totals by campaign, narrowed as asked, and the newest signed state of the log, from kept sums; undefined when there is
 * no such organisation. Fails with `request.missing` for a campaign, programme or year that cannot be.
 */
export async function openBooks(
  context: Context,
  slug: string,
  language: Language,
  query: BooksQuery = {},
): Promise<OpenBooks | undefined> {
  const address = await resolveAddress(context, 'organisation', slug)
  if (!address) return undefined
  const scope = new Scope(context, address.organisationId, { kind: 'link', id: address.id })
  const sums = await keptSums(scope)
  return scope.transaction(async (transaction) => {
    const campaigns = (await listCampaigns(transaction)).filter(({ state }) => state !== 'draft')
    const t = context.translator.in(language)
    const shelf = { sums, campaigns, programmes: await listProgrammes(transaction), language, t }
    const checkpoint = await readCheckpoint(transaction, slug)
    const files = checkpoint === null ? [] : (['checkpoint', 'key'] as const)
    return {
      ...opened(shelf, query),
      checkpoint,
      downloads: files.map((name) => ({ label: t(`books:downloads.${name}`), url: `/log/${slug}/${name}` })),
      asOf: sums.madeAt,
    }
  })
}

/** Everything the books can be made of. */
interface Shelf {
  readonly sums: BookSums
  readonly campaigns: readonly Campaign[]
  readonly programmes: readonly Programme[]
  readonly language: Language
  readonly t: Translate
}

function opened(shelf: Shelf, query: BooksQuery): Pick<OpenBooks, 'campaigns' | 'chosen' | 'choices'> {
  const { sums, language } = shelf
  const used = new Set(sums.gifts.map(({ campaignId }) => campaignId))
  const helped = new Set(sums.needs.map(({ programmeId }) => programmeId))
  const campaigns = shelf.campaigns.filter(({ campaignId }) => used.has(campaignId))
  const programmes = shelf.programmes.filter(({ programmeId }) => helped.has(programmeId))
  const campaign = named(shelf.campaigns, query.campaign)
  const programme = named(shelf.programmes, query.programme)
  const year = yearOf(query.year)
  const filter = {
    ...(year === null ? {} : { year }),
    ...(campaign && { campaignId: campaign.campaignId }),
    ...(programme && { programmeId: programme.programmeId }),
  }
  const campaignChoice = (each: Campaign) => ({ slug: each.slug, title: campaignText(each, language).title })
  const programmeChoice = (each: Programme) => ({ slug: each.slug, title: programmeName(each.name, language) })
  return {
    campaigns: totals(shelf, filter, campaigns),
    chosen: {
      year,
      campaign: campaign ? campaignChoice(campaign) : null,
      programme: programme ? programmeChoice(programme) : null,
    },
    choices: {
      years: [...new Set(sums.gifts.map(({ givenYear }) => givenYear))].toSorted((a, b) => b - a),
      campaigns: campaigns.map(campaignChoice),
      programmes: programmes.map(programmeChoice),
    },
  }
}

/** Begins with a capital where the language has them. */
function useTitle({ t, language }: Shelf, use: string): string {
  const words = t(isNeed(use) ? `cases:items.${use}` : `books:uses.${use}`)
  return words.slice(0, 1).toLocaleUpperCase(language) + words.slice(1)
}

/** What bears an address of the query; null where none is asked for. Fails with `request.missing`. */
function named<Named extends { slug: string }>(all: readonly Named[], slug = ''): Named | null {
  if (slug === '') return null
  const found = all.find((each) => each.slug === slug)
  if (found === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  return found
}

function yearOf(typed = ''): number | null {
  if (typed === '') return null
  if (!/^[0-9]{4}$/.test(typed)) throw new Failure('request.missing', {}, { kind: 'missing' })
  return Number(typed)
}

function totals(shelf: Shelf, filter: BooksFilter, campaigns: readonly Campaign[]): CampaignTotals[] {
  const { sums, language } = shelf
  const lines = bookLines(sums, filter)
  return campaigns.flatMap((campaign) => {
    const { campaignId, currency, slug } = campaign
    const mine = lines.filter((line) => line.campaignId === campaignId)
    if (mine.length === 0) return []
    const add = (read: (line: BookLine) => bigint) => ({
      minor: mine.reduce((sum, line) => sum + read(line), 0n),
      currency,
    })
    const given = sums.gifts.filter(
      (sum) => sum.campaignId === campaignId && (filter.year === undefined || sum.givenYear === filter.year),
    )
    return [
      {
        title: campaignText(campaign, language).title,
        url: `/c/${slug}`,
        slug,
        giftCount:
          filter.programmeId === undefined ? given.reduce((sum, { giftCount }) => sum + Number(giftCount), 0) : null,
        received: add(({ amount }) => amount),
        feesAndShare: add(({ use, amount }) => (use === 'fees' || use === 'share' ? amount : 0n)),
        allocated: add(({ use, amount }) => (isNeed(use) ? amount : 0n)),
        spent: add(({ spent }) => spent),
        reported: add(({ reported }) => reported),
        lines: mine.map((line) => ({ ...line, title: useTitle(shelf, line.use) })),
      },
    ]
  })
}

async function readCheckpoint(transaction: Transaction, slug: string): Promise<OpenBooks['checkpoint']> {
  const latest = await latestCheckpoint(transaction)
  if (latest === undefined) return null
  const { at } = await transaction.db
    .selectFrom('checkpoints')
    .where('organisation_id', '=', transaction.organisationId)
    .where('size', '=', BigInt(latest.size))
    .select('at')
    .executeTakeFirstOrThrow()
  return {
    origin: latest.origin,
    size: BigInt(latest.size),
    root: toBase64Url(latest.root),
    keyFingerprint: latest.fingerprint,
    at,
    url: `/log/${slug}`,
  }
}
