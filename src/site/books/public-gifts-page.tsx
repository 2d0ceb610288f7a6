import type { PublicGift, PublicGifts } from '../../books/public-gifts.ts'
import { momentOf } from '../day.ts'
import { TextField } from '../field.tsx'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { BooksStyle } from './books-style.tsx'

/** The list as one page shows it. Addresses carry the campaign and a gift's random reference, nothing of a person. */
export interface PublicGiftsView extends PublicGifts {
  /** The address of this list, without its page. */
  readonly base: string
  /** Null where the gifts of all campaigns stand. */
  readonly campaign: { readonly title: string; readonly url: string } | null
  readonly isFirstPage: boolean
  /** What of the address is of this very page, without `?`: in another language it is the same page. */
  readonly query: string
}

interface ListProps {
  frame: Frame
  list: PublicGiftsView
}

/** `/o/:organisation/gifts`: every gift, each under the name its giver chose, and whom it helps. */
export function PublicGiftsPage({ frame, list }: ListProps) {
  const { t } = frame
  const { gifts, next, campaign, base } = list
  const title = campaign ? t('gifts.titleOf', { campaign: campaign.title }) : t('gifts.title')
  return (
    <Page frame={frame} title={title} description={t('gifts.lede')} head={<ListHead />} query={list.query}>
      <h1>{title}</h1>
      <p class="lede">{t('gifts.lede')}</p>
      <Finder frame={frame} typed={undefined} error={undefined} />
      {gifts.length === 0 && <p class="empty">{t('gifts.empty')}</p>}
      {gifts.length > 0 && <GiftList frame={frame} gifts={gifts} isOneCampaign={campaign !== null} />}
      <nav class="pages" aria-label={t('gifts.pages')}>
        {!list.isFirstPage && <a href={base}>{t('gifts.newest')}</a>}
        {next && (
          <a href={`${base}${base.includes('?') ? '&' : '?'}after=${next}`} rel="next">
            {t('gifts.older')}
          </a>
        )}
      </nav>
      {campaign && (
        <p>
          <a href={campaign.url}>{t('shared.see')}</a>
        </p>
      )}
    </Page>
  )
}

interface FoundProps {
  frame: Frame
  typed: string
  /** None where no gift, or more than one, bears the number. */
  gift: PublicGift | undefined
}

/** What a receipt's or an order's number leads to. */
export function FoundGiftPage({ frame, typed, gift }: FoundProps) {
  const { t, path } = frame
  return (
    <Page frame={frame} title={t('gifts.find')} head={<ListHead />}>
      <h1>{t('gifts.find')}</h1>
      <Finder frame={frame} typed={typed} error={gift ? undefined : t('gifts.notFound')} />
      {gift && <GiftList frame={frame} gifts={[gift]} isOneCampaign={false} />}
      <p>
        <a href={path}>{t('gifts.all')}</a>
      </p>
    </Page>
  )
}

// Names people chose to stand here with are for readers, not for search engines that keep them.
function ListHead() {
  return (
    <>
      <BooksStyle />
      <meta name="robots" content="noindex" />
    </>
  )
}

function Finder({ frame, typed, error }: { frame: Frame; typed: string | undefined; error: string | undefined }) {
  const { t, path } = frame
  return (
    <form method="post" action={path} class="finder">
      <TextField
        name="number"
        label={t('gifts.number')}
        hint={t('gifts.numberHint')}
        value={typed}
        error={error}
        required
        maxlength={longestNumber}
        autocomplete="off"
      />
      <button class="button quiet" type="submit">
        {t('gifts.search')}
      </button>
    </form>
  )
}

/** Characters of a number that is looked for. */
export const longestNumber = 64

function GiftList({
  frame,
  gifts,
  isOneCampaign,
}: {
  frame: Frame
  gifts: readonly PublicGift[]
  isOneCampaign: boolean
}) {
  return (
    <ul class="public-gifts">
      {gifts.map((gift) => (
        <Gift key={gift.reference} frame={frame} gift={gift} isOneCampaign={isOneCampaign} />
      ))}
    </ul>
  )
}

function Gift({ frame, gift, isOneCampaign }: { frame: Frame; gift: PublicGift; isOneCampaign: boolean }) {
  const { t, language, organisation } = frame
  const say = spoken(frame)
  const names = new Intl.ListFormat(language).format([
    ...gift.helped,
    ...(gift.helpsUnnamed ? [t(gift.helped.length > 0 ? 'gifts.another' : 'gifts.unnamed')] : []),
  ])
  const isPlaced = gift.helped.length > 0 || gift.helpsUnnamed
  return (
    <li>
      <p class="who">
        <strong>{gift.giver ?? t('gifts.friend')}</strong> <span class="figure">{say.money(gift.amount)}</span>
      </p>
      <p class="fine">
        <time datetime={gift.givenOn}>{say.day(momentOf(gift.givenOn))}</time>
        {!isOneCampaign && (
          <>
            {' · '}
            <a href={gift.campaign.url}>{gift.campaign.title}</a>
          </>
        )}
      </p>
      <p class={isPlaced ? 'helps' : 'helps coming'}>
        {isPlaced ? t('gifts.helps', { child: names }) : t('gifts.waits')}
        {gift.isShared && isPlaced && organisation && (
          <>
            {' '}
            <a href={`/o/${organisation.slug}/gifts/${gift.reference}`}>{t('gifts.story')}</a>
          </>
        )}
      </p>
    </li>
  )
}
