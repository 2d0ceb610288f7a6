import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Campaign, titleOf } from '../api/campaigns.ts'
import { ChoiceField } from '../pieces/fields.tsx'
import { useFormats } from '../words/formats.ts'

/**
 * The campaign a member chooses, whose currency the amount is in. Nothing is proposed where there are several: whoever copies a
 * paper says which one it means.
 */
export function useChosenCampaign(campaigns: readonly Campaign[]) {
  const [id, choose] = useState<string | null>(null)
  const sole = campaigns.length === 1 ? campaigns[0] : undefined
  return { campaign: campaigns.find((campaign) => campaign.id === id) ?? sole, choose }
}

interface CampaignFieldProps {
  campaigns: readonly Campaign[]
  chosen: Campaign | undefined
  choose: (id: string | null) => void
}

/** Campaigns by title, each with its currency; none is chosen until somebody does. */
export function CampaignField({ campaigns, chosen, choose }: CampaignFieldProps) {
  const { t } = useTranslation()
  const { language } = useFormats()
  const data = campaigns
    .map((campaign) => ({ value: campaign.id, label: `${titleOf(campaign, language)} (${campaign.goal.currency})` }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  return (
    <ChoiceField
      name="campaignId"
      label={t('gifts.campaign')}
      placeholder={t('gifts.chooseCampaign')}
      required
      withAsterisk={false}
      allowDeselect={false}
      value={chosen?.id ?? null}
      onChange={choose}
      data={data}
    />
  )
}
