import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { closeOrder, nameCampaign, type OrderException, useOrderExceptions } from '../api/orders.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** Imported orders that became no gift: most wait until somebody names the campaign of their project. */
export function OrderExceptions() {
  const { t } = useTranslation()
  const { items, error, refetch, hasNextPage, fetchNextPage } = useOrderExceptions()
  return (
    <Section title={t('orders.title')} lead={t('orders.lead')}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!items && !error && <Loading rows={3} />}
      {items?.length === 0 && <p className="quiet">{t('orders.empty')}</p>}
      <div className="lines">
        {items?.map((order) => (
          <OrderLine key={order.id} order={order} />
        ))}
      </div>
      {hasNextPage && (
        <Button variant="subtle" onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function OrderLine({ order }: { order: OrderException }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { platform, orderNumber, projectId, projectName, amount, paidAt, reason, words } = order
  const waitsForCampaign = reason === 'unknown-project' || reason === 'wrong-currency'
  return (
    <div className="bar spread">
      <span>
        <strong className="figure">{formats.money(amount)}</strong>
        <br />
        {words}
        <span className="quiet small" style={{ display: 'block' }}>
          <Facts
            of={[
              t('orders.project', { name: projectName || projectId }),
              t('orders.order', { number: orderNumber }),
              platform,
              formats.day(paidAt.slice(0, 10)),
            ]}
          />
        </span>
      </span>
      {may('gifts.import') && (
        <span className="bar">
          {waitsForCampaign && <NameCampaign order={order} />}
          <CloseOrder order={order} />
        </span>
      )}
    </div>
  )
}

function NameCampaign({ order: { platform, projectId, projectName, amount } }: { order: OrderException }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items: campaigns = [] } = useCampaigns()
  const fitting = campaigns.filter(({ goal }) => goal.currency === amount.currency)
  return (
    <Confirm
      words={t('orders.nameCampaign')}
      size="xs"
      title={t('orders.nameTitle', { project: projectName || projectId })}
      act={t('orders.nameCampaign')}
      send={async (typed) => {
        const count = await nameCampaign({ platform, projectId, campaignId: typed.text('campaignId') })
        say(t('orders.became', { count }))
      }}
    >
      <p>{t('orders.nameWords')}</p>
      <ChoiceField
        name="campaignId"
        required
        label={t('gifts.campaign')}
        description={fitting.length === 0 ? t('orders.noCampaign', { currency: amount.currency }) : undefined}
        defaultValue={fitting[0]?.id ?? null}
        data={fitting.map((campaign) => ({ value: campaign.id, label: titleOf(campaign, formats.language) }))}
      />
    </Confirm>
  )
}

function CloseOrder({ order: { id, orderNumber } }: { order: OrderException }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('orders.close')}
      size="xs"
      variant="subtle"
      title={t('orders.closeTitle', { number: orderNumber })}
      act={t('orders.close')}
      send={(typed) => closeOrder(id, typed.text('resolution'))}
    >
      <p>{t('orders.closeWords')}</p>
      <TextField name="resolution" label={t('orders.resolution')} />
    </Confirm>
  )
}
