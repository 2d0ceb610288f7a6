import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage } from '../../../src/platform/languages.ts'
import { allocationPolicies, type Campaign, useCampaigns } from '../api/campaigns.ts'
import { ChoiceField, TickField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { CapExplained, PolicyExplained, PurposeExplained } from './policy-explained.tsx'

/** What the form answers about how money of a campaign moves. */
export interface PolicyValues {
  allocationPolicy: string
  allocatesOnlyFinal: boolean
  overflowCampaignId: string | null
}

/** By which rule gifts meet needs, whether money must be final first, and what becomes of money beyond the cap. */
export function PolicyFields({ campaign, currency }: { campaign: Campaign | undefined; currency: string }) {
  const { t } = useTranslation()
  const [policy, choose] = useState<string>(campaign?.allocationPolicy ?? 'queue')
  return (
    <>
      <div className="stack tight">
        <ChoiceField
          name="allocationPolicy"
          label={t('campaigns.policy')}
          description={t('campaigns.policyHint')}
          data={allocationPolicies.map((value) => ({ value, label: t(`campaigns.policies.${value}`) }))}
          value={policy}
          onChange={(value) => choose(value ?? policy)}
          allowDeselect={false}
        />
        <PolicyExplained policy={policy} currency={currency} />
        {campaign && <PurposeExplained fund={campaign.fund} />}
      </div>
      <TickField
        name="allocatesOnlyFinal"
        label={t('campaigns.onlyFinal')}
        defaultChecked={campaign?.allocatesOnlyFinal ?? false}
      />
      {campaign && <Overflow campaign={campaign} />}
    </>
  )
}

// Only a campaign that exists has siblings: before, nobody knows its legal entity.
function Overflow({ campaign }: { campaign: Campaign }) {
  const { t, i18n } = useTranslation()
  const { items } = useCampaigns()
  const [chosen, choose] = useState<string | null>(campaign.overflowCampaignId)
  // Until they are known the form keeps what it has.
  if (!items) return <input type="hidden" name="overflowCampaignId" defaultValue={campaign.overflowCampaignId ?? ''} />
  const siblings = items.filter(
    ({ id, goal, legalEntity }) =>
      id !== campaign.id && goal.currency === campaign.goal.currency && legalEntity.id === campaign.legalEntity.id,
  )
  const data = siblings.map(({ id, slug, texts }) => ({ value: id, label: titleIn(texts, i18n.language) ?? slug }))
  return (
    <div className="stack tight">
      <ChoiceField
        name="overflowCampaignId"
        label={t('campaigns.overflow')}
        description={t('campaigns.overflowHint')}
        placeholder={t('campaigns.overflowStop')}
        data={data}
        value={chosen}
        onChange={choose}
        clearable
      />
      <CapExplained sibling={data.find(({ value }) => value === chosen)?.label} currency={campaign.goal.currency} />
    </div>
  )
}

function titleIn(texts: Campaign['texts'], language: string): string | undefined {
  return isLanguage(language) ? texts[language]?.title : undefined
}

/** Reads the fields. */
export function policyIn(typed: Typed): PolicyValues {
  return {
    allocationPolicy: typed.text('allocationPolicy') || 'queue',
    allocatesOnlyFinal: typed.isTicked('allocatesOnlyFinal'),
    overflowCampaignId: typed.text('overflowCampaignId') || null,
  }
}
