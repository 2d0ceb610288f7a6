import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './words.module.css'

/** What a template may say, each a press away, with what it stands for. */
export function NameButtons({ names, put }: { names: readonly string[]; put: (tag: string) => void }) {
  const { t } = useTranslation('feedback')
  const literal = { interpolation: { prefix: '‹', suffix: '›' } }
  const choice = t('composer.choiceHint', literal)
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <legend className="mantine-InputWrapper-label">{t('composer.names')}</legend>
      <p className="quiet small">{t('composer.namesHint')}</p>
      <div className={styles.names}>
        {/* What is only asked about stands in the choice beside. */}
        {names
          .filter((name) => name !== 'several')
          .map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant="light"
              title={`{{ ${name} }}`}
              onClick={() => put(`{{ ${name} }}`)}
            >
              {t(`composer.nameWords.${name}`)}
            </Button>
          ))}
        {names.includes('several') && (
          <Button size="compact-xs" variant="default" title={choice} onClick={() => put(choice)}>
            {t('composer.choice')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
