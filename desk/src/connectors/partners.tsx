import { Badge, Button } from '@mantine/core'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { Copied } from '../connections/channel-health.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { addPartner, changePartner, meanFor, type Partner, renewSecret, usePartners } from './api.ts'
import styles from './connectors.module.css'

/** Charities for which we are the platform: their keys, campaigns and orders. */
export function Partners() {
  const { t } = useTranslation(['connectors', 'desk'])
  const { data, error, refetch } = usePartners()
  const [made, setMade] = useState<{ keyId: string; secret: string }>()
  const words = t('connectors:desk.addPartner')
  const add = (
    <Confirm
      words={words}
      size="xs"
      title={words}
      act={words}
      send={async (typed) => setMade(await addPartner(typed.text('name')))}
    >
      <TextField name="name" label={t('connectors:desk.partnerName')} defaultValue="" />
    </Confirm>
  )
  return (
    <Section title={t('connectors:desk.partners')} lead={t('connectors:desk.partnersLead')} acts={add}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {made && (
        <div className={styles.once} role="status">
          <p>{t('connectors:desk.secretOnce')}</p>
          <Copied label={t('connectors:settings.keyId')} value={made.keyId} />
          <Copied label={t('connectors:settings.secret')} value={made.secret} />
        </div>
      )}
      {data?.items.length === 0 && (
        <Empty
          icon={IconBuildingCommunity}
          title={t('connectors:desk.noPartner')}
          words={t('connectors:desk.noPartnerWords')}
        />
      )}
      {data?.items.map((partner) => (
        <PartnerView key={partner.id} partner={partner} onSecret={setMade} />
      ))}
    </Section>
  )
}

interface PartnerProps {
  partner: Partner
  /** A secret that is shown this once. */
  onSecret: (made: { keyId: string; secret: string }) => void
}

function PartnerView({ partner, onSecret }: PartnerProps) {
  const { t } = useTranslation(['connectors', 'desk'])
  const formats = useFormats()
  const { items: campaigns } = useCampaigns()
  const { id, name, state, keyId, orderCount, readAt, formerUntil } = partner
  const next = state === 'active' ? 'paused' : 'active'
  const titles = partner.campaigns.map(({ campaignId, programmeCode }) => {
    const campaign = campaigns?.find((one) => one.id === campaignId)
    return `${campaign ? titleOf(campaign, formats.language) : '…'} (${programmeCode})`
  })
  return (
    <article className="stack tight entry" aria-label={name}>
      <div className="bar spread">
        <strong>{name}</strong>
        <Badge color={state === 'active' ? 'good' : 'attention'}>{t(`desk:connections.states.${state}`)}</Badge>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{t('connectors:desk.campaign')}</dt>
          <dd>{titles.length === 0 ? '—' : titles.join(' · ')}</dd>
        </div>
        <div>
          <dt>{t('connectors:desk.orders')}</dt>
          <dd>{formats.number(orderCount)}</dd>
        </div>
        <div>
          <dt>{t('connectors:desk.readAt')}</dt>
          <dd>{readAt ? formats.moment(readAt) : t('connectors:desk.never')}</dd>
        </div>
        <div>
          <dt>{t('connectors:settings.keyId')}</dt>
          <dd className={styles.key}>{keyId}</dd>
        </div>
        {formerUntil && (
          <div>
            <dt>{t('connectors:desk.formerSecret')}</dt>
            <dd>{t('connectors:desk.formerUntil', { moment: formats.moment(formerUntil) })}</dd>
          </div>
        )}
      </dl>
      <div className="bar">
        <Confirm
          words={t('connectors:desk.mean')}
          size="xs"
          title={t('connectors:desk.mean')}
          act={t('desk:acts.save')}
          send={(typed) => meanFor(id, typed.text('campaignId'), typed.text('programmeCode'))}
        >
          <ChoiceField
            name="campaignId"
            label={t('connectors:desk.campaign')}
            data={(campaigns ?? []).map((one) => ({ value: one.id, label: titleOf(one, formats.language) }))}
          />
          <TextField name="programmeCode" label={t('connectors:desk.programmeCode')} defaultValue="" />
        </Confirm>
        <Confirm
          words={t('connectors:desk.renew')}
          size="xs"
          variant="subtle"
          title={t('connectors:desk.renewTitle', { name })}
          act={t('connectors:desk.renew')}
          send={async () => onSecret(await renewSecret(id))}
        >
          <p className="quiet">{t('connectors:desk.renewWords')}</p>
        </Confirm>
        <Button size="xs" variant="subtle" onClick={() => void attempt(() => changePartner(id, next))}>
          {t(`desk:connections.acts.${next}`)}
        </Button>
      </div>
    </article>
  )
}
