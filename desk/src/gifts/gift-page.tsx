import { Badge, Button } from '@mantine/core'
import { IconMail, IconShieldCheck } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { type GiftDetail, thankAgain, useGift } from '../api/gifts.ts'
import { useMay, useSession } from '../api/session.ts'
import { Facts } from '../pieces/facts.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import { NameCase, PublicName, SamePayment } from './gift-choices.tsx'
import { GiftThread } from './gift-thread.tsx'
import { GiftWidths } from './gift-widths.tsx'
import { Receipts } from './receipts.tsx'
import { Refunds } from './refunds.tsx'

/** One gift and everything that became of it. */
export function GiftPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNameOf()
  const { giftId } = useParams({ from: '/frame/gifts/$giftId' })
  const { data: gift, error, refetch } = useGift(giftId)
  const back = { to: '/gifts', words: t('nav.gifts') }
  if (error) {
    return (
      <Page title={t('nav.gifts')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!gift) return <ComingPage />
  return (
    <Page
      title={t('gifts.title', { amount: formats.money(gift.amount), donor: nameOf(gift.donorName) })}
      back={back}
      lead={<Lead gift={gift} />}
      acts={<GiftActs gift={gift} />}
    >
      <div className="columns">
        <div className="stack">
          <GiftWidths gift={gift} />
          <Section title={t('gifts.thread')} lead={t('gifts.threadLead')}>
            <GiftThread gift={gift} />
          </Section>
        </div>
        <div className="stack">
          <Receipts gift={gift} />
          <Refunds gift={gift} />
          <InLog gift={gift} />
        </div>
      </div>
    </Page>
  )
}

function Lead({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items: campaigns } = useCampaigns()
  const campaign = campaigns?.find(({ id }) => id === gift.campaignId)
  return (
    <Facts
      of={[
        formats.day(gift.givenOn),
        campaign && titleOf(campaign, formats.language),
        t(`gifts.wishes.${gift.receiptWish}`),
        t(`gifts.publicName.is.${gift.publicName}`),
        gift.samePayment && <SamePayment gift={gift} />,
      ]}
    />
  )
}

function GiftActs({ gift }: { gift: GiftDetail }) {
  const { id, personId, thankedAt } = gift
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      {may('people.read') && (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
        >
          {t('gifts.toPerson')}
        </Button>
      )}
      <NameCase gift={gift} />
      <PublicName gift={gift} />
      {may('conversations.reply') && thankedAt && (
        <Button
          variant="default"
          leftSection={<IconMail size={16} aria-hidden />}
          onClick={() => attempt(() => thankAgain(id), t('gifts.thankedAgain'))}
        >
          {t('gifts.thankAgain')}
        </Button>
      )}
    </>
  )
}

function InLog({ gift: { logPosition, publicReference } }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { organisation } = useSession()
  return (
    <Section title={t('gifts.log')}>
      <div className="bar">
        <IconShieldCheck size={18} aria-hidden />
        {logPosition === null ? (
          <Badge color="quiet">{t('gifts.logWaits')}</Badge>
        ) : (
          <span>{t('gifts.logAt', { position: formats.number(logPosition + 1) })}</span>
        )}
      </div>
      <p className="quiet small">{t('gifts.publicReference', { reference: publicReference })}</p>
      <a href={`/o/${organisation.slug}`} target="_blank" rel="noreferrer" className="small">
        {t('gifts.toOpenBooks')}
      </a>
    </Section>
  )
}
