import { Badge, Button } from '@mantine/core'
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Campaign, titleOf, useCampaigns } from '../api/campaigns.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { ProgressThread } from '../pieces/thread.tsx'
import { shareOf, useFormats } from '../words/formats.ts'
import styles from './campaigns.module.css'

/** Every campaign with how far it has come. */
export function CampaignsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { items, error, refetch } = useCampaigns()
  const create = may('campaigns.change') && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/campaigns/new" {...props} />}
    >
      {t('campaigns.create')}
    </Button>
  )
  return (
    <Page title={t('nav.campaigns')} acts={items?.length !== 0 && create}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!items && !error && <Loading />}
      {items?.length === 0 && (
        <div className="card">
          <Empty icon={IconSpeakerphone} title={t('campaigns.emptyTitle')} words={t('campaigns.emptyWords')}>
            {create}
          </Empty>
        </div>
      )}
      <div className={styles.cards}>
        {items?.map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} />
        ))}
      </div>
    </Page>
  )
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, raised, goal, giftCount, endsOn } = campaign
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={`card ${styles.card}`}>
      <span className="bar spread">
        <strong>{titleOf(campaign, formats.language)}</strong>
        <CampaignState campaign={campaign} />
      </span>
      <ProgressThread
        reached={shareOf(raised.minor, goal.minor)}
        label={t('campaigns.reached', { percent: formats.percent(raised.minor, goal.minor) })}
      />
      <span>
        <strong className="figure">{formats.money(raised)}</strong>{' '}
        <span className="quiet">{t('campaigns.ofGoal', { goal: formats.money(goal) })}</span>
      </span>
      <span className="quiet small">
        {t('campaigns.gifts', { count: giftCount })}
        {endsOn && ` · ${t('campaigns.until', { day: formats.day(endsOn) })}`}
      </span>
    </Link>
  )
}

/** Whether gifts can be made now, and if not, why. */
export function CampaignState({ campaign: { closedBecause } }: { campaign: Pick<Campaign, 'closedBecause'> }) {
  const { t } = useTranslation()
  return (
    <Badge color={closedBecause === null ? 'good' : closedBecause === 'draft' ? 'quiet' : 'attention'}>
      {t(`campaigns.states.${closedBecause ?? 'open'}`)}
    </Badge>
  )
}
