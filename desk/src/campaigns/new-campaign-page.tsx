import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCampaign, createFund, useFunds } from '../api/campaigns.ts'
import { useLegalEntities } from '../api/organisation.ts'
import { useSession } from '../api/session.ts'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { CampaignForm, type CampaignValues } from './campaign-form.tsx'

const newFund = 'new'
// Those the offered payment providers and the five languages lead to; the organisation's own comes first.
const currencies = ['TWD', 'EUR', 'USD', 'JPY', 'CNY', 'HKD', 'SGD']

/** A first draft of a campaign; nobody outside sees it until it is opened. */
export function NewCampaignPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { organisation } = useSession()
  const { data: funds } = useFunds()
  const { data: entities } = useLegalEntities()
  const [currency, setCurrency] = useState(organisation.currency)
  const [fund, setFund] = useState<string>()
  if (!funds || !entities) return <ComingPage />
  const chosenFund = fund ?? funds[0]?.fundId ?? newFund
  const create = async (values: CampaignValues, typed: Typed) => {
    const slug = typed.text('slug')
    const chosen = typed.text('fundId')
    const name = typed.text('fundName') || slug
    const fundId = chosen === newFund ? await createFund({ code: slug, name, isRestricted: true }) : chosen
    const id = await createCampaign({ ...values, slug, fundId, legalEntityId: typed.text('legalEntityId'), currency })
    await navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } })
  }
  return (
    <Page
      title={t('campaigns.create')}
      lead={t('campaigns.createLead')}
      back={{ to: '/campaigns', words: t('nav.campaigns') }}
    >
      <Section title={t('campaigns.words')}>
        <CampaignForm currency={currency} send={create} act={t('campaigns.createAct')}>
          <TextField name="slug" label={t('campaigns.slug')} description={t('campaigns.slugHint')} />
          <ChoiceField
            name="legalEntityId"
            label={t('campaigns.legalEntity')}
            defaultValue={entities[0]?.id ?? null}
            data={entities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ChoiceField
            name="currency"
            label={t('campaigns.currency')}
            description={t('campaigns.currencyHint')}
            value={currency}
            onChange={(value) => setCurrency(value ?? currency)}
            data={[...new Set([organisation.currency, ...currencies])]}
          />
          <ChoiceField
            name="fundId"
            label={t('campaigns.fund')}
            description={t('campaigns.fundHint')}
            value={chosenFund}
            onChange={(value) => setFund(value ?? chosenFund)}
            data={[
              ...funds.map(({ fundId, name }) => ({ value: fundId, label: name })),
              { value: newFund, label: t('campaigns.newFund') },
            ]}
          />
          {chosenFund === newFund && <TextField name="fundName" label={t('campaigns.fundName')} />}
        </CampaignForm>
      </Section>
    </Page>
  )
}
