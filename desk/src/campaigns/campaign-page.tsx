import { Button, CopyButton } from '@mantine/core'
import { IconCopy, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CampaignDetail, changeCampaign, titleOf, useCampaign } from '../api/campaigns.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { ProgressThread } from '../pieces/thread.tsx'
import { shareOf, useFormats } from '../words/formats.ts'
import { CampaignForm, type CampaignValues } from './campaign-form.tsx'
import styles from './campaigns.module.css'
import { CampaignState } from './campaigns-page.tsx'

/** One campaign: how far it is, what it says, where it is shared. */
export function CampaignPage() {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { campaignId } = useParams({ from: '/frame/campaigns/$campaignId' })
  const { data: campaign, error, refetch } = useCampaign(campaignId)
  const back = { to: '/campaigns', words: t('nav.campaigns') }
  if (error) {
    return (
      <Page title={t('nav.campaigns')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!campaign) return <ComingPage />
  const save = async (values: CampaignValues) => {
    await changeCampaign(campaign.id, values)
    say(t('acts.saved'))
  }
  return (
    <Page
      title={titleOf(campaign, formats.language)}
      back={back}
      lead={<CampaignState campaign={campaign} />}
      acts={may('campaigns.change') && <StateAct campaign={campaign} />}
    >
      <div className="columns">
        <Section title={t('campaigns.words')}>
          {may('campaigns.change') ? (
            <CampaignForm
              key={campaign.id}
              campaign={campaign}
              currency={campaign.goal.currency}
              send={save}
              act={t('acts.save')}
            />
          ) : (
            <p className="words">{campaign.texts[formats.language]?.story ?? campaign.texts.en?.story}</p>
          )}
        </Section>
        <div className="stack">
          <Reached campaign={campaign} />
          <ShareIt campaign={campaign} />
        </div>
      </div>
    </Page>
  )
}

function Reached({ campaign: { id, raised, goal, giftCount, remaining } }: { campaign: CampaignDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const may = useMay()
  const formats = useFormats()
  const percent = formats.percent(raised.minor, goal.minor)
  return (
    <Section title={t('campaigns.reachedTitle')}>
      <ProgressThread reached={shareOf(raised.minor, goal.minor)} label={t('campaigns.reached', { percent })} />
      <p>
        <strong className="figure">{formats.money(raised)}</strong>{' '}
        <span className="quiet">
          {t('campaigns.ofGoal', { goal: formats.money(goal) })} · {percent}
        </span>
      </p>
      <p className="quiet small">
        {t('campaigns.gifts', { count: giftCount })}
        {remaining && ` · ${t('campaigns.remaining', { amount: formats.money(remaining) })}`}
      </p>
      {giftCount > 0 && may('gifts.read') && may('cases.read') && (
        <Link to="/explore/$side/$id" params={{ side: 'campaign', id }} search={{}}>
          {t('cases:explore.openCampaign')}
        </Link>
      )}
    </Section>
  )
}

function ShareIt({ campaign: { url, qrSvg, slug } }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg)}`
  return (
    <Section title={t('campaigns.share')} lead={t('campaigns.shareLead')}>
      <a href={url} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
        {url}
        <IconExternalLink size={14} className="outward" aria-hidden />
      </a>
      <img src={picture} alt={t('campaigns.qrAlt', { url })} className={styles.qr} />
      <div className="bar">
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
              {t(copied ? 'acts.copied' : 'campaigns.copyLink')}
            </Button>
          )}
        </CopyButton>
        <Button
          size="xs"
          variant="default"
          component="a"
          href={picture}
          download={`${slug}.svg`}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('campaigns.downloadQr')}
        </Button>
      </div>
    </Section>
  )
}

function StateAct({ campaign: { id, state } }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const next = state === 'public' ? 'closed' : 'public'
  return (
    <Confirm
      words={t(`campaigns.acts.${next}`)}
      title={t(`campaigns.acts.${next}Title`)}
      act={t(`campaigns.acts.${next}`)}
      danger={next === 'closed'}
      variant={next === 'public' ? 'filled' : 'default'}
      send={() => changeCampaign(id, { state: next })}
    >
      <p>{t(`campaigns.acts.${next}Words`)}</p>
    </Confirm>
  )
}
