import { Badge, Button, NativeSelect, Table, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconEyeOff, IconFileImport, IconPlus, IconReceipt, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { type Gift, type GiftFilter, useExceptions, useGifts } from '../api/gifts.ts'
import { useOrderExceptions } from '../api/orders.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import { YearlyReceipts } from './yearly-receipts.tsx'

/** Every gift, narrowed by words, campaign and day. */
export function GiftsPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/frame/gifts' })
  const list = useGifts(filter)
  const isNarrowed = Object.values(filter).some(Boolean)
  const { items: campaigns } = useCampaigns()
  return (
    <Page title={t('nav.gifts')} acts={<RecordGift />}>
      <Rooms />
      <Filters filter={filter} />
      <ListFrame
        list={list}
        empty={
          <Empty
            icon={isNarrowed ? IconSearch : IconReceipt}
            title={t(isNarrowed ? 'gifts.noneFound' : 'gifts.emptyTitle')}
            words={t(isNarrowed ? 'gifts.noneFoundWords' : 'gifts.emptyWords')}
          >
            {!isNarrowed && <Link to="/campaigns">{t('gifts.toCampaigns')}</Link>}
          </Empty>
        }
        head={[
          t('gifts.day'),
          t('gifts.donor'),
          { title: t('gifts.amount'), amount: true },
          t('gifts.campaign'),
          t('gifts.source'),
        ]}
        row={(gift) => (
          <GiftRow key={gift.id} gift={gift} campaign={campaigns?.find(({ id }) => id === gift.campaignId)} />
        )}
      />
    </Page>
  )
}

function RecordGift() {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('gifts.confirm')) return null
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/gifts/new" {...props} />}
    >
      {t('gifts.record')}
    </Button>
  )
}

/** What else is done with gifts; what waits for a decision comes first. */
function Rooms() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: exceptions = [] } = useExceptions()
  const { items: orders = [] } = useOrderExceptions()
  const count = exceptions.length + orders.length
  const room = { variant: 'default', size: 'xs' } as const
  return (
    <div className="bar rooms">
      {count > 0 && (
        <Button
          variant="light"
          size="xs"
          color="attention"
          renderRoot={(props) => <Link to="/gifts/exceptions" {...props} />}
        >
          {t('gifts.exceptionsCount', { count })}
        </Button>
      )}
      {may('gifts.confirm') && (
        <Button {...room} renderRoot={(props) => <Link to="/gifts/transfers" {...props} />}>
          {t('gifts.transfers')}
        </Button>
      )}
      {may('mandates.file') && (
        <Button {...room} renderRoot={(props) => <Link to="/gifts/mandates" {...props} />}>
          {t('mandates.title')}
        </Button>
      )}
      {may('receipts.issue') && <YearlyReceipts />}
      {may('gifts.import') && (
        <Button
          {...room}
          leftSection={<IconFileImport size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/imports/$kind" params={{ kind: 'orders' }} {...props} />}
        >
          {t('gifts.importOrders')}
        </Button>
      )}
    </div>
  )
}

function Filters({ filter }: { filter: GiftFilter }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const { items: campaigns = [] } = useCampaigns()
  const change = (part: GiftFilter) => void navigate({ to: '/gifts', search: { ...filter, ...part }, replace: true })
  const find = useDebouncedCallback((query: string) => change({ query: query || undefined }), 250)
  return (
    <div className="bar end filters">
      <TextInput
        aria-label={t('gifts.search')}
        placeholder={t('gifts.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.query ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
        style={{ flex: '1 1 14rem', maxWidth: 360 }}
      />
      <NativeSelect
        aria-label={t('gifts.campaign')}
        value={filter.campaign ?? ''}
        onChange={(event) => change({ campaign: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('gifts.allCampaigns') },
          ...campaigns.map((campaign) => ({ value: campaign.id, label: titleOf(campaign, formats.language) })),
        ]}
        className="whole"
      />
      <TextInput
        type="date"
        aria-label={t('gifts.from')}
        leftSection={<span className="small">{t('gifts.fromShort')}</span>}
        leftSectionWidth={44}
        value={filter.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        aria-label={t('gifts.to')}
        leftSection={<span className="small">{t('gifts.toShort')}</span>}
        leftSectionWidth={44}
        value={filter.to ?? ''}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
    </div>
  )
}

function GiftRow({ gift, campaign }: { gift: Gift; campaign: Parameters<typeof titleOf>[0] | undefined }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const nameOf = useNameOf()
  const isReturned = gift.refunded.minor !== '0'
  const source = i18n.exists(`gifts.sources.${gift.source}`) ? t(`gifts.sources.${gift.source}`) : gift.source
  return (
    <Table.Tr>
      <Table.Td className="figure">{formats.day(gift.givenOn)}</Table.Td>
      <Table.Td data-lead>
        <Link to="/gifts/$giftId" params={{ giftId: gift.id }} className="row-link">
          {nameOf(gift.donorName)}
        </Link>
        {gift.isAnonymous && (
          <Tooltip label={t('gifts.anonymous')}>
            <IconEyeOff size={15} stroke={1.6} className="quiet aside" role="img" aria-label={t('gifts.anonymous')} />
          </Tooltip>
        )}
        {isReturned && (
          <Badge ml={8} color="attention">
            {t(gift.refunded.minor === gift.amount.minor ? 'gifts.refunded' : 'gifts.partlyRefunded')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td className="figure amount" data-end>
        {formats.money(gift.amount)}
      </Table.Td>
      <Table.Td>{campaign ? titleOf(campaign, formats.language) : ''}</Table.Td>
      <Table.Td>
        {source}
        {gift.orderNumber && <span className="quiet small"> {gift.orderNumber}</span>}
      </Table.Td>
    </Table.Tr>
  )
}
