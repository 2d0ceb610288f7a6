import { IconSpeakerphone } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { type Campaign, useCampaigns } from '../api/campaigns.ts'
import { recordGift } from '../api/gifts.ts'
import { useSession } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { AmountField, ChoiceField, DayField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { languageNames } from '../words/names.ts'
import { CampaignField, useChosenCampaign } from './campaign-choice.tsx'
import { PublicNameField } from './gift-choices.tsx'
import { today } from './today.ts'

/** A gift that came without the form: cash, post, an unannounced transfer. */
export function NewGiftPage() {
  const { items: campaigns } = useCampaigns()
  if (!campaigns) return <ComingPage />
  return campaigns.length === 0 ? <NothingToGiveTo /> : <NewGift campaigns={campaigns} />
}

/** Every gift belongs to a campaign: without one there is nothing to fill in. */
function NothingToGiveTo() {
  const { t } = useTranslation()
  return (
    <Page title={t('gifts.record')} lead={t('gifts.recordLead')} back={{ to: '/gifts', words: t('nav.gifts') }}>
      <div className="card">
        <Empty icon={IconSpeakerphone} title={t('campaigns.emptyTitle')} words={t('campaigns.emptyWords')}>
          <Link to="/campaigns">{t('gifts.toCampaigns')}</Link>
        </Empty>
      </div>
    </Page>
  )
}

function NewGift({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { organisation } = useSession()
  const { campaign, choose } = useChosenCampaign(campaigns)
  const { currency } = campaign?.goal ?? organisation
  const record = async (typed: Typed) => {
    const id = await recordGift({
      campaignId: typed.text('campaignId'),
      donorName: typed.text('donorName'),
      email: typed.text('email') || undefined,
      phone: typed.text('phone') || undefined,
      amount: { minor: minorIn(typed, 'amount', currency), currency },
      givenOn: typed.text('givenOn'),
      publicName: typed.text('publicName'),
      receiptWish: typed.text('receiptWish'),
      receiptName: typed.text('receiptName') || undefined,
      language: typed.text('language'),
    })
    await navigate({ to: '/gifts/$giftId', params: { giftId: id } })
  }
  return (
    <Page title={t('gifts.record')} lead={t('gifts.recordLead')} back={{ to: '/gifts', words: t('nav.gifts') }}>
      <Section title={t('gifts.what')}>
        <Form send={record}>
          <CampaignField campaigns={campaigns} chosen={campaign} choose={choose} />
          <div className="fields">
            <AmountField name="amount" currency={currency} label={t('gifts.amount')} />
            <DayField name="givenOn" label={t('gifts.day')} defaultValue={today()} />
          </div>
          <TextField name="donorName" label={t('gifts.donor')} />
          <div className="fields">
            <TextField name="email" type="email" label={t('people.email')} />
            <TextField name="phone" type="tel" label={t('people.phone')} />
          </div>
          <ChoiceField
            name="language"
            label={t('people.language')}
            defaultValue={organisation.language}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          />
          <ChoiceField
            name="receiptWish"
            label={t('receipts.title')}
            defaultValue="each"
            data={(['each', 'yearly', 'none'] as const).map((wish) => ({
              value: wish,
              label: t(`gifts.wishes.${wish}`),
            }))}
          />
          <TextField name="receiptName" label={t('receipts.nameOnIt')} description={t('receipts.nameOnItHint')} />
          <PublicNameField value="anonymous" />
          <Submit>{t('gifts.recordAct')}</Submit>
        </Form>
      </Section>
    </Page>
  )
}
