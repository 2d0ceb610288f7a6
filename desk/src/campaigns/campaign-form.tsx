import { Tabs } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../../../src/platform/languages.ts'
import { toDecimal } from '../../../src/platform/money.ts'
import type { Campaign, CampaignText } from '../api/campaigns.ts'
import { AnyNamesWarning } from '../cases/names-warning.tsx'
import { AmountField, DayField, LongTextField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import type { Amount } from '../words/formats.ts'
import { languageNames } from '../words/names.ts'
import { PolicyFields, type PolicyValues, policyIn } from './policy-fields.tsx'

/** What the form answers: what can be changed about a campaign, amounts in minor units as digits. */
export interface CampaignValues extends PolicyValues {
  goalMinor: string
  capMinor: string | null
  startsOn: string
  endsOn: string | null
  permitNumber: string | null
  permitAuthority: string | null
  programmeShareBasisPoints: number
  suggestedMinor: string[]
  texts: Partial<Record<Language, CampaignText>>
}

interface CampaignFormProps {
  campaign?: Campaign
  currency: string
  send: (values: CampaignValues, typed: Typed) => Promise<unknown>
  act: string
  children?: React.ReactNode
}

/** What a campaign says in five languages, and what was filed for it. */
export function CampaignForm({ campaign, currency, send, act, children }: CampaignFormProps) {
  const { t } = useTranslation()
  return (
    <Form send={(typed) => send(valuesIn(typed, currency), typed)}>
      {children}
      <Texts texts={campaign?.texts ?? {}} />
      <div className="fields">
        <AmountField
          name="goalMinor"
          currency={currency}
          label={t('campaigns.goal')}
          defaultValue={shown(campaign?.goal)}
        />
        <AmountField
          name="capMinor"
          currency={currency}
          label={t('campaigns.cap')}
          description={t('campaigns.capHint')}
          defaultValue={shown(campaign?.cap)}
        />
      </div>
      <div className="fields">
        <DayField name="startsOn" label={t('campaigns.startsOn')} defaultValue={campaign?.startsOn ?? ''} />
        <DayField name="endsOn" label={t('campaigns.endsOn')} defaultValue={campaign?.endsOn ?? ''} />
      </div>
      <div className="fields">
        <TextField
          name="permitNumber"
          label={t('campaigns.permitNumber')}
          defaultValue={campaign?.permitNumber ?? ''}
        />
        <TextField
          name="permitAuthority"
          label={t('campaigns.permitAuthority')}
          defaultValue={campaign?.permitAuthority ?? ''}
        />
      </div>
      <div className="fields">
        <TextField
          name="suggestedMinor"
          label={t('campaigns.suggested', { currency })}
          description={t('campaigns.suggestedHint')}
          defaultValue={campaign?.suggested.map(shown).join(' ') ?? ''}
        />
        <TextField
          name="programmeShareBasisPoints"
          inputMode="decimal"
          label={t('campaigns.programmeShare')}
          description={t('campaigns.programmeShareHint')}
          defaultValue={String((campaign?.programmeShareBasisPoints ?? 0) / 100)}
        />
      </div>
      <PolicyFields campaign={campaign} currency={currency} />
      <Submit>{act}</Submit>
    </Form>
  )
}

// All five stay in the form, hidden or not, so that nothing typed is lost by looking at another language.
function Texts({ texts }: { texts: Campaign['texts'] }) {
  const { t, i18n } = useTranslation()
  const [shownLanguage, show] = useState<string | null>(i18n.language)
  const [said, say] = useState<readonly string[]>([])
  const form = useRef<HTMLDivElement>(null)
  const listen = () => {
    const fields = form.current?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[name^="texts."]') ?? []
    say([...fields].map(({ value }) => value))
  }
  return (
    <Tabs ref={form} value={shownLanguage} onChange={show} onInput={listen} keepMounted>
      <Tabs.List aria-label={t('campaigns.languages')}>
        {languages.map((language) => (
          <Tabs.Tab key={language} value={language} lang={language}>
            {languageNames[language]}
            {texts[language] && (
              <IconCheck size={14} role="img" aria-label={t('campaigns.written')} className="aside" />
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {languages.map((language) => (
        <Tabs.Panel key={language} value={language} lang={language} pt="sm">
          <div className="stack">
            <TextField
              name={`texts.${language}.title`}
              label={t('campaigns.title')}
              defaultValue={texts[language]?.title ?? ''}
              maxLength={120}
            />
            <LongTextField
              name={`texts.${language}.summary`}
              label={t('campaigns.summary')}
              defaultValue={texts[language]?.summary ?? ''}
              maxLength={400}
              minRows={2}
            />
            <LongTextField
              name={`texts.${language}.story`}
              label={t('campaigns.story')}
              description={t('campaigns.storyHint')}
              defaultValue={texts[language]?.story ?? ''}
              minRows={6}
            />
          </div>
        </Tabs.Panel>
      ))}
      <AnyNamesWarning texts={said} />
    </Tabs>
  )
}

function shown(amount: Amount | null | undefined): string {
  return amount ? toDecimal({ minor: BigInt(amount.minor), currency: amount.currency }).replace(/\.0+$/, '') : ''
}

function valuesIn(typed: Typed, currency: string): CampaignValues {
  const suggested = typed.text('suggestedMinor').split(/[\s,、]+/)
  const cap = typed.text('capMinor')
  const texts = languages.map((language) => {
    const part = (name: string) => typed.text(`texts.${language}.${name}`)
    return [language, { title: part('title'), summary: part('summary'), story: part('story') }] as const
  })
  return {
    goalMinor: minorIn(typed, 'goalMinor', currency),
    capMinor: cap === '' ? null : minorIn(typed, 'capMinor', currency),
    startsOn: typed.text('startsOn'),
    endsOn: typed.text('endsOn') || null,
    ...policyIn(typed),
    permitNumber: typed.text('permitNumber') || null,
    permitAuthority: typed.text('permitAuthority') || null,
    programmeShareBasisPoints: Math.round(Number(typed.text('programmeShareBasisPoints') || 0) * 100),
    suggestedMinor: suggested.filter(Boolean).map((text) => minorIn({ text: () => text }, 'suggestedMinor', currency)),
    texts: Object.fromEntries(texts.filter(([, { title }]) => title !== '')),
  }
}
