import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type TemplatePlace, type TemplateWords, useEarlierTemplates } from '../api/feedback.ts'
import { useMemberName } from '../api/members.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './words.module.css'

interface EarlierWordsProps {
  programmeId: string
  place: TemplatePlace
  /** Puts what was said then into the fields, where it may be written. */
  putBack: ((words: TemplateWords) => void) | undefined
}

/** What a template said before, the newest first. */
export function EarlierWords({ programmeId, place, putBack }: EarlierWordsProps) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const nameOf = useMemberName()
  const { data: earlier } = useEarlierTemplates(programmeId, place)
  return (
    <Section title={t('composer.history')}>
      {earlier?.length === 0 && <p className="quiet">{t('composer.historyEmpty')}</p>}
      {earlier?.map(({ title, text, label, writtenById, writtenAt, replacedAt }) => (
        <article key={replacedAt} className={`${styles.earlier} stack tight`} aria-label={title}>
          <p className="quiet small">
            {t('composer.until', {
              from: formats.moment(writtenAt),
              until: formats.moment(replacedAt),
              name: nameOf(writtenById),
            })}
          </p>
          <strong lang={place.language}>{title}</strong>
          <p className="words small" lang={place.language}>
            {text}
          </p>
          {putBack && (
            <div>
              <Button size="compact-xs" variant="default" onClick={() => putBack({ title, text, label })}>
                {t('composer.putBack')}
              </Button>
            </div>
          )}
        </article>
      ))}
    </Section>
  )
}
