import { Badge } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { type PaymentException, resolveException, useExceptions } from '../api/gifts.ts'
import { useMay } from '../api/session.ts'
import { CallBacks } from '../connectors/call-backs.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Facts } from '../pieces/facts.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { OrderExceptions } from './order-exceptions.tsx'

/** Money and providers' words that fit no gift: a queue people empty. */
export function ExceptionsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: exceptions, error, refetch } = useExceptions()
  return (
    <Page title={t('exceptions.title')} lead={t('exceptions.lead')} back={{ to: '/gifts', words: t('nav.gifts') }}>
      <Section title={t('exceptions.open')}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!exceptions && !error && <Loading />}
        {exceptions?.length === 0 && (
          <Empty icon={IconChecks} title={t('exceptions.emptyTitle')} words={t('exceptions.emptyWords')} />
        )}
        <div className="lines">
          {exceptions?.map((exception) => (
            <ExceptionLine key={exception.id} exception={exception} />
          ))}
        </div>
      </Section>
      <OrderExceptions />
      {may('cases.read') && <CallBacks />}
    </Page>
  )
}

function ExceptionLine({ exception }: { exception: PaymentException }) {
  const { t, i18n } = useTranslation(['desk', 'payments'])
  const may = useMay()
  const formats = useFormats()
  const { kind, reason, reference, amount, openedAt } = exception
  const why = i18n.exists(`payments:quarantine.${reason}`)
    ? t(`payments:quarantine.${reason}`)
    : t(`exceptions.why.${kind}`)
  return (
    <div className="bar spread">
      <span>
        <strong className="figure">{amount ? formats.money(amount) : t('exceptions.noAmount')}</strong>{' '}
        <Badge color="attention">{t(`exceptions.kinds.${kind}`)}</Badge>
        <br />
        {why}
        <span className="quiet small" style={{ display: 'block' }}>
          <Facts of={[formats.ago(openedAt), reference]} />
        </span>
      </span>
      {may('gifts.confirm') && <Decide exception={exception} />}
    </div>
  )
}

function Decide({ exception: { id, kind, amount } }: { exception: PaymentException }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items } = useCampaigns()
  // Money becomes a gift to a campaign of its own currency, or none.
  const campaigns = items?.filter(({ goal }) => goal.currency === amount?.currency) ?? []
  const kinds = [...(amount ? ['gift'] : []), kind === 'suspense' ? 'returned' : 'dismissed']
  const [chosen, choose] = useState(kinds[0] ?? 'dismissed')
  const resolutionIn = (typed: Typed) => {
    if (chosen !== 'gift') return { kind: chosen, note: typed.text('note') }
    const text = (name: string) => typed.text(name) || undefined
    return {
      kind: 'gift',
      campaignId: typed.text('campaignId'),
      donorName: typed.text('donorName'),
      email: text('email'),
      phone: text('phone'),
      language: formats.language,
      note: typed.text('note'),
    }
  }
  // Nobody decides before what can be chosen is there.
  if (!items) return null
  return (
    <Confirm
      words={t('exceptions.decide')}
      size="xs"
      title={t('exceptions.decideTitle')}
      act={t('exceptions.decide')}
      send={(typed) => resolveException(id, resolutionIn(typed))}
    >
      <ChoiceField
        name="kind"
        label={t('exceptions.what')}
        value={chosen}
        onChange={(value) => choose(value ?? chosen)}
        data={kinds.map((one) => ({ value: one, label: t(`exceptions.resolutions.${one}`) }))}
      />
      {chosen === 'gift' && (
        <>
          <ChoiceField
            name="campaignId"
            label={t('gifts.campaign')}
            defaultValue={campaigns[0]?.id ?? null}
            data={campaigns.map((campaign) => ({ value: campaign.id, label: titleOf(campaign, formats.language) }))}
          />
          <TextField name="donorName" label={t('gifts.donor')} />
          <TextField name="email" type="email" label={t('people.email')} />
          <TextField name="phone" type="tel" label={t('people.phone')} />
        </>
      )}
      <TextField name="note" label={t('exceptions.note')} />
    </Confirm>
  )
}
