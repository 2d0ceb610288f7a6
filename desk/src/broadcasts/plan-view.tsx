import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import type { BroadcastDetail, Schedule } from '../api/broadcasts.ts'
import { useSession } from '../api/session.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName, languageNames } from '../words/names.ts'
import { AudienceWords } from './audience-words.tsx'
import { ChannelPreview } from './channel-preview.tsx'
import { TemplatesSaid } from './template-choices.tsx'

/** What is said, to whom and when: as whoever decides needs to see it. */
export function PlanView({ broadcast: { plan } }: { broadcast: BroadcastDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { member } = useSession()
  const spoken = languages.filter((language) => plan.contents[language])
  const [shown, show] = useState<string>(plan.fallbackLanguage)
  const language = spoken.find((one) => one === shown) ?? plan.fallbackLanguage
  const message = plan.contents[language]
  return (
    <Section title={t('broadcasts.said')}>
      {spoken.length > 1 && (
        <div className="scroll">
          <SegmentedControl
            size="xs"
            aria-label={t('broadcasts.languages')}
            value={language}
            onChange={show}
            data={spoken.map((one) => ({ value: one, label: languageNames[one] }))}
          />
        </div>
      )}
      {message && <ChannelPreview message={message} language={language} name={member.name} />}
      {message?.templates && <TemplatesSaid templates={message.templates} />}
      <p className="quiet small">{t('broadcasts.fallbackIs', { language: languageName(plan.fallbackLanguage) })}</p>
      <h3>{t('broadcasts.audience')}</h3>
      <AudienceWords audience={plan.audience} />
      <p className="quiet small">{t(`broadcasts.leaverWords.${plan.leavers}`)}</p>
      <h3>{t('broadcasts.when')}</h3>
      <p>
        <ScheduleWords schedule={plan.schedule} />
      </p>
      {plan.notAfter && <p>{t('broadcasts.notAfterIs', { when: formats.moment(plan.notAfter) })}</p>}
    </Section>
  )
}

function ScheduleWords({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (schedule.kind === 'now') return t('broadcasts.schedules.now')
  const when = `${formats.day(schedule.day)}, ${schedule.time}`
  const past =
    schedule.kind === 'local' ? ` · ${t('broadcasts.ifPast')}: ${t(`broadcasts.past.${schedule.ifPast}`)}` : ''
  return `${t(`broadcasts.schedules.${schedule.kind}`)}: ${when}${past}`
}
